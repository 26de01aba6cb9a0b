import assert from 'node:assert/strict';
import type { Route } from '../../../../src/core/services/route';
import {
  freeId,
  idOf,
  withAddress,
  withEntry,
  withFields,
  withMoved,
  withMovedTo,
  withoutEntry,
} from '../../../../src/core/settings/routeEntries';
import { parseRoutes } from '../../../../src/core/settings/settings';

/** As users write it: with an entry that is none, and a field that nobody knows. */
const entries = [{ id: 'a', preset: 'apiyi', note: 'mine' }, 'nonsense', { id: 'b', preset: 'openrouter' }];

describe('the list of routes in the settings', () => {
  it('takes a new entry at a place, and at the end where there is no such place', () => {
    assert.deepEqual(withEntry(entries, { id: 'c' }, 0).map(idOf), ['c', 'a', undefined, 'b']);
    assert.deepEqual(withEntry(entries, { id: 'c' }, 99).map(idOf), ['a', undefined, 'b', 'c']);
  });

  it('finds an id that is free', () => {
    assert.equal(freeId(entries, 'c'), 'c');
    assert.equal(freeId([...entries, { id: 'a-2' }], 'a'), 'a-3');
    assert.equal(freeId(entries, 'c', ['c']), 'c-2');
  });

  it('moves an entry by one place, and leaves it where there is none', () => {
    assert.deepEqual(withMoved(entries, 'b', -1).map(idOf), ['a', 'b', undefined]);
    assert.deepEqual(withMoved(entries, 'a', 1).map(idOf), [undefined, 'a', 'b']);
    assert.equal(withMoved(entries, 'a', -1), entries);
    assert.equal(withMoved(entries, 'b', 1), entries);
    assert.equal(withMoved(entries, 'nobody', 1), entries);
  });

  it('moves an entry to the place of another, past those that are not shown', () => {
    assert.deepEqual(withMovedTo(entries, 'b', 'a').map(idOf), ['b', 'a', undefined]);
    assert.equal(withMovedTo(entries, 'b', 'nobody'), entries);
  });

  it('changes and takes away fields of one entry, and nothing else', () => {
    const changed = withFields(entries, 'a', { preset: undefined, enabled: false });
    assert.deepEqual(changed, [{ id: 'a', note: 'mine', enabled: false }, 'nonsense', entries[2]]);
    assert.deepEqual(withoutEntry(entries, 'a'), ['nonsense', entries[2]]);
  });

  it('forgets whose service it is with another address, not with another path', () => {
    const entry = { id: 'gateway', preset: 'openai-compatible', baseUrl: 'https://g.example/a', firstParty: true };
    const [route] = parseRoutes([entry]) as [Route];
    const at = (baseUrl?: string) => withAddress([entry], route, baseUrl);
    assert.deepEqual(at('https://g.example/b'), [{ ...entry, baseUrl: 'https://g.example/b' }]);
    const { firstParty, ...bare } = entry;
    assert.equal(firstParty, true);
    assert.deepEqual(at('https://relay.example'), [{ ...bare, baseUrl: 'https://relay.example' }]);
    assert.deepEqual(at(), [{ id: 'gateway', preset: 'openai-compatible' }]);
  });
});
