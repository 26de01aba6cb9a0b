import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contributes } from '../../../package.json';
import texts from '../../../package.nls.json';
import { findModel } from '../../../src/core/services/models';
import type { PresetId } from '../../../src/core/services/presets';
import { presetIds, presets } from '../../../src/core/services/presets';
import { contextKeysOf, doneSteps, stepKeys } from '../../../src/host/start/contextKeysOf';
import { commands, connectedKey, contextKeys, walkthrough } from '../../../src/ids';

const [only, ...others] = contributes.walkthroughs;
const steps = only?.steps ?? [];
const textOf = (key: string): string =>
  (texts as Readonly<Record<string, string>>)[key.slice(1, -1)] ?? assert.fail(key);
const descriptions = steps.map(({ id, description }) => [id, textOf(description)] as const);
const linksIn = (text: string): string[] => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');

/** The pages of a service as a link names them that is about no project yet. */
function pagesOf(id: PresetId): string[] {
  return Object.values(presets[id].pages).map((page) => page.replace(/\?project=$/, ''));
}

describe('the walkthrough', () => {
  it('is one, with the id that the command opens', () => {
    assert.equal(only?.id, walkthrough);
    assert.deepEqual(others, []);
  });

  it('leads to pages of the presets only, and to pages of the service that the step is about', () => {
    const about: Readonly<Record<string, readonly PresetId[]>> = {
      choose: ['google-ai-studio'],
      aiStudio: ['google-ai-studio'],
      vertexAi: ['vertex-ai'],
      apiyi: ['apiyi'],
    };
    for (const [step, text] of descriptions) {
      const pages = (about[step] ?? []).flatMap(pagesOf);
      for (const link of linksIn(text).filter((one) => !one.startsWith('command:'))) {
        assert.ok(pages.includes(link), `${step}: ${link}`);
      }
    }
  });

  it('leads to every page on which its three services are got ready', () => {
    const all = descriptions.flatMap(([, text]) => linksIn(text));
    for (const id of ['google-ai-studio', 'vertex-ai', 'apiyi'] as const) {
      for (const page of ['start', 'key', 'billing'] as const) {
        const address = presets[id].pages[page]?.replace(/\?project=$/, '') ?? assert.fail(`${id} ${page}`);
        assert.ok(all.includes(address), address);
      }
    }
  });

  it('has a button on a line of its own in every step, for a command that there is', () => {
    const ids: readonly string[] = Object.values(commands);
    for (const [step, text] of descriptions) {
      const buttons = text.split('\n').filter((line) => /^\[[^\]]+\]\(command:[^)]+\)$/.test(line));
      assert.ok(buttons.length >= 1 && buttons.length <= 2, step);
      for (const button of buttons.flatMap(linksIn)) {
        const { pathname, search } = new URL(button);
        assert.ok(ids.includes(pathname), button);
        const preset: unknown = search ? JSON.parse(decodeURIComponent(search.slice(1))) : undefined;
        assert.ok(preset === undefined || presetIds.some((id) => id === preset), button);
      }
    }
  });

  it('ticks its steps by keys that are told', () => {
    const told = Object.keys(contextKeysOf({ connected: [], madePicture: false }));
    for (const key of Object.values(stepKeys)) assert.ok(told.includes(key), key);
    const declared = steps.map(({ id, completionEvents }) => [id, completionEvents.join().replace('onContext:', '')]);
    assert.deepEqual(stepKeys, Object.fromEntries(declared));
  });

  it('names the prices of the catalogue, and the day on which they were checked', () => {
    const model = findModel('nano-banana-2') ?? assert.fail();
    const said = Object.fromEntries(descriptions.map(([id, text]) => [id, [...text.matchAll(/\$0\.\d+/g)].join()]));
    assert.equal(said['aiStudio'], `$${model.offers.google?.prices['1K']}`);
    assert.equal(said['vertexAi'], `$${model.offers.google?.prices['1K']}`);
    assert.equal(said['apiyi'], `$${model.offers.apiyi?.prices['1K']}`);
    assert.ok(Object.fromEntries(descriptions)['choose']?.includes(`checked on ${model.checked}`));
  });

  it('has a picture for each step, in the colours of the theme and no others', () => {
    for (const { id, media } of steps) {
      const svg = readFileSync(path.join(process.cwd(), media.svg), 'utf8');
      const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour ?? '');
      for (const colour of colours)
        assert.match(colour, /^(none|var\(--vscode-[\w-]+(, var\(--vscode-[\w-]+\))?\))$/, id);
      // the page that shows it allows no styles of a picture's own
      assert.doesNotMatch(svg, /style|<script|href/, id);
      assert.ok(textOf(media.altText).length > 20, id);
    }
  });
});

describe('the keys that tick the walkthrough', () => {
  const trueOnes = (connected: readonly PresetId[], madePicture = false): string[] =>
    Object.entries(contextKeysOf({ connected, madePicture })).flatMap(([key, value]) => (value ? [key] : []));

  it('are all false at first, and with the placeholder alone', () => {
    assert.deepEqual(trueOnes([]), []);
    assert.deepEqual(trueOnes(['placeholder']), []);
  });

  it('tell a first picture apart from a route', () => {
    assert.deepEqual(trueOnes(['placeholder'], true), [contextKeys.madePicture]);
  });

  it('name the steps that are done, as VS Code knows them', () => {
    const keys = contextKeysOf({ connected: ['apiyi'], madePicture: true });
    const done = ['choose', 'firstPicture', 'apiyi'].map((step) => `dualtrack.dualtrack#getStarted#${step}`);
    assert.deepEqual(doneSteps('dualtrack.dualtrack', keys), done);
    assert.deepEqual(doneSteps('dualtrack.dualtrack', contextKeysOf({ connected: [], madePicture: false })), []);
  });

  it('name the services that are connected, and count two routes of one service as two', () => {
    assert.deepEqual(trueOnes(['apiyi']), [contextKeys.hasRoute, connectedKey('apiyi')]);
    const two = [contextKeys.hasRoute, contextKeys.hasTwoRoutes];
    assert.deepEqual(trueOnes(['apiyi', 'apiyi']), [...two, connectedKey('apiyi')]);
    const both = trueOnes(['vertex-ai', 'google-ai-studio']);
    assert.deepEqual(both, [...two, connectedKey('google-ai-studio'), connectedKey('vertex-ai')]);
  });
});
