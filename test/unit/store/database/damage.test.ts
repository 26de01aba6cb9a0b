import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { copyOf } from '../../../../src/store/database/rebuild/places';
import { loadSqlite } from '../../../../src/store/database/sqlite';
import { mostPictureUsd } from '../../../../src/core/services/price';
import type { Store } from '../../../../src/store/store';
import { createStore } from '../../../../src/store/store';
import { kill, startChild, untilUp } from '../child';
import { failOnFact, TestFolder } from '../folder';
import { planned } from '../planned';
import { costUsd, leavesOf, writeLedger } from './filledLedger';

const attempts = 3_000;
const pageBytes = 4096;

describe('a ledger that is damaged', function () {
  this.timeout(30_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  const stores: Store[] = [];
  afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));
  const open = (): Store => {
    const store = createStore(file(), folder.onFact);
    stores.push(store);
    return store;
  };
  const known = async (store: Store): Promise<number> => {
    const { knownUsd } = await store.ledger.spent({ since: 0 });
    return Math.round(knownUsd / costUsd);
  };
  /** As a killed process leaves it. */
  const leaveOpen = (): void => writeFileSync(`${file()}-wal`, '');
  const fill = (page: number, byte: number): void => {
    const bytes = readFileSync(file());
    writeFileSync(file(), bytes.fill(byte, (page - 1) * pageBytes, page * pageBytes));
  };
  const leaf = (n: number): number => leavesOf(file(), 'attempt')[n] ?? assert.fail();
  const spoilLeaves = (): void => [10, 11, 30].map(leaf).forEach((page) => fill(page, 0xff));
  const moved = () => folder.facts.find((fact) => fact.what === 'movedAside') ?? assert.fail(folder.whats.join());

  const damages: Record<string, () => void> = {
    'in its head': () => writeFileSync(file(), readFileSync(file()).fill(0xff, 0, 100)),
    'in its middle': spoilLeaves,
    'in pages of zeros': () => [5, 20].map(leaf).forEach((page) => fill(page, 0)),
    'since it was cut': () => truncateSync(file(), 20 * pageBytes),
    'where one page leads back to another': () => {
      const { DatabaseSync } = loadSqlite();
      const db = new DatabaseSync(file());
      const root = db.prepare(`SELECT rootpage FROM sqlite_master WHERE name = 'attempt'`).get();
      db.close();
      const bytes = readFileSync(file());
      const page = bytes.subarray((Number(root?.['rootpage']) - 1) * pageBytes).subarray(0, pageBytes);
      assert.equal(page[0], 5, 'its rows are on other pages'); // https://sqlite.org/fileformat2.html
      const cell = (n: number): number => page.readUInt16BE(12 + 2 * n);
      page.copy(page, cell(20), cell(5), cell(5) + 4);
      writeFileSync(file(), bytes);
    },
    'in an index only': () => {
      const page = leavesOf(file(), 'sqlite_autoindex_attempt_1')[3] ?? assert.fail();
      fill(page, 0xff);
    },
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`${what} has every row again where there is a copy, and is set aside as it was`, async () => {
      writeLedger(file(), attempts);
      copyFileSync(file(), copyOf(file()));
      damage();
      leaveOpen();
      const spoiled = readFileSync(file());
      const store = open();
      assert.equal(await known(store), attempts);
      assert.deepEqual(folder.whats, ['movedAside']);
      assert.equal(moved().kept, attempts);
      assert.deepEqual(readFileSync(moved().movedTo), spoiled);
      await (await store.recorder({ id: 'job' }).reserve(planned())).sending();
      assert.equal((await store.ledger.list({ since: 0 }, 1e6)).length, attempts + 1);
    });

    it(`${what} is told with what may be missing where there is no copy, and can be used again`, async () => {
      writeLedger(file(), attempts);
      damage();
      leaveOpen();
      const store = open();
      const left = await known(store);
      const { kept, lost } = moved();
      assert.equal(kept, left);
      if (lost !== undefined) assert.equal(left + lost, attempts);
      if (left < attempts) assert.notEqual(lost, 0, 'fewer are left, and nobody says so');
      await (await store.recorder({ id: 'job' }).reserve(planned())).sending();
      assert.equal(await known(store), left);
      await store.close();
      assert.equal(await known(open()), left, 'it is sound now');
      assert.deepEqual(folder.whats, ['movedAside']);
    });
  }

  it('in its middle loses only the rows of the pages that are damaged', async () => {
    writeLedger(file(), attempts);
    const inPage = attempts / leavesOf(file(), 'attempt').length;
    spoilLeaves();
    leaveOpen();
    const left = await known(open());
    assert.equal(moved().lost, attempts - left);
    assert.ok(left >= attempts - 4 * inPage && left < attempts, `${left} rows of ${attempts} are left`);
  });

  /** Changes the rowid of a row, in its page. */
  const spoilRowid = (from: bigint, to: readonly number[]): void => {
    const bytes = readFileSync(file());
    for (const page of leavesOf(file(), 'attempt')) {
      const start = (page - 1) * pageBytes;
      const cells = bytes.readUInt16BE(start + 3);
      for (let n = 0; n < cells; n += 1) {
        const cell = start + bytes.readUInt16BE(start + 8 + 2 * n);
        const [, length] = varint(bytes, cell);
        const [rowid, size] = varint(bytes, cell + length);
        if (rowid === from && size === to.length) bytes.set(to, cell + length);
      }
    }
    writeFileSync(file(), bytes);
  };

  it('in the number of one row keeps all the others', async () => {
    writeLedger(file(), attempts);
    spoilRowid(500n, [0xff, 0x7f]); // 16383: more than any that follows
    leaveOpen();
    assert.ok((await known(open())) >= attempts - 1);
  });

  it('and of a later version is left for that one, with its copy', async () => {
    writeLedger(file(), attempts);
    const { DatabaseSync } = loadSqlite();
    const later = new DatabaseSync(file());
    later.exec('PRAGMA user_version = 1000');
    later.close();
    spoilLeaves();
    leaveOpen();
    const spoiled = readFileSync(file());
    await assert.rejects(open().ledger.spent({ since: 0 }), { reason: 'newerVersion' });
    assert.deepEqual(readFileSync(file()), spoiled);
    assert.ok(!folder.whats.includes('movedAside'));
  });

  it('in an index only loses nothing', async () => {
    writeLedger(file(), attempts);
    damages['in an index only']?.();
    leaveOpen();
    assert.equal(await known(open()), attempts);
  });

  it('is not read to its end when it was closed, and what is damaged is found by what meets it', async () => {
    writeLedger(file(), attempts);
    spoilLeaves();
    const store = open();
    await store.ledger.reserve({ ...attempt, id: 'new' });
    assert.deepEqual(folder.whats, []);
    const left = await known(store);
    assert.deepEqual(folder.whats, ['movedAside']);
    assert.ok(left > attempts * 0.9 && left < attempts);
    assert.ok(await store.ledger.find('new'));
  });

  it('is not read to its end while another process has it open', async () => {
    writeLedger(file(), attempts);
    const other = startChild(__filename, 'openInChild', [file()]);
    await untilUp(other);
    spoilLeaves();
    const store = open();
    await store.ledger.reserve({ ...attempt, id: 'new' });
    assert.deepEqual(folder.whats, []);
    await kill(other);
  });

  it('is read to its end after all processes were killed', async () => {
    writeLedger(file(), attempts);
    const other = startChild(__filename, 'openInChild', [file()]);
    const page = leaf(10);
    await untilUp(other);
    await kill(other);
    fill(page, 0xff);
    await open().ledger.find('new');
    assert.deepEqual(folder.whats, ['movedAside']);
  });

  it('keeps what a killed process wrote last', async () => {
    writeLedger(file(), attempts);
    const other = startChild(__filename, 'openInChild', [file()]);
    await untilUp(other);
    await kill(other);
    const store = open();
    assert.ok(await store.ledger.find('of the child'));
    assert.deepEqual(folder.facts, []);
  });

  it('is brought up to date where it is of an earlier version', async () => {
    writeLedger(file(), attempts, 6);
    spoilLeaves();
    leaveOpen();
    const store = open();
    const rows = await store.ledger.list({ since: 0 }, 1e6);
    assert.ok(rows.length > attempts * 0.9);
    assert.ok(rows.every(({ localDay }) => localDay !== undefined));
    assert.deepEqual(folder.whats, ['movedAside']);
  });

  it('takes what it lost from a copy of an earlier version', async () => {
    writeLedger(copyOf(file()), attempts, 3);
    writeLedger(file(), attempts);
    spoilLeaves();
    leaveOpen();
    const store = open();
    assert.equal(await known(store), attempts);
    assert.equal(moved().lost, 0);
  });

  it('counts no cost that nobody can believe', async () => {
    writeLedger(file(), attempts);
    const { DatabaseSync } = loadSqlite();
    const db = new DatabaseSync(file());
    db.exec(`UPDATE attempt SET cost_nano_usd = ${2n ** 60n} WHERE rowid = 1`);
    db.close();
    spoilLeaves();
    leaveOpen();
    const store = open();
    assert.equal((await store.ledger.unsettled()).length, 1);
    assert.ok((await store.ledger.list({ since: 0 }, 1e6)).every((row) => (row.costUsd ?? 0) <= mostPictureUsd));
  });
});

