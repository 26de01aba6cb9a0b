import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../package.json';
import texts from '../../package.nls.json';
import { commands, machineSettings, section, settings } from '../../src/ids';

const src = path.join(process.cwd(), 'src');

/** Which folders of src each folder may import from, and which packages. */
const allowed: Readonly<Record<string, { readonly folders: readonly string[]; readonly packages: RegExp }>> = {
  core: { folders: ['core'], packages: /^(valibot|image-size)$/ },
  providers: { folders: ['core', 'providers'], packages: /^(?!vscode$)/ },
  store: { folders: ['core', 'store'], packages: /^(node:|valibot$)/ },
  shared: { folders: ['core', 'shared'], packages: /^$/ },
  recovery: { folders: ['core', 'providers', 'store', 'recovery'], packages: /^$/ },
  headless: { folders: ['core', 'providers', 'store', 'recovery', 'headless'], packages: /^(?!vscode$)/ },
  webview: { folders: ['core', 'shared', 'webview'], packages: /^(lit|@vscode-elements)/ },
  host: { folders: ['core', 'providers', 'store', 'shared', 'recovery', 'host', 'ids'], packages: /./ },
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsOf(folder: string): Import[] {
  const files = readdirSync(path.join(src, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const file = path.join(src, folder, name);
      const text = readFileSync(file, 'utf8');
      const found = text.matchAll(
        /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)/g,
      );
      return [...found].map(([, type, from, dynamic]) => ({
        file,
        target: from ?? dynamic ?? '',
        typeOnly: type !== undefined,
      }));
    });
}

function folderOf({ file, target }: Import): string {
  const [first = ''] = path.relative(src, path.resolve(path.dirname(file), target)).split(path.sep);
  return first;
}

describe('the structure', () => {
  for (const [folder, { folders, packages }] of Object.entries(allowed)) {
    it(`lets ${folder} import only what it may, types included`, () => {
      const imports = importsOf(folder).filter(({ target }) => !/\.(ttf|wasm)$/.test(target));
      assert.ok(imports.length > 0);
      for (const one of imports) {
        const isOwn = one.target.startsWith('.');
        const fine = isOwn ? folders.includes(folderOf(one)) : packages.test(one.target);
        assert.ok(fine, `${path.relative(src, one.file)} imports ${one.target}`);
      }
    });
  }

  it('lets the page take nothing but types and constants from core, and no SDK or Node', () => {
    for (const one of importsOf('webview')) assert.doesNotMatch(one.target, /^(node:|vscode$|openai|@google)/);
  });
});

describe('our own settings', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const textOf = (name: string): string => readFileSync(path.join(src, name), 'utf8');
  /** What follows each `getConfiguration(…)` that is not for a section of VS Code itself. */
  const usesIn = (name: string): string[] =>
    [...textOf(name).matchAll(/getConfiguration\((?!'http')[^)]*\)(\s*\.?\s*\w*)/g)].map(([, next = '']) =>
      next.trim(),
    );

  it('are read in one file, level by level: `get` would take what a folder has smuggled in', () => {
    const readers = files.filter((name) => usesIn(name).length > 0);
    assert.deepEqual(readers, [path.join('host', 'configuration.ts')]);
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
