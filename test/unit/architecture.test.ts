import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../package.json';
import texts from '../../package.nls.json';
import { presetIds } from '../../src/core/services/presets';
import { commands, machineSettings, panelViewId, panelViewType, section, settings } from '../../src/ids';

const src = path.join(process.cwd(), 'src');

/** Which folders of src each folder may import from, and which packages. */
const allowed: Readonly<Record<string, { readonly folders: readonly string[]; readonly packages: RegExp }>> = {
  core: { folders: ['core'], packages: /^(valibot|image-size)$/ },
  answers: { folders: ['core', 'answers'], packages: /^node:/ },
  imaging: { folders: ['core', 'imaging'], packages: /^(node:|@jsquash\/|@xmldom\/xmldom$|exifreader$)/ },
  placeholder: { folders: ['core', 'placeholder'], packages: /^(node:|@resvg\/)/ },
  providers: { folders: ['core', 'answers', 'placeholder', 'providers'], packages: /^(?!vscode$)/ },
  store: { folders: ['core', 'store'], packages: /^(node:|valibot$|csv-stringify\/sync$)/ },
  work: { folders: ['core', 'answers', 'imaging', 'providers', 'store', 'work'], packages: /^node:/ },
  panel: { folders: ['core', 'panel'], packages: /^valibot$/ },
  cli: {
    folders: ['core', 'answers', 'imaging', 'placeholder', 'providers', 'store', 'work', 'cli'],
    packages: /^node:/,
  },
  webview: { folders: ['core', 'panel', 'webview'], packages: /^(lit|@vscode-elements|@tanstack\/virtual-core$)/ },
  host: {
    folders: ['core', 'answers', 'imaging', 'placeholder', 'providers', 'store', 'work', 'panel', 'host', 'ids'],
    packages: /./,
  },
};

/**
 * The rooms of host, and which of the others each may use. What all share comes first; the features below it know nothing of
 * each other.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  texts: [],
  window: ['texts'],
  steps: ['window'],
  settings: [],
  remedies: ['settings', 'steps', 'texts', 'window'],
  pictures: ['settings', 'texts', 'window'],
  jobs: ['remedies', 'texts', 'window'],
  keys: ['remedies', 'settings', 'steps', 'texts', 'window'],

  connect: ['keys', 'remedies', 'settings', 'steps', 'texts', 'window'],
  generate: ['jobs', 'pictures', 'remedies', 'settings', 'steps', 'texts', 'window'],
  history: ['texts', 'window'],
  making: ['settings', 'texts', 'window'],
  money: ['pictures', 'remedies', 'settings', 'steps', 'texts', 'window'],
  panel: ['jobs', 'pictures', 'remedies', 'settings', 'texts', 'window'],
  recovery: ['jobs', 'pictures', 'settings', 'window'],
  routes: ['jobs', 'keys', 'pictures', 'remedies', 'settings', 'texts', 'window'],
  start: ['keys', 'settings', 'texts', 'window'],
};

/** More in one folder, and nobody finds anything by its name. */
const mostInAFolder = 20;

interface Import {
  readonly file: string;
  readonly target: string;
}

const sources = (folder: string): string[] =>
  readdirSync(path.join(src, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(src, folder, name));

/** Types too: who knows a name depends on it. */
function importsIn(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)/g);
  return [...found].map(([, from, dynamic]) => ({ file, target: from ?? dynamic ?? '' }));
}

const importsOf = (folder: string): Import[] => sources(folder).flatMap(importsIn);

/** The parts of the imported file's path below src, or below a folder of it. */
function partsOf({ file, target }: Import, below = ''): string[] {
  return path.relative(path.join(src, below), path.resolve(path.dirname(file), target)).split(path.sep);
}