describe('a ledger that is gone', function () {
  this.timeout(30_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  const count = async (): Promise<number> => {
    const store = createStore(file(), folder.onFact);
    const { length } = await store.ledger.list({ since: 0 }, 1e6);
    await store.close();
    return length;
  };

  for (const [what, takeAway] of Object.entries({
    deleted: () => rmSync(file()),
    'cut to nothing': () => truncateSync(file()),
  })) {
    it(`since it was ${what} is begun with its copy, which is told`, async () => {
      writeLedger(file(), 50);
      copyFileSync(file(), copyOf(file()));
      takeAway();
      assert.equal(await count(), 50);
      assert.deepEqual(folder.whats, ['restored']);
      assert.equal(await count(), 50);
      assert.deepEqual(folder.whats, ['restored']);
    });

    it(`since it was ${what} is begun anew where there is no copy`, async () => {
      writeLedger(file(), 50);
      takeAway();
      assert.equal(await count(), 0);
    });
  }

  it('is begun anew where its copy cannot be read', async () => {
    writeFileSync(copyOf(file()), 'not a database '.repeat(1_000));
    assert.equal(await count(), 0);
    assert.deepEqual(folder.facts, []);
    assert.ok(!(await readdir(folder.path)).some((name) => name.includes('rebuil')));
  });

  it('is the new one where a process died while it put that in its place', async () => {
    writeLedger(file(), 50);
    renameSync(file(), `${file()}-rebuilt`);
    assert.equal(await count(), 50);
    assert.deepEqual(folder.whats, ['restored']);
    assert.ok(!(await readdir(folder.path)).some((name) => name.includes('rebuil')));
  });

  it('does not take what another one left to be written', async () => {
    writeLedger(file(), 50);
    copyFileSync(file(), copyOf(file()));
    rmSync(file());
    writeFileSync(`${file()}-wal`, Buffer.alloc(40_000, 7));
    assert.equal(await count(), 50);
  });
});

const attempt = {
  ...{ id: 'a', job: 'job-1', route: 'studio', model: 'nano-banana-2', modelId: 'an-image-model', size: '1K' },
  ...{ estimateUsd: 0.067, startedAt: 1_000 },
};

/** In a child: opens it, writes a row, and stays. */
export async function openInChild(file: string): Promise<void> {
  const store = createStore(file, failOnFact);
  await store.ledger.reserve({ ...attempt, id: 'of the child' });
  process.stdout.write('up');
  await new Promise(() => setInterval(() => undefined, 60_000));
}

/** A number as SQLite writes it, and how many bytes it takes: https://sqlite.org/fileformat2.html#varint */
function varint(bytes: Buffer, at: number): readonly [bigint, number] {
  let value = 0n;
  for (let n = 0; n < 8; n += 1) {
    const byte = bytes[at + n] ?? 0;
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return [value, n + 1];
  }
  return [(value << 8n) | BigInt(bytes[at + 8] ?? 0), 9];
}
