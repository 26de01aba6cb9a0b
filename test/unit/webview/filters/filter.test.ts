import assert from 'node:assert/strict';
import * as v from 'valibot';
import { mostSearched } from '../../../../src/panel/pictures';
import { textsSchema } from '../../../../src/panel/texts';
import type { Filter } from '../../../../src/webview/filters/filter';
import { chipsOf, filterFrom, findOf, isActive, keptFindFrom } from '../../../../src/webview/filters/filter';

const texts = v.parse(textsSchema, Object.fromEntries(Object.keys(textsSchema.entries).map((name) => [name, name])));
const facets = {
  models: [{ value: 'nb', name: 'Nano Banana', label: 'Nano Banana (3)' }],
  ...{ routes: [], callers: [], folders: [] },
};

describe('the filter of the gallery', () => {
  it('asks for all that is chosen together', () => {
    assert.deepEqual(
      findOf({ favourite: true, model: 'nb', route: 'apiyi', caller: 'agent', folder: 'f', when: 'week' }),
      {
        ...{ favourite: true, models: ['nb'], routes: ['apiyi'], callers: ['agent'], folder: 'f', period: 'week' },
      },
    );
    assert.deepEqual(findOf({}), {});
    assert.deepEqual(findOf({ favourite: false, model: undefined }), {});
  });

  it('takes a range the right way round, and one with an open end', () => {
    const [from, to] = ['2026-11-01', '2026-11-30'];
    assert.deepEqual(findOf({ when: 'range', from, to }), { from, to });
    assert.deepEqual(findOf({ when: 'range', from: to, to: from }), { from, to });
    assert.deepEqual(findOf({ when: 'range', to }), { to });
    assert.deepEqual(findOf({ when: 'today', from, to }), { period: 'today' });
  });

  it('is active only where it leaves something out', () => {
    for (const filter of [{}, { when: 'range' }, { favourite: false }] satisfies Filter[]) {
      assert.equal(isActive(filter), false);
    }
    for (const filter of [{ when: 'today' }, { favourite: true }, { route: 'r' }] satisfies Filter[]) {
      assert.equal(isActive(filter), true);
    }
  });

  it('is shown part by part, each with its name and what takes it away', () => {
    const filter: Filter = {
      favourite: true,
      model: 'nb',
      route: 'gone',
      when: 'range',
      from: '2026-11-01',
      to: '2026-11-30',
    };
    const chips = chipsOf(filter, facets, texts);
    assert.deepEqual(
      chips.map(({ text }) => text),
      ['model: Nano Banana', 'route: gone', '2026-11-01 – 2026-11-30'],
    );
    const left = chips.reduce<Filter>((now, { without }) => ({ ...now, ...without }), filter);
    assert.deepEqual(findOf(left), { favourite: true });
    assert.deepEqual(
      chipsOf({ when: 'month' }, undefined, texts).map(({ text }) => text),
      ['month'],
    );
    assert.deepEqual(chipsOf({ when: 'range' }, undefined, texts), []);
  });

  it('comes back as it was kept, and is empty where that is none', () => {
    const filter: Filter = {
      favourite: true,
      model: 'nb',
      route: 'r',
      caller: 'list',
      folder: 'f',
      when: 'range',
      from: '2026-11-01',
      to: undefined,
    };
    assert.deepEqual(filterFrom(filter), filter);
    for (const kept of [
      undefined,
      null,
      7,
      'x',
      { favourite: 1, model: {}, route: '', when: 'year', from: '1', to: [] },
    ]) {
      assert.equal(isActive(filterFrom(kept)), false);
    }
    assert.equal(filterFrom({ model: 'x'.repeat(300) }).model, undefined);
    const find = { words: 'a fox', everywhere: true, filter };
    assert.deepEqual(keptFindFrom(find), find);
    assert.deepEqual(keptFindFrom(undefined), { words: '', everywhere: false, filter: filterFrom({}) });
    assert.equal(keptFindFrom({ words: 'x'.repeat(300) }).words.length, mostSearched);
    assert.equal(keptFindFrom({ words: ['fox'] }).words, '');
  });
});