describe('the structure', () => {
  for (const [folder, { folders, packages }] of Object.entries(allowed)) {
    it(`lets ${folder} import only what it may, types included`, () => {
      const imports = importsOf(folder).filter(({ target }) => !/\.(ttf|wasm)$/.test(target));
      assert.ok(imports.length > 0);
      for (const one of imports) {
        const isOwn = one.target.startsWith('.');
        const fine = isOwn ? folders.includes(partsOf(one)[0] ?? '') : packages.test(one.target);
        assert.ok(fine, `${path.relative(src, one.file)} imports ${one.target}`);
      }
    });
  }

  it('has a rule for each folder, and a room for each folder of host', () => {
    const foldersOf = (folder: string): string[] =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort();
    assert.deepEqual(foldersOf(src), Object.keys(allowed).sort());
    assert.deepEqual(foldersOf(path.join(src, 'host')), Object.keys(rooms).sort());
  });

  for (const [room, others] of Object.entries(rooms)) {
    it(`keeps host/${room} to itself, and to ${others.join(', ') || 'nothing else of host'}`, () => {
      const inHost = importsOf(path.join('host', room)).filter((one) => partsOf(one)[0] === 'host');
      for (const one of inHost) {
        const [other = ''] = partsOf(one, 'host');
        assert.ok(other === room || others.includes(other), `${path.relative(src, one.file)} imports ${one.target}`);
      }
    });
  }

  it('has no circle of files, types included', () => {
    const files = new Set(sources(''));
    const targets = (file: string): string[] =>
      importsIn(file)
        .filter(({ target }) => target.startsWith('.'))
        .map(({ target }) => `${path.resolve(path.dirname(file), target)}.ts`)
        .filter((target) => files.has(target));
    const done = new Set<string>();
    const follow = (file: string, way: readonly string[]): void => {
      assert.ok(!way.includes(file), [...way, file].map((one) => path.relative(src, one)).join(' → '));
      if (done.has(file)) return;
      for (const target of targets(file)) follow(target, [...way, file]);
      done.add(file);
    };
    for (const file of files) follow(file, []);
  });

  it('gives the file that VS Code waits for no copy of core: what it loads later has another', () => {
    const files = new Set<string>();
    const follow = (file: string): void => {
      if (files.has(file)) return;
      files.add(file);
      const found = readFileSync(file, 'utf8').matchAll(/(?:^|\n)import (?!type )[^'";]*?from '(\.[^']+)'/g);
      for (const [, target = ''] of found) follow(`${path.resolve(path.dirname(file), target)}.ts`);
    };
    follow(path.join(src, 'extension.ts'));
    const reached = [...files].map((file) => path.relative(src, file).split(path.sep).join('/'));
    assert.deepEqual(reached.sort(), [
      'extension.ts',
      'host/making/makingScheme.ts',
      'host/routes/testScheme.ts',
      'host/start/lazy.ts',
      'host/start/registerCommand.ts',
      'host/start/shutdown.ts',
      'ids.ts',
      'store/database/rebuild/places.ts',
    ]);
  });

  it('keeps folders small enough to be read at a glance', () => {
    const counts = new Map<string, number>();
    for (const file of sources('')) counts.set(path.dirname(file), (counts.get(path.dirname(file)) ?? 0) + 1);
    const full = [...counts].filter(([, count]) => count > mostInAFolder);
    assert.deepEqual(full, []);
  });

  it('lets the page take no SDK, and nothing of Node or VS Code', () => {
    for (const one of importsOf('webview')) assert.doesNotMatch(one.target, /^(node:|vscode$|openai|@google)/);
  });
});

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const textOf = (name: string): string => readFileSync(path.join(src, name), 'utf8');

describe('a service', () => {
  const id = `['"\`](?:${presetIds.join('|')})['"\`]`;
  /** What asks which service something is: a comparison, a case, a search in a list, a table with a row for each. */
  const asks = [
    new RegExp(`[!=]==?\\s*${id}|${id}\\s*[!=]==?|\\bcase\\s+${id}|\\.(?:includes|startsWith)\\(\\s*${id}`),
    /Record<(?:PresetId|Preset\['id'\])/,
    /\bcatalogue\s*[!=]==|\bpreset\.name\s*[!=]==/,
  ];

  it('is a row: no other file asks which one it has, but what the row says of it', () => {
    const others = files.filter((name) => name !== path.join('core', 'services', 'presets.ts'));
    const found = others.filter((name) => asks.some((pattern) => pattern.test(textOf(name))));
    assert.deepEqual(found, []);
  });

  for (const text of [
    `preset.id === 'vertex-ai'`,
    `'placeholder' !== preset`,
    `case 'openrouter':`,
    `['apiyi'].includes(id) || ids.includes('apiyi')`,
    `const kinds: Record<PresetId, string> = {`,
    `preset.catalogue === 'google'`,
  ]) {
    it(`would be asked for by ${text}`, () => assert.ok(asks.some((pattern) => pattern.test(text))));
  }
});

describe('our own settings', () => {
  /** What follows each `getConfiguration(…)` that is not for a section of VS Code itself. */
  const usesIn = (name: string): string[] =>
    [...textOf(name).matchAll(/getConfiguration\((?!'http')[^)]*\)(\s*\.?\s*\w*)/g)].map(([, next = '']) =>
      next.trim(),
    );

  it('are read in one file, level by level: `get` would take what a folder has smuggled in', () => {
    const readers = files.filter((name) => usesIn(name).length > 0);
    assert.deepEqual(readers, [path.join('host', 'settings', 'configuration.ts')]);
    assert.deepEqual(new Set(readers.flatMap(usesIn)), new Set(['.inspect', '.update']));
  });
});

describe('the manifest', () => {
  const properties = manifest.contributes.configuration.flatMap((group) => Object.entries<object>(group.properties));

  it('has the commands of the code, and the code those of the manifest', () => {
    const declared = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(declared.sort(), Object.values(commands).sort());
  });

  it('has the settings of the code, and the code those of the manifest', () => {
    const own = Object.values(settings).map((name) => `${section}.${name}`);
    assert.deepEqual(properties.map(([name]) => name).sort(), own.sort());
  });

  it('has the panel’s two homes: a tab that wakes the extension, and one view in a container of its own', () => {
    const { viewsContainers, views, menus } = manifest.contributes;
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${panelViewType}`));
    assert.deepEqual(
      Object.keys(views),
      viewsContainers.activitybar.map(({ id }) => id),
    );
    const [view, ...others] = Object.values(views).flat();
    assert.deepEqual([view?.id, view?.type, others], [panelViewId, 'webview', []]);
    assert.deepEqual(menus['view/title'], [
      { command: commands.openPanel, when: `view == ${panelViewId}`, group: 'navigation' },
    ]);
  });

  const restricted: readonly string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  const scoped = (scope: string): string[] =>
    properties.filter(([, property]) => 'scope' in property && property.scope === scope).map(([name]) => name);

  it('keeps hosts, models, order and money out of a folder’s reach', () => {
    const machine = scoped('machine');
    for (const name of ['routes', 'models', 'routeOrder', 'afterUncertainCharge', 'timeBudget']) {
      assert.ok(machine.includes(`dualtrack.${name}`), name);
    }
    assert.deepEqual(machineSettings.map((name) => `${section}.${name}`).sort(), machine.sort());
  });

  it('lets nothing that a folder sets count before it is trusted, but a ban of relays', () => {
    assert.deepEqual([...scoped('machine'), ...scoped('resource')].sort(), properties.map(([name]) => name).sort());
    const waiting = properties.map(([name]) => name).filter((name) => name !== 'dualtrack.firstPartyOnly');
    assert.deepEqual([...restricted].sort(), waiting.sort());
  });

  it('has a text for every key, and no text without one', () => {
    const used = new Set([...JSON.stringify(manifest).matchAll(/%([\w.-]+)%/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
  });
});
