import assert from 'node:assert/strict';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { Database } from '../../../src/store/database/database';
import { History } from '../../../src/store/pictures/history';
import type { HistoryEntry } from '../../../src/store/pictures/historyEntry';
import { recordOf } from '../../../src/core/run/picture';
import { TestFolder } from './folder';
import { apiyi, model, planned, studio } from './planned';

describe('the history of pictures', () => {
  const folder = new TestFolder();
  let database: Database;
  let history: History;
  beforeEach(() => {
    database = new Database(folder.file('dualtrack.db'), folder.onFact);
    history = new History(database, folder.onFact);
  });
  afterEach(() => database.close());
  const remember = ({ uri, ...picture }: HistoryEntry): Promise<void> => history.remember(picture, uri);

  it('finds a picture by where it lies, and knows whether an attempt has one', async () => {
    await remember({ ...entry('a'), attempt: 'attempt-1' });
    assert.equal((await history.at('file:///a.png'))?.id, 'a');
    assert.equal(await history.at('file:///b.png'), undefined);
    assert.equal(await history.hasPictureOf('attempt-1'), true);
    assert.equal(await history.hasPictureOf('attempt-2'), false);
  });

  it('gives a picture back as it was added, also to the next process', async () => {
    await remember(entry('a'));
    database.close();
    assert.deepEqual((await history.page(undefined, 10)).entries, [entry('a')]);
  });

  it('keeps an unknown cost apart from none', async () => {
    await remember({ ...entry('a', 1), costUsd: undefined });
    await remember({ ...entry('b', 2), costUsd: 0 });
    assert.deepEqual(
      (await history.page(undefined, 10)).entries.map(({ costUsd }) => costUsd),
      [0, undefined],
    );
  });

  it('gives the newest first, and no more than asked', async () => {
    for (const [n, id] of ['a', 'b', 'c'].entries()) await remember(entry(id, n));
    assert.deepEqual(
      (await history.page(undefined, 2)).entries.map(({ id }) => id),
      ['c', 'b'],
    );
  });

  /** The ids of all pages, and how many there were. */
  async function walk(limit: number): Promise<{ readonly ids: string[]; readonly pages: number }> {
    const ids: string[] = [];
    let pages = 0;
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await history.page(cursor, limit);
      ids.push(...page.entries.map(({ id }) => id));
      cursor = page.next;
      pages += 1;
    }
    return { ids, pages };
  }

  it('gives 10,000 pictures of one moment in pages, each once', async () => {
    await fill(10_000);
    const { ids, pages } = await walk(300);
    assert.equal(pages, 34);
    assert.equal(new Set(ids).size, 10_000);
    assert.deepEqual(ids, [...ids].sort().reverse());
  });

  it('goes on behind a page by its index alone', async () => {
    await fill(100);
    const plan = await database.read((db) =>
      db
        .prepare(
          'EXPLAIN QUERY PLAN SELECT * FROM picture WHERE (created_at, id) < (5, ?) ORDER BY created_at DESC, id DESC',
        )
        .all('a'),
    );
    assert.match(JSON.stringify(plan), /SEARCH picture USING INDEX picture_by_time_and_id/);
    assert.doesNotMatch(JSON.stringify(plan), /TEMP B-TREE/);
  });

  it('goes on where a page ended, whatever comes meanwhile', async () => {
    for (const [n, id] of ['a', 'b', 'c', 'd'].entries()) await remember(entry(id, n));
    const { next } = await history.page(undefined, 2);
    await remember(entry('e', 9));
    await history.remove('c'); // which the page ended with
    const rest = await history.page(next, 2);
    assert.deepEqual([rest.entries.map(({ id }) => id), rest.next], [['b', 'a'], undefined]);
  });

  it('goes past rows that cannot be read, and moments that no date can name', async () => {
    for (const [n, id] of ['a', 'b', 'c', 'd'].entries()) await remember(entry(id, n));
    await database.write((db) =>
      db.exec(`UPDATE picture SET created_at = ${-(2n ** 63n)} WHERE id = 'b';
               UPDATE picture SET created_at = ${2n ** 62n}, attempts = '[{' WHERE id = 'c';`),
    );
    assert.deepEqual(await walk(1), { ids: ['d', 'a', 'b'], pages: 4 });
    assert.deepEqual(folder.whats, ['unreadableRow']);
  });

  it('takes no cursor that is none', async () => {
    for (const cursor of ['', '5', "5' OR 1=1 --", 'x.a', `${2n ** 64n}.a`]) {
      await assert.rejects(history.page(cursor, 5), RangeError);
    }
    assert.deepEqual(await history.page("5.' OR 1=1 --", 5), { entries: [], next: undefined });
  });

  it('finds a picture by its content, and its new place afterwards', async () => {
    await remember({ ...entry('a', 1), sha256: 'aa' });
    await remember({ ...entry('b', 2), sha256: 'bb' });
    await remember({ ...entry('c', 3), sha256: 'aa' });
    assert.deepEqual(
      (await history.withHash('aa')).map(({ id }) => id),
      ['c', 'a'],
    );
    await history.moved('a', 'file:///new.png');
    assert.equal((await history.at('file:///new.png'))?.id, 'a');
    assert.equal(await history.at('file:///a.png'), undefined);
  });

  it('keeps what its user likes, whatever is written of the picture afterwards', async () => {
    const liked = async (): Promise<unknown> => (await history.at('file:///a.png'))?.favourite;
    await remember(entry('a'));
    await history.setFavourite('a', true);
    await remember(entry('a'));
    assert.equal(await liked(), true);
    await history.setFavourite('a', false);
    assert.equal(await liked(), false);
  });

  it('keeps where a picture comes from', async () => {
    const from = {
      ...({ parent: 'b', workspace: 'file:///ws', style: 'house', caller: 'agent', priceKind: 'measured' } as const),
      refs: [{ sha256: 'cc', uri: 'file:///ref.png', name: 'ref.png' }, { name: 'gone.png' }],
    };
    await remember({ ...entry('a'), ...from });
    const [found] = (await history.page(undefined, 1)).entries;
    assert.deepEqual(found, { ...entry('a'), ...from });
  });

  it('takes from the ledger who asked for a picture and how its cost is known, where nobody says it', async () => {
    await database.write((db) =>
      db.exec(`INSERT INTO attempt (id, job, owner, route, model, model_id, size, state, charge, started_at, caller, price_kind)
        VALUES ('attempt-1', 'job-1', 'me', 'studio', 'm', 'm', '1K', 'finished', 'billed', 1, 'list', 'reported')`),
    );
    await remember({ ...entry('a'), attempt: 'attempt-1', caller: undefined });
    const [found] = (await history.page(undefined, 1)).entries;
    assert.deepEqual([found?.caller, found?.priceKind], ['list', 'reported']);
  });

  it('reads a picture whose references nobody can read', async () => {
    await remember(entry('a'));
    await database.write((db) => db.exec(`UPDATE picture SET refs = '[{', caller = 'nobody'`));
    const [found] = (await history.page(undefined, 1)).entries;
    assert.deepEqual([found?.refs, found?.caller], [[], 'person']);
  });

  /** So many pictures of the same moment, in no order of their ids. */
  async function fill(count: number): Promise<void> {
    const columns =
      'job, uri, prompt, model, model_id, route, size, ratio, width, height, mime, sha256, created_at, placeholder, attempts';
    await remember(entry('first'));
    await database.write((db) =>
      db.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})
        INSERT INTO picture (id, ${columns}) SELECT 'id-' || (i * 7919 % 10007), ${columns} FROM picture, n`),
    );
  }

  it('follows a picture that has moved, and forgets one', async () => {
    await remember(entry('a', 1));
    await remember(entry('b', 2));
    await history.remember(entry('a', 1), 'file:///new.png');
    await history.remove('b');
    assert.deepEqual(
      (await history.page(undefined, 10)).entries.map(({ id, uri }) => [id, uri]),
      [['a', 'file:///new.png']],
    );
  });

  it('makes an entry of a picture and the attempts that led to it', async () => {
    const failure = new GenerationFailure({ kind: 'overloaded', charge: 'none', status: 503 });
    const common = { startedAt: 1, ms: 20, modelId: 'an-image-model' };
    const { request } = planned();
    const made = recordOf(
      {
        image: { bytes: 9, mime: 'image/png', width: 1024, height: 1000, sha256: 'ff' },
        ...{ request, route: studio, model, modelId: 'an-image-model', placeholder: false, charge: 'billed' },
        ...{ costUsd: 0.067, warnings: [] },
      },
      { job: 'job-1', attempt: 'attempt-1', createdAt: 5 },
      [
        { ...common, route: apiyi, charge: 'none', costUsd: 0, failure },
        { ...common, route: studio, charge: 'billed', costUsd: 0.067 },
      ],
    );
    assert.deepEqual([made.id, made.attempt], ['attempt-1', 'attempt-1']);
    await history.remember(made, 'file:///a.png');
    const [found] = (await history.page(undefined, 1)).entries;
    assert.deepEqual(
      [found?.prompt, found?.width, found?.height, found?.route],
      [request.prompt, 1024, 1000, 'studio'],
    );
    assert.deepEqual(found?.attempts, [
      {
        ...{ route: 'apiyi', modelId: 'an-image-model', charge: 'none' },
        failure: 'overloaded',
        status: 503,
        costUsd: 0,
        ms: 20,
      },
      { ...{ route: 'studio', modelId: 'an-image-model', charge: 'billed' }, costUsd: 0.067, ms: 20 },
    ]);
  });
});

function entry(id: string, createdAt = 5): HistoryEntry {
  return {
    ...{
      id,
      job: 'job-1',
      attempt: undefined,
      uri: `file:///${id}.png`,
      prompt: 'a fox; DROP TABLE picture --',
      createdAt,
    },
    ...{ model: 'nano-banana-2', modelId: 'an-image-model', route: 'studio', size: '1K', ratio: '1:1' },
    ...{ width: 1024, height: 1024, mime: 'image/png', sha256: 'f'.repeat(64) },
    ...{ costUsd: 0.067, priceKind: 'estimated', placeholder: true },
    attempts: [{ route: 'studio', modelId: 'an-image-model', charge: 'billed', ms: 20 }],
    ...{ refs: [], favourite: false, caller: 'person' },
    ...{ parent: undefined, workspace: undefined, priceKind: undefined, style: undefined },
  };
}
