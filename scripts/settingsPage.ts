import { fieldsOf, kindOf, valuesOf, type Schema } from './settingsSchema';

/** As much of package.json as the page is made of. */
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly order: number;
      readonly properties: Readonly<Record<string, Schema>>;
    }[];
  };
}

/** package.nls.json. */
export type Texts = Readonly<Record<string, string>>;

const scopes: Readonly<Record<string, string>> = {
  machine: 'user settings only; on a remote machine its *Remote* settings',
  resource: 'user, workspace and folder settings',
};

/** `docs/settings.md` from the manifest and its texts: all settings in their order, then all commands. */
export function settingsPage(manifest: Manifest, texts: Texts): string {
  const { commands, configuration } = manifest.contributes;
  const text = (key: string): string => linked(texts[key.replace(/^%|%$/g, '')] ?? key, manifest, texts);
  const groups = [...configuration].sort((a, b) => a.order - b.order);
  return [
    '# Settings and commands',
    '<!-- Made by "npm run docs" from package.json and package.nls.json: change those. -->',
    'In VS Code: **Preferences: Open Settings (UI)**, then search for `@ext:dualtrack.dualtrack`. Wrong values are named before anything is sent.',
    ...groups.flatMap(({ title, properties }) => [
      `## ${text(title)}`,
      ...inOrder(properties).flatMap(([name, schema]) => settingLines(name, schema, text)),
    ]),
    '## Commands',
    table(
      ['command', 'id'],
      commands.map(({ command, title, category }) => [`**${category}: ${text(title)}**`, code(command)]),
    ),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function inOrder(properties: Readonly<Record<string, Schema>>): [string, Schema][] {
  return Object.entries(properties).sort(([, a], [, b]) => (a.order ?? 0) - (b.order ?? 0));
}

function settingLines(name: string, schema: Schema, text: (key: string) => string): string[] {
  const choices = schema.markdownEnumDescriptions?.map((key, index) => [code(schema.enum?.[index] ?? ''), text(key)]);
  const values = valuesOf(schema);
  const facts = [
    ['type', kindOf(schema)],
    ['default', code(JSON.stringify(schema.default))],
    ['from', scopes[schema.scope ?? ''] ?? ''],
    ...(values && !choices ? [['values', values]] : []),
  ];
  const fields = schema.items ? fieldsOf(schema.items) : [];
  return [
    `### ${code(name)}`,
    text(schema.markdownDescription ?? ''),
    ...(choices ? [table(['value', 'means'], choices)] : []),
    facts.map(([name, fact]) => `- ${name}: ${fact}`).join('\n'),
    ...(fields.length > 0
      ? [
          table(
            ['field', 'type', 'is'],
            fields.map((field) => [code(field.name), field.kind, inCell(text(field.text))]),
          ),
        ]
      : []),
  ];
}

/** Links between settings and to commands lead to their places on this page. */
function linked(text: string, { contributes }: Manifest, texts: Texts): string {
  return text
    .replace(/`#([\w.]+)#`/g, (_, name: string) => `[${code(name)}](#${anchorOf(name)})`)
    .replace(/\[([^\]]+)\]\(command:([\w.]+)[^)]*\)/g, (_, label: string, id: string) => {
      const found = contributes.commands.find(({ command }) => command === id);
      if (!found) return label;
      return `[${found.category}: ${texts[found.title.slice(1, -1)] ?? label}](#commands)`;
    });
}

/** As GitHub makes it from a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}

function code(text: string): string {
  return `\`${text}\``;
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\n+/g, '<br>');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
