import assert from 'node:assert/strict';
import { PagedList } from '../../harness/pagedList';

interface Item {
  readonly id: string;
  readonly name?: string;
}

/** So many items, the newest, which has the highest number, first. */
function items(count: number): Item[] {
  return Array.from({ length: count }, (_, index) => ({ id: `${count - index}` }));
}

function idsOf(list: PagedList<Item>, limit: number, cursor?: string): string[] {
  const { items, next } = list.page(cursor, limit);
  const ids = items.map(({ id }) => id);
  return next === undefined ? ids : [...ids, ...idsOf(list, limit, next)];
}

describe('a list in pages', () => {
  for (const count of [0, 1, 59, 60, 61, 120, 10_000]) {
    it(`gives each of ${count} items once, in their order`, () => {
      const all = items(count);
      const ids = idsOf(new PagedList(() => all), 60);
      assert.deepEqual(
        ids,
        all.map(({ id }) => id),
      );
    });
  }

  it('goes on behind its cursor, whatever comes above or goes', () => {
    const all = items(10);
    const list = new PagedList(() => all);
    const { next } = list.page(undefined, 4);
    all.unshift({ id: 'new' });
    all.splice(
      all.findIndex(({ id }) => id === '7'), // which the page ended with
      1,
    );
    assert.deepEqual(idsOf(list, 4, next), ['6', '5', '4', '3', '2', '1']);
  });

  it('is another revision after each change, and only then', () => {
    const all = items(3);
    const list = new PagedList(() => all);
    const seen = [list.revision, list.revision];
    all.unshift({ id: 'new' });
    seen.push(list.revision, list.revision);
    all[3] = { id: '1', name: 'moved' };
    seen.push(list.revision);
    assert.deepEqual(
      seen.map((revision) => seen.indexOf(revision)),
      [0, 0, 2, 2, 4],
    );
    assert.deepEqual(list.find('1'), { id: '1', name: 'moved' });
  });

  it('tells of many items no more than of few', () => {
    const sizes = [10, 10_000].map((count) => {
      const all = items(count);
      const list = new PagedList(() => all);
      return JSON.stringify({ revision: list.revision, count: list.count }).length;
    });
    assert.ok(Math.max(...sizes) < 40, String(sizes));
  });

  for (const cursor of ['', 'new', '5', 'x.5', '99999999999999999999.a']) {
    it(`takes no cursor ${JSON.stringify(cursor)}`, () => {
      assert.throws(() => new PagedList(() => items(3)).page(cursor, 2), RangeError);
    });
  }

  it('ends behind a cursor that is older than all', () => {
    assert.deepEqual(new PagedList(() => items(3)).page('-7.a', 2), { items: [], next: undefined });
  });
});
