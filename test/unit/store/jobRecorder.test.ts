import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FailureFacts } from '../../../src/core/failures/failure';
import { GenerationFailure } from '../../../src/core/failures/failure';
import type { AnswerHead, AttemptRecord } from '../../../src/core/run/recorder';
import { loadSqlite } from '../../../src/store/database/sqlite';
import type { LedgerRow } from '../../../src/store/ledger/ledgerRow';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { eventually } from '../../harness/eventually';
import { TestFolder } from './folder';
import { planned } from './planned';

const head = { status: 200, contentType: 'application/json', contentEncoding: 'gzip' };

describe('the recorder of a job', function () {
  this.timeout(15_000);
  const folder = new TestFolder();
  let store: Store;
  beforeEach(() => (store = createStore(folder.file('dualtrack.db'), folder.onFact)));
  afterEach(() => store.close());
  const begin = (): Promise<AttemptRecord> =>
    store.recorder({ id: 'job-1', place: 'file:///assets' }).reserve(planned());
  const arrives = async (record: AttemptRecord, of: AnswerHead = head): Promise<void> => {
    const body = record.receive(of);
    await body?.write([Buffer.from('answer')]);
    await body?.whole();
  };
  const row = async () => (await store.ledger.list({ since: 0 }))[0] ?? assert.fail();
  const facts = async (...names: (keyof LedgerRow)[]) => {
    const found = await row();
    return names.map((name) => found[name]);
  };
  const inboxFiles = async (): Promise<string[]> => readdir(folder.file('inbox')).catch(() => []);
  const failed = (end: FailureFacts) => ({
    charge: end.charge,
    failure: new GenerationFailure(end),
    endedAt: 9_000,
  });

  it('keeps a delivered answer until its picture is saved', async () => {
    const record = await begin();
    assert.deepEqual(await facts('state', 'job', 'route', 'estimateUsd'), ['started', 'job-1', 'studio', 0.067]);
    await record.sending();
    assert.deepEqual(await facts('state', 'charge', 'costUsd'), ['sent', 'unknown', 0.067]);
    await arrives(record);
    const priced = { priceKind: 'measured', pricedOn: '2026-08-18' } as const;
    record.finished({ charge: 'billed', costUsd: 0.04, ...priced, requestId: 'req-1', status: 200, endedAt: 9_000 });
    assert.deepEqual(await facts('charge', 'costUsd', 'requestId', 'status'), ['billed', 0.04, 'req-1', 200]);
    assert.deepEqual(await facts('priceKind', 'pricedOn'), ['measured', '2026-08-18']);
    assert.ok((await inboxFiles()).length > 0);
    await store.records.clear(record.id);
    assert.deepEqual(await inboxFiles(), []);
    assert.deepEqual(folder.facts, []);
  });

  it('keeps no answer that cannot hold a picture', async () => {
    const record = await begin();
    await record.sending();
    await arrives(record, { status: 503 });
    record.finished(failed({ kind: 'overloaded', charge: 'none', status: 503 }));
    assert.deepEqual(await facts('failure', 'status', 'charge'), ['overloaded', 503, 'none']);
    await eventually('the end of the answer', async () => (await inboxFiles()).length === 0);
  });

  for (const [end, kept] of [
    [{ kind: 'refused', charge: 'billed' }, false],
    [{ kind: 'noImage', charge: 'unknown' }, false],
    [{ kind: 'badResponse', charge: 'none' }, false],
    [{ kind: 'badResponse', charge: 'unknown' }, true],
    [{ kind: 'interrupted', charge: 'unknown' }, true],
  ] as const) {
    it(`${kept ? 'keeps' : 'drops'} the answer of an attempt that ended as ${end.kind}, charge ${end.charge}`, async () => {
      const record = await begin();
      await record.sending();
      await record.receive(head)?.write([Buffer.from('answer')]);
      record.finished(failed(end));
      await store.close();
      const next = createStore(folder.file('dualtrack.db'), folder.onFact);
      await eventually('what is kept', async () => (await next.inbox.pending()).length === (kept ? 1 : 0));
      await next.close();
    });
  }

  it('never throws when there is no place for anything, and says so', async () => {
    await writeFile(folder.file('taken'), 'a file, not a folder');
    const homeless = createStore(path.join(folder.path, 'taken', 'dualtrack.db'), folder.onFact);
    const record = await homeless.recorder({ id: 'job-1' }).reserve(planned());
    await record.sending();
    await arrives(record);
    record.finished({ charge: 'billed', costUsd: 0.04, endedAt: 9_000 });
    await homeless.records.clear(record.id);
    assert.deepEqual([...new Set(folder.whats)], ['unseen', 'inMemory', 'inboxFailed']);
    assert.equal((await homeless.ledger.spent({ since: 0 })).knownUsd, 0.04); // of this window, in memory
  });

  it('goes on without a ledger where a newer Dualtrack has the database, and says so once an attempt', async () => {
    const { DatabaseSync } = loadSqlite();
    const future = new DatabaseSync(folder.file('dualtrack.db'));
    future.exec('PRAGMA user_version = 1000');
    future.close();
    const record = await begin();
    await record.sending();
    record.finished({ charge: 'billed', costUsd: 0.04, endedAt: 9_000 });
    assert.deepEqual(folder.whats, ['noLedger']);
    await assert.rejects(store.ledger.unsettled(), { reason: 'newerVersion' });
  });

  it('writes the row again where the database was replaced under it', async () => {
    const record = await begin();
    await record.sending();
    await writeFile(folder.file('dualtrack.db'), 'not a database '.repeat(1_000));
    const other = createStore(folder.file('dualtrack.db'), folder.onFact);
    await other.ledger.list({ since: 0 });
    await other.close();
    record.finished({ charge: 'billed', costUsd: 0.04, endedAt: 9_000 });
    assert.deepEqual(await facts('id', 'state', 'costUsd'), [record.id, 'finished', 0.04]);
    assert.deepEqual(folder.whats, ['movedAside']);
  });
});
