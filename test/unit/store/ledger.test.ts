import assert from 'node:assert/strict';
import { localDayOf } from '../../../src/core/money/localDay';
import { Database } from '../../../src/store/database/database';
import type { NewAttempt } from '../../../src/store/ledger/ledger';
import { Ledger } from '../../../src/store/ledger/ledger';
import { Presence } from '../../../src/store/inbox/presence';
import { kill, runChild, startChild, untilUp } from './child';
import { failOnFact, TestFolder } from './folder';

const estimateUsd = 0.067;

describe('the ledger', function () {
  this.timeout(15_000);
  const folder = new TestFolder();
  const opened: (Database | Presence)[] = [];
  const open = (): Ledger => {
    const database = new Database(folder.file('dualtrack.db'), folder.onFact);
    const presence = new Presence(folder.file('alive'), folder.onFact);
    opened.push(database, presence);
    return new Ledger(database, presence, folder.onFact);
  };
  afterEach(() => {
    for (const part of opened.splice(0))
      if (part instanceof Database) part.close();
      else part.leave();
  });

  it('knows at each moment what an attempt costs if its process dies now', async () => {
    const ledger = open();
    await ledger.reserve(attempt('a'));
    assert.deepEqual(await pick(ledger), { state: 'started', charge: 'none', costUsd: 0 });
    await ledger.sent(attempt('a'));
    assert.deepEqual(await pick(ledger), { state: 'sent', charge: 'unknown', costUsd: estimateUsd });
    await ledger.finish(attempt('a'), { charge: 'billed', costUsd: 0.04, requestId: 'req-1', endedAt: 9_000 });
    assert.deepEqual(await pick(ledger), { state: 'finished', charge: 'billed', costUsd: 0.04 });
  });

  it('gives a row back as it was written', async () => {
    const ledger = open();
    await ledger.reserve({ ...attempt('a'), estimateUsd: undefined });
    const priced = { priceKind: 'estimated', pricedOn: '2026-08-18' } as const;
    await ledger.finish(attempt('a'), {
      charge: 'none',
      failure: 'overloaded',
      status: 503,
      ...priced,
      endedAt: 9_000,
    });
    const { owner, ...row } = (await ledger.list({ since: 0 }))[0] ?? assert.fail();
    assert.match(owner, /^[0-9a-f]{16}$/);
    assert.deepEqual(row, {
      ...attempt('a'),
      ...{ estimateUsd: undefined, state: 'finished', charge: 'none', costUsd: 0, failure: 'overloaded', status: 503 },
      ...{
        requestId: undefined,
        endedAt: 9_000,
        settledBy: undefined,
        caller: 'person',
        localDay: localDayOf(row.startedAt),
        ...{ priceKind: 'estimated', pricedOn: '2026-08-18' },
      },
    });
  });

  it('says how a charge is known, also after it was settled', async () => {
    const ledger = open();
    const kindOf = async (id: string) => (await ledger.find(id))?.priceKind;
    for (const id of ['charged', 'asked', 'free']) {
      await finished(ledger, id, { charge: 'unknown', costUsd: 0.067, priceKind: 'unknown' });
    }
    await finished(ledger, 'counted', { charge: 'unknown', costUsd: 0.001, priceKind: 'measured' });
    await finished(ledger, 'absurd', { charge: 'billed', costUsd: 1e9, priceKind: 'measured' });
    for (const id of ['charged', 'counted']) await ledger.settle(id, 'charged');
    await ledger.settle('asked', 'charged', 0.05, 'user', 'reported');
    await ledger.settle('free', 'notCharged');
    const ids = ['charged', 'counted', 'asked', 'free', 'absurd'];
    const kinds = ['estimated', 'measured', 'reported', 'reported', 'unknown'];
    assert.deepEqual(await Promise.all(ids.map(kindOf)), kinds);
    assert.equal((await ledger.find('asked'))?.costUsd, 0.05);
  });

  it('adds up what is known, and never takes the unknown for free', async () => {
    const ledger = open();
    await finished(ledger, 'billed', { charge: 'billed', costUsd: 0.1 });
    await finished(ledger, 'billed too', { charge: 'billed', costUsd: 0.2 });
    await finished(ledger, 'free', { charge: 'none', costUsd: 0.9 });
    await finished(ledger, 'unknown', { charge: 'unknown', costUsd: 0.3 });
    await finished(ledger, 'unknown, priced before', { charge: 'unknown' });
    await finished(ledger, 'billed, no price', { charge: 'billed' }, { estimateUsd: undefined });
    await finished(ledger, 'unknown, no price', { charge: 'unknown' }, { estimateUsd: undefined });
    await ledger.reserve(attempt('under way'));
    await ledger.reserve(attempt('on the wire'));
    await ledger.sent(attempt('on the wire'));
    assert.deepEqual(await ledger.spent({ since: 0 }), {
      knownUsd: 0.3, // exactly: no sum of binary fractions
      unknownCount: 6,
      unknownUsd: 0.501, // 0.3 + 3 * 0.067
      unpricedCount: 2,
    });
  });

  it('adds up from a moment on, and for one route', async () => {
    const ledger = open();
    await finished(ledger, 'old', { charge: 'billed', costUsd: 1 }, { startedAt: 999 });
    await finished(ledger, 'new', { charge: 'billed', costUsd: 2 }, { startedAt: 1_000 });
    await finished(ledger, 'other', { charge: 'billed', costUsd: 4 }, { startedAt: 1_001, route: 'apiyi' });
    assert.equal((await ledger.spent({ since: 1_000 })).knownUsd, 6);
    assert.equal((await ledger.spent({ since: 1_000, route: 'studio' })).knownUsd, 2);
    assert.deepEqual(
      (await ledger.list({ since: 1_000 })).map(({ id }) => id),
      ['other', 'new'],
    );
    assert.deepEqual(
      (await ledger.list({ since: 0, route: 'studio' }, 1)).map(({ id }) => id),
      ['new'],
    );
  });

  it('adds up nothing to nothing', async () => {
    assert.deepEqual(await open().spent({ since: 0 }), {
      knownUsd: 0,
      unknownCount: 0,
      unknownUsd: 0,
      unpricedCount: 0,
    });
  });

  it('counts by the local day on which it was sent, and what is dated in the future as of today', async () => {
    const ledger = open();
    const day = (d: number, hour: number): number => new Date(2031, 2, d, hour).getTime();
    for (const [id, startedAt] of [
      ['late on the day before', day(29, 23)],
      ['at midnight', day(30, 0)],
      ['late', day(30, 23)],
      ['tomorrow', day(31, 1)],
    ] as const) {
      await ledger.reserve({ ...attempt(id), startedAt });
      await ledger.finish(attempt(id), { charge: 'billed', costUsd: 1, endedAt: startedAt });
    }
    assert.equal((await ledger.spent({ fromDay: '2031-03-30' })).knownUsd, 3);
    assert.equal((await ledger.spent({ fromDay: '2031-03-01' })).knownUsd, 4);
    assert.equal((await ledger.spent({ fromDay: '2031-04-01' })).knownUsd, 0);
  });

  it('tells what nobody watched, and what one route cost', async () => {
    const ledger = open();
    await ledger.reserve({ ...attempt('a'), startedAt: 1 });
    await ledger.reserve({ ...attempt('b'), startedAt: 1, caller: 'agent' });
    await ledger.reserve({ ...attempt('c'), startedAt: 1, caller: 'list', route: 'other' });
    const count = async (more: object) => (await ledger.spent({ fromDay: '0000-01-01', ...more })).unknownCount;
    assert.deepEqual(
      [await count({}), await count({ unwatched: true }), await count({ unwatched: true, route: 'other' })],
      [3, 2, 1],
    );
  });

  it('lets an unknown charge be settled once, either way', async () => {
    const ledger = open();
    for (const id of ['a', 'b', 'c', 'd']) await finished(ledger, id, { charge: 'unknown', costUsd: 0.05 });
    assert.equal((await ledger.unsettled()).length, 4);
    assert.equal(await ledger.settle('a', 'charged'), true);
    assert.equal(await ledger.settle('b', 'charged', 0.08), true);
    assert.equal(await ledger.settle('c', 'notCharged'), true);
    assert.equal(await ledger.settle('d', 'charged', undefined, 'recovered'), true);
    assert.equal(await ledger.settle('a', 'notCharged'), false);
    assert.deepEqual(await ledger.unsettled(), []);
    const rows = new Map(
      (await ledger.list({ since: 0 })).map((row) => [row.id, [row.charge, row.costUsd, row.settledBy]]),
    );
    assert.deepEqual(rows.get('a'), ['billed', 0.05, 'user']);
    assert.deepEqual(rows.get('b'), ['billed', 0.08, 'user']);
    assert.deepEqual(rows.get('c'), ['none', 0, 'user']);
    assert.deepEqual(rows.get('d'), ['billed', 0.05, 'recovered']);
  });

  it('does not let a known charge or one under way be settled', async () => {
    const ledger = open();
    await finished(ledger, 'known', { charge: 'billed', costUsd: 0.05 });
    await ledger.reserve(attempt('under way'));
    await ledger.sent(attempt('under way'));
    assert.deepEqual(await Promise.all(['known', 'under way', 'nobody'].map((id) => ledger.settle(id, 'notCharged'))), [
      false,
      false,
      false,
    ]);
  });

  it('ends what a killed process left, and nothing of living ones', async () => {
    const ledger = open();
    await ledger.reserve(attempt('ours'));
    await ledger.sent(attempt('ours'));
    const [dying, living] = await Promise.all(['dying', 'living'].map((name) => startLeaving(folder.path, name)));
    assert.ok(dying && living);
    assert.deepEqual(await ledger.recover(), []);
    await kill(dying);
    assert.deepEqual(
      (await ledger.recover()).map(({ id, state, charge, costUsd, settledBy }) => ({
        id,
        state,
        charge,
        costUsd,
        settledBy,
      })),
      [
        { id: 'dying not sent', state: 'finished', charge: 'none', costUsd: 0, settledBy: 'recovered' },
        { id: 'dying sent', state: 'finished', charge: 'unknown', costUsd: estimateUsd, settledBy: 'recovered' },
      ],
    );
    assert.deepEqual(await ledger.recover(), []);
    assert.deepEqual(
      (await ledger.unsettled()).map(({ id, failure }) => [id, failure]),
      [['dying sent', 'interrupted']],
    );
    await kill(living);
  });

  it('lets an answer that comes after all correct a recovery, but not the user', async () => {
    const ledger = open();
    await ledger.reserve(attempt('a'));
    await ledger.sent(attempt('a'));
    for (const part of opened.splice(0)) if (part instanceof Presence) part.leave();
    const other = open();
    assert.equal((await other.recover()).length, 1);
    await ledger.finish(attempt('a'), { charge: 'billed', costUsd: 0.04, endedAt: 9_000 });
    assert.deepEqual(await pick(ledger), { state: 'finished', charge: 'billed', costUsd: 0.04 });
    await finished(other, 'b', { charge: 'unknown' }, { startedAt: 2 });
    await other.settle('b', 'notCharged');
    await other.finish(attempt('b'), { charge: 'billed', costUsd: 0.04, endedAt: 9_000 });
    assert.deepEqual(await pick(other, 'b'), { state: 'finished', charge: 'none', costUsd: 0 });
  });

  it('loses no row of two processes that write 500 attempts each at once', async () => {
    const runs = await Promise.all(['x', 'y'].map((name) => runChild(__filename, 'writeMany', [folder.path, name])));
    assert.deepEqual(
      runs.map(({ code, stderr }) => ({ code, stderr })),
      [
        { code: 0, stderr: '' },
        { code: 0, stderr: '' },
      ],
    );
    const rows = await open().list({ since: 0 }, 2_000);
    assert.equal(rows.length, 1_000);
    assert.ok(rows.every(({ state, charge }) => state === 'finished' && charge === 'billed'));
    assert.deepEqual(await open().spent({ since: 0 }), {
      knownUsd: 67,
      unknownCount: 0,
      unknownUsd: 0,
      unpricedCount: 0,
    });
  });
});

