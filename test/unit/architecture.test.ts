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

  it('keeps hosts, models, order and money out of a folder’s reach', () => {
    const machine = properties.filter(([, property]) => 'scope' in property && property.scope === 'machine');
    const restricted: readonly string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    assert.deepEqual(machine.map(([name]) => name).sort(), [...restricted].sort());
    for (const name of ['routes', 'models', 'routeOrder', 'afterUncertainCharge', 'timeBudget']) {
      assert.ok(restricted.includes(`dualtrack.${name}`), name);
    }
    assert.deepEqual(machineSettings.map((name) => `${section}.${name}`).sort(), [...restricted].sort());
  });

  it('has a text for every key, and no text without one', () => {
    const used = new Set([...JSON.stringify(manifest).matchAll(/%([\w.-]+)%/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
  });
});
