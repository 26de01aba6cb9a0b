import assert from 'node:assert/strict';
import { Database } from '../../../src/store/database/database';
import type { PictureFilter } from '../../../src/store/pictures/gallery';
import { History } from '../../../src/store/pictures/history';
import { TestFolder } from './folder';

const noon = (day: number, minute = 0): number => new Date(2026, 10, day, 12, minute).getTime();

interface Made {
  readonly id: string;
  readonly at: number;
  readonly prompt?: string;
  readonly costUsd?: number | undefined;
  readonly workspace?: string;
  readonly uri?: string;
  readonly placeholder?: boolean;
  readonly model?: string;
  readonly route?: string;
  readonly caller?: 'person' | 'agent' | 'list';
}

describe('a gallery of the history', () => {
  const folder = new TestFolder();
  let database: Database;
  let history: History;
  beforeEach(() => {
    database = new Database(folder.file('dualtrack.db'), folder.onFact);
    history = new History(database, folder.onFact);
  });
  afterEach(() => database.close());

  const add = ({ id, at, prompt = 'a fox', uri = `file:///w/${id}.png`, placeholder = false, ...more }: Made) =>
    history.remember(
      {
        ...{ id, job: id, prompt, model: 'm', modelId: 'm', route: 'r', size: '1K', ratio: '1:1', width: 1, height: 1 },
        ...{ mime: 'image/png', sha256: 'aa', createdAt: at, placeholder, attempts: [], ...more },
      },
      uri,
    );
  const ids = async (filter: PictureFilter): Promise<string> =>
    (await history.gallery(filter, undefined, 100)).entries.map(({ id }) => id).join('');

  it('sums up the whole days that a page touches, to the billionth', async () => {
    await add({ id: 'a', at: new Date(2026, 10, 26, 23, 59, 59, 999).getTime(), costUsd: 1 });
    await add({ id: 'b', at: new Date(2026, 10, 27).getTime(), costUsd: 0.1 });
    await add({ id: 'c', at: noon(27, 1), costUsd: 0.2 });
    await add({ id: 'd', at: noon(27, 2) });
    await add({ id: 'e', at: noon(27, 3), placeholder: true });
    await add({ id: 'f', at: noon(28), costUsd: 0.055 });
    const first = await history.gallery({}, undefined, 2);
    const today = { day: '2026-11-28', count: 1, nanoUsd: 55_000_000, unknownCount: 0 };
    const yesterday = { day: '2026-11-27', count: 4, nanoUsd: 300_000_000, unknownCount: 1 };
    assert.deepEqual(first.days, [today, yesterday]);
    assert.deepEqual(first.counts, { found: 6, all: 6, isAny: true });
    const second = await history.gallery({}, first.next, 4);
    assert.deepEqual(second.days, [yesterday, { ...today, day: '2026-11-26', nanoUsd: 1_000_000_000 }]);
    assert.deepEqual([second.counts, second.next], [undefined, undefined]);
  });

  it('counts what the filter lets through, and how many there are without its words', async () => {
    await add({ id: 'a', at: noon(27), prompt: 'A red fox', costUsd: 0.1, workspace: 'file:///w' });
    await add({ id: 'b', at: noon(27, 1), prompt: 'a hound', costUsd: 0.2, workspace: 'file:///w' });
    await add({ id: 'c', at: noon(27, 2), prompt: 'a fox', costUsd: 0.4, workspace: 'file:///other' });
    const page = await history.gallery({ words: 'FOX', folders: ['file:///w'] }, undefined, 10);
    assert.deepEqual(page.counts, { found: 1, all: 2, isAny: true });
    assert.deepEqual(page.days, [{ day: '2026-11-27', count: 1, nanoUsd: 100_000_000, unknownCount: 0 }]);
    const none = await history.gallery({ words: 'wolf', folders: ['file:///x'] }, undefined, 10);
    assert.deepEqual([none.entries, none.days, none.counts], [[], [], { found: 0, all: 0, isAny: true }]);
  });

  it('knows the folders of a workspace, by the file where none was written down', async () => {
    await add({ id: 'a', at: noon(27, 1), workspace: 'file:///w' });
    await add({ id: 'b', at: noon(27, 2), workspace: 'file:///v' });
    await add({ id: 'c', at: noon(27, 3), uri: 'file:///w/art/c.png' });
    await add({ id: 'd', at: noon(27, 4), uri: 'file:///wide/d.png' });
    assert.equal(await ids({}), 'dcba');
    assert.equal(await ids({ folders: ['file:///w'] }), 'ca');
    assert.equal(await ids({ folders: ['file:///w', 'file:///v'] }), 'cba');
    assert.equal(await ids({ folders: [] }), 'dc');
  });

  it('can be of favourites only', async () => {
    await add({ id: 'a', at: noon(27, 1) });
    await add({ id: 'b', at: noon(27, 2) });
    await history.setFavourite('a', true);
    assert.equal(await ids({ favourite: true }), 'a');
  });

  it('can be of some models, routes and callers, all of them together', async () => {
    await add({ id: 'a', at: noon(27, 1), model: 'nb', route: 'studio' });
    await add({ id: 'b', at: noon(27, 2), model: 'nb', route: 'apiyi', caller: 'agent' });
    await add({ id: 'c', at: noon(27, 3), model: 'pro', route: 'apiyi', caller: 'list' });
    assert.equal(await ids({ models: ['nb'] }), 'ba');
    assert.equal(await ids({ models: ['nb', 'pro'] }), 'cba');
    assert.equal(await ids({ routes: ['apiyi'] }), 'cb');
    assert.equal(await ids({ callers: ['agent', 'list'] }), 'cb');
    assert.equal(await ids({ models: ['nb'], routes: ['apiyi'], callers: ['agent'] }), 'b');
    assert.equal(await ids({ models: [] }), '');
    assert.equal(await ids({ routes: [`apiyi') OR (1=1`, '%', 'x"]'] }), '');
  });

  it('can be of one folder, and of the user’s own days', async () => {
    await add({ id: 'a', at: new Date(2026, 10, 26, 23, 59, 59, 999).getTime(), workspace: 'file:///w' });
    await add({ id: 'b', at: new Date(2026, 10, 27).getTime(), workspace: 'file:///v' });
    await add({ id: 'c', at: new Date(2026, 10, 28, 23, 59).getTime(), workspace: 'file:///w' });
    await add({ id: 'd', at: noon(29) });
    assert.equal(await ids({ folder: 'file:///w' }), 'ca');
    assert.equal(await ids({ from: '2026-11-27' }), 'dcb');
    assert.equal(await ids({ to: '2026-11-26' }), 'a');
    assert.equal(await ids({ from: '2026-11-27', to: '2026-11-28' }), 'cb');
    assert.equal(await ids({ from: '2026-11-28', to: '2026-11-27' }), '');
  });

  it('counts and sums up only what the whole filter lets through', async () => {
    await add({ id: 'a', at: noon(27), model: 'nb', prompt: 'a fox', costUsd: 0.1 });
    await add({ id: 'b', at: noon(27, 1), model: 'nb', prompt: 'a hound', costUsd: 0.2 });
    await add({ id: 'c', at: noon(27, 2), model: 'pro', prompt: 'a fox', costUsd: 0.4 });
    const { counts, days } = await history.gallery({ words: 'fox', models: ['nb'], to: '2026-11-27' }, undefined, 10);
    assert.deepEqual(counts, { found: 1, all: 2, isAny: true });
    assert.deepEqual(days, [{ day: '2026-11-27', count: 1, nanoUsd: 100_000_000, unknownCount: 0 }]);
    const none = await history.gallery({ callers: ['agent'] }, undefined, 10);
    assert.deepEqual([none.entries, none.days, none.counts], [[], [], { found: 0, all: 0, isAny: true }]);
  });

  it('goes on behind a page under the same filter', async () => {
    for (let n = 0; n < 9; n += 1) await add({ id: `p${n}`, at: noon(27, n), route: n % 2 ? 'studio' : 'apiyi' });
    const first = await history.gallery({ routes: ['apiyi'] }, undefined, 3);
    const second = await history.gallery({ routes: ['apiyi'] }, first.next, 3);
    assert.deepEqual(
      [...first.entries, ...second.entries].map(({ id }) => id),
      ['p8', 'p6', 'p4', 'p2', 'p0'],
    );
    assert.equal(second.next, undefined);
  });

  it('knows what there is to choose from, the most frequent first, in these folders or in all', async () => {
    await add({ id: 'a', at: noon(27), model: 'nb', route: 'studio', workspace: 'file:///w' });
    await add({ id: 'b', at: noon(27, 1), model: 'pro', route: 'apiyi', workspace: 'file:///w', caller: 'agent' });
    await add({ id: 'c', at: noon(27, 2), model: 'pro', route: 'apiyi', workspace: 'file:///v' });
    assert.deepEqual(await history.facets(undefined), {
      models: [
        { value: 'pro', count: 2 },
        { value: 'nb', count: 1 },
      ],
      routes: [
        { value: 'apiyi', count: 2 },
        { value: 'studio', count: 1 },
      ],
      callers: [
        { value: 'person', count: 2 },
        { value: 'agent', count: 1 },
      ],
      folders: [
        { value: 'file:///w', count: 2 },
        { value: 'file:///v', count: 1 },
      ],
    });
    const own = await history.facets(['file:///v']);
    assert.deepEqual([own.models, own.folders], [[{ value: 'pro', count: 1 }], [{ value: 'file:///v', count: 1 }]]);
    assert.deepEqual((await history.facets([])).models, []);
  });

  it('finds the same with an index of words and without', async () => {
    for (let n = 0; n < 30; n += 1) await add({ id: `p${n}`, at: noon(27, n), prompt: n % 3 ? 'a hound' : 'a fox' });
    const find = () => history.gallery({ words: 'fox' }, undefined, 4);
    const before = await find();
    assert.equal(before.counts?.found, 10);
    const indexed = (): Promise<unknown> =>
      database.read((db) => db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'picture_indexed'`).get());
    while (!(await indexed())) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(await find(), before);
    // an index that is asked finds what it has
    await database.write((db) =>
      db.exec(`UPDATE picture_indexed SET picture = 'x' WHERE picture = 'p0';
      INSERT INTO picture_indexed (picture) VALUES ('p0')`),
    );
    assert.equal((await find()).counts?.found, 9);
  });

  it('tells of each change', async () => {
    let changes = 0;
    history.onChange = () => (changes += 1);
    await add({ id: 'a', at: noon(27) });
    await history.moved('a', 'file:///w/b.png');
    await history.setFavourite('a', true);
    await history.remove('a');
    assert.equal(changes, 4);
  });

  it('tells what another process has written, and not what this one has', async () => {
    await add({ id: 'a', at: noon(27) });
    const before = await history.seen();
    await add({ id: 'b', at: noon(27) });
    assert.equal(await history.seen(), before);
    const other = new Database(folder.file('dualtrack.db'), folder.onFact);
    await new History(other, folder.onFact).remove('b');
    other.close();
    assert.notEqual(await history.seen(), before);
    assert.equal(await history.find('b'), undefined);
    assert.equal((await history.find('a'))?.id, 'a');
  });
});
