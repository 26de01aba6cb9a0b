import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { GenerationFailure } from '../../../src/core/failure';
import { Database } from '../../../src/store/database';
import { History } from '../../../src/store/history';
import type { HistoryEntry } from '../../../src/store/historyEntry';
import { entryOf } from '../../../src/store/historyEntry';
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

  it('gives a picture back as it was added, also to the next process', async () => {
    await history.add(entry('a'));
    database.close();
    assert.deepEqual(await history.recent(10), [entry('a')]);
  });

  it('keeps an unknown cost apart from none', async () => {
    await history.add({ ...entry('a', 1), costUsd: undefined });
    await history.add({ ...entry('b', 2), costUsd: 0 });
    assert.deepEqual(
      (await history.recent(10)).map(({ costUsd }) => costUsd),
      [0, undefined],
    );
  });

  it('gives the newest first, and no more than asked', async () => {
    for (const [n, id] of ['a', 'b', 'c'].entries()) await history.add(entry(id, n));
    assert.deepEqual(
      (await history.recent(2)).map(({ id }) => id),
      ['c', 'b'],
    );
  });

  it('follows a picture that has moved, and forgets one', async () => {
    await history.add(entry('a', 1));
    await history.add(entry('b', 2));
    assert.equal(await history.setUri('a', 'file:///new.png'), true);
    assert.equal(await history.setUri('nobody', 'file:///new.png'), false);
    await history.remove('b');
    assert.deepEqual(
      (await history.recent(10)).map(({ id, uri }) => [id, uri]),
      [['a', 'file:///new.png']],
    );
  });

  it('makes an entry of a picture and the attempts that led to it', async () => {
    const bytes = Buffer.from('a picture');
    const failure = new GenerationFailure({ kind: 'overloaded', charge: 'none', status: 503 });
    const common = { startedAt: 1, ms: 20, modelId: 'an-image-model' };
    const { request } = planned();
    const made = entryOf(
      {
        image: { bytes, mime: 'image/png', width: 1024, height: 1000 },
        ...{ request, route: studio, model, modelId: 'an-image-model', placeholder: false, charge: 'billed' },
        ...{ costUsd: 0.067, warnings: [] },
      },
      { id: 'a', job: 'job-1', uri: 'file:///a.png', createdAt: 5 },
      [
        { ...common, route: apiyi, charge: 'none', costUsd: 0, failure },
        { ...common, route: studio, charge: 'billed', costUsd: 0.067 },
      ],
    );
    assert.equal(made.sha256, createHash('sha256').update('a picture').digest('hex'));
    await history.add(made);
    const [found] = await history.recent(1);
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
    ...{ id, job: 'job-1', uri: `file:///${id}.png`, prompt: 'a fox; DROP TABLE picture --', createdAt },
    ...{ model: 'nano-banana-2', modelId: 'an-image-model', route: 'studio', size: '1K', ratio: '1:1' },
    ...{ width: 1024, height: 1024, mime: 'image/png', sha256: 'f'.repeat(64), costUsd: 0.067, placeholder: true },
    attempts: [{ route: 'studio', modelId: 'an-image-model', charge: 'billed', ms: 20 }],
  };
}