function attempt(id: string): NewAttempt {
  return {
    ...{ id, job: 'job-1', route: 'studio', model: 'nano-banana-2', modelId: 'an-image-model', size: '1K' },
    ...{ estimateUsd, startedAt: 1_000 },
  };
}

async function finished(
  ledger: Ledger,
  id: string,
  end: Omit<Parameters<Ledger['finish']>[1], 'endedAt'>,
  facts: Partial<NewAttempt> = {},
): Promise<void> {
  await ledger.reserve({ ...attempt(id), ...facts });
  await ledger.finish({ ...attempt(id), ...facts }, { ...end, endedAt: 9_000 });
}

async function pick(ledger: Ledger, wanted = 'a') {
  const { state, charge, costUsd } = (await ledger.list({ since: 0 })).find(({ id }) => id === wanted) ?? assert.fail();
  return { state, charge, costUsd };
}

async function startLeaving(folder: string, name: string) {
  const child = startChild(__filename, 'leaveUnfinished', [folder, name]);
  await untilUp(child);
  return child;
}

function openIn(folder: string): Ledger {
  const database = new Database(`${folder}/dualtrack.db`, failOnFact);
  return new Ledger(database, new Presence(`${folder}/alive`, failOnFact), failOnFact);
}

/** In a child: leaves one attempt started and one sent, and lives until it is killed. */
export async function leaveUnfinished(folder: string, name: string): Promise<void> {
  const ledger = openIn(folder);
  await ledger.reserve(attempt(`${name} not sent`));
  await ledger.reserve(attempt(`${name} sent`));
  await ledger.sent(attempt(`${name} sent`));
  process.stdout.write('up');
  setInterval(() => ledger, 1_000);
}

/** In a child: 500 attempts from start to end. */
export async function writeMany(folder: string, name: string): Promise<void> {
  const ledger = openIn(folder);
  for (let n = 0; n < 500; n += 1) {
    const id = `${name}${n}`;
    await ledger.reserve(attempt(id));
    await ledger.sent(attempt(id));
    await ledger.finish(attempt(id), { charge: 'billed', costUsd: estimateUsd, endedAt: 9_000 });
  }
}
