import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commands, section, settings } from '../../../src/ids';
import type { Manifest, Texts } from '../../../scripts/settingsPage';
import { settingsPage } from '../../../scripts/settingsPage';

const read = (file: string): string => readFileSync(path.join(process.cwd(), file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const texts = JSON.parse(read('package.nls.json')) as Texts;
const page = settingsPage(manifest, texts);

describe('the page about the settings', () => {
  it('is what "npm run docs" makes of the manifest', () => {
    assert.equal(read('docs/settings.md'), page, 'run "npm run docs"');
  });

  it('has links to headings that there are, and leaves no link of VS Code’s own', () => {
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    assert.ok(links.length > 5);
    for (const link of links) assert.ok(headings.includes(link), link);
    assert.doesNotMatch(page, /command:|`#|%[\w.]+%/);
  });

  it('names every setting and every command', () => {
    for (const name of Object.values(settings)) assert.ok(page.includes(`### \`${section}.${name}\``), name);
    for (const id of Object.values(commands)) assert.ok(page.includes(`\`${id}\``), id);
  });
});

describe('the settings in VS Code', () => {
  const { configuration } = manifest.contributes;
  const properties = configuration.flatMap((group) => Object.entries(group.properties));

  it('stand in groups, and in an order of their own in each', () => {
    assert.deepEqual(
      configuration.map(({ order }) => order),
      [1, 2, 3],
    );
    for (const group of configuration) {
      const orders = Object.values(group.properties).map(({ order }) => order);
      assert.deepEqual(
        orders,
        orders.map((_, index) => index + 1),
        group.title,
      );
    }
  });

  it('are each described with an example, and with links to settings and commands that there are', () => {
    const ids: readonly string[] = Object.values(commands);
    for (const [name, { markdownDescription = '' }] of properties) {
      const text = texts[markdownDescription.slice(1, -1)] ?? '';
      assert.match(text, /\n\n\*\*Example:\*\* `[^`]+`[^\n]*$/, name);
      for (const [, link] of text.matchAll(/`#([\w.]+)#`/g)) {
        assert.ok(
          properties.some(([other]) => other === link && other !== name),
          `${name}: ${link}`,
        );
      }
      for (const [, id] of text.matchAll(/\]\(command:([\w.]+)\)/g))
        assert.ok(ids.includes(id ?? ''), `${name}: ${id}`);
    }
  });
});
