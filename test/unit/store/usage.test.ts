import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { projectRoot } from '../../../scripts/project';
import { usdDecimal, usdJson } from '../../../src/core/money/decimal';
import { migrate, migrations } from '../../../src/store/database/migrations';
import { NoDatabaseError, readOnly } from '../../../src/store/database/readOnly';
import { loadSqlite } from '../../../src/store/database/sqlite';
import type { Usage } from '../../../src/store/ledger/usage';
import { usageOf } from '../../../src/store/ledger/usage';
import { createStore } from '../../../src/store/store';
import { StoreError } from '../../../src/store/storeError';
import { TestFolder } from './folder';
import { planned } from './planned';

type Row = Readonly<Record<string, string | number | bigint | null>>;

describe('what the ledger says', () => {
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');

  /** Makes the database of a version, closed as Dualtrack leaves it. */
  function make(fill: (db: DatabaseSync) => void, version = migrations.length): void {
    const { DatabaseSync } = loadSqlite();
    const db = new DatabaseSync(file());
    migrate(db, migrations.slice(0, version));
    fill(db);
    db.exec('PRAGMA journal_mode = WAL');
    db.close();
  }

  function insert(db: DatabaseSync, table: string, row: Row): void {
    const names = Object.keys(row);
    db.prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map((name) => `:${name}`).join()})`).run(row);
  }

  function attempt(db: DatabaseSync, row: Row): void {
    const id = randomUUID();
    const asked = { job: id, route: 'studio', model: 'm', model_id: 'm-1', size: '1K', started_at: 1_000 };
    const ended = { owner: 'gone', state: 'finished', charge: 'none', estimate_nano_usd: 67_000_000 };
    insert(db, 'attempt', { id, ...asked, ...ended, cost_nano_usd: 0, failure: 'overloaded', ...row });
  }

  function picture(db: DatabaseSync, row: Row): void {
    const asked = { prompt: 'a fox', model: 'm', model_id: 'm-1', route: 'studio', size: '1K', ratio: '1:1' };
    const came = { width: 1, height: 1, mime: 'image/png', sha256: 'aa', created_at: 1_000, placeholder: 0 };
    insert(db, 'picture', {
      id: randomUUID(),
      job: 'j',
      uri: 'file:///a.png',
      ...asked,
      ...came,
      attempts: '[]',
      ...row,
    });
  }

  const look = (): Usage => readOnly(file(), usageOf, 50);

  it('adds what was charged, may have been, and is under way, each amount once', () => {
    make((db) => {
      attempt(db, { charge: 'billed', cost_nano_usd: 100_000_000, failure: null });
      attempt(db, { charge: 'billed', cost_nano_usd: 200_000_000, failure: null, price_kind: 'estimated' });
      attempt(db, { charge: 'billed', cost_nano_usd: 1n, failure: 'refused', route: 'apiyi', settled_by: 'user' });
      attempt(db, { charge: 'unknown', cost_nano_usd: 67_000_000, failure: 'timeout' });
      attempt(db, { charge: 'unknown', cost_nano_usd: null, failure: 'timeout', route: 'apiyi' });
      attempt(db, { charge: 'unknown', cost_nano_usd: 55_000_000, settled_by: 'recovered', failure: 'interrupted' });
      attempt(db, { state: 'started', charge: 'none', cost_nano_usd: 0 });
      attempt(db, { state: 'sent', charge: 'unknown', cost_nano_usd: 67_000_000, failure: null });
      attempt(db, { route: 'free' });
    });
    const { byRoute, ...all } = look();
    assert.deepEqual(all, {
      ...{ known: 300_000_001n, unknown: 189_000_000n, unknownCount: 3, reserved: 134_000_000n },
      ...{ attempts: 9, pictures: 2 },
    });
    assert.deepEqual(
      [...byRoute],
      [
        ['apiyi', { known: 1n, unknown: 67_000_000n, pictures: 0 }],
        ['free', { known: 0n, unknown: 0n, pictures: 0 }],
        ['studio', { known: 300_000_000n, unknown: 122_000_000n, pictures: 2 }],
      ],
    );
  });

  it('takes a charge without a price by its estimate, and one of a million for one that nobody knows', () => {
    const absurd = 1_000_000_000_000_000n;
    make((db) => {
      attempt(db, { charge: 'billed', cost_nano_usd: null });
      attempt(db, { charge: 'billed', cost_nano_usd: null, estimate_nano_usd: null });
      attempt(db, { charge: 'billed', cost_nano_usd: absurd });
      attempt(db, { charge: 'billed', cost_nano_usd: -5 });
      attempt(db, { charge: 'billed', cost_nano_usd: absurd, settled_by: 'user' });
      attempt(db, { charge: 'unknown', cost_nano_usd: 9_223_372_036_854_775_807n, estimate_nano_usd: absurd });
      attempt(db, { state: 'started', estimate_nano_usd: absurd });
    });
    const { known, unknown, unknownCount, reserved } = look();
    assert.deepEqual([known, unknown, unknownCount, reserved], [134_000_000n, 134_000_000n, 3, 0n]);
  });

  it('counts a picture once, however it came, and also when the history has forgotten it', () => {
    make((db) => {
      attempt(db, { job: 'both', charge: 'billed', failure: null });
      picture(db, { job: 'both' });
      attempt(db, { id: 'linked', job: 'slow', charge: 'billed', failure: 'download', settled_by: 'recovered' });
      picture(db, { job: 'downloaded again', attempt: 'linked' });
      attempt(db, { job: 'unsettled', charge: 'unknown', failure: 'download' });
      picture(db, { job: 'unsettled' });
      attempt(db, { job: 'forgotten too', charge: 'billed', failure: 'interrupted', settled_by: 'recovered' });
      attempt(db, { job: 'charged only', charge: 'billed', failure: 'timeout', settled_by: 'user' });
      attempt(db, { job: 'forgotten', charge: 'billed', failure: null, route: 'apiyi' });
      picture(db, { job: 'of no attempt', route: 'placeholder' });
    });
    const { pictures, byRoute } = look();
    assert.equal(pictures, 6);
    assert.deepEqual(
      [...byRoute].map(([route, of]) => [route, of.pictures]),
      [
        ['apiyi', 1],
        ['placeholder', 1],
        ['studio', 4],
      ],
    );
  });

  it('holds what a dead process has left under way, and sees what a window has not moved into the file yet', async () => {
    const store = createStore(file(), folder.onFact);
    const recorder = store.recorder({ id: 'job-1' });
    const { sending } = await recorder.reserve(planned()).then((record) => ({ sending: () => record.sending() }));
    await sending();
    const { known, unknown, unknownCount, reserved, attempts } = look();
    assert.deepEqual([known, unknown, unknownCount, reserved, attempts], [0n, 0n, 0, 67_000_000n, 1]);
    await store.close();
    assert.equal(look().reserved, 67_000_000n);
  });

  for (let version = 1; version < migrations.length; version += 1) {
    it(`is read of a file of version ${version}, which stays as it is`, () => {
      make((db) => attempt(db, { charge: 'billed', cost_nano_usd: 30_000_000, failure: null }), version);
      const before = readFileSync(file());
      assert.deepEqual([look().known, look().pictures], [30_000_000n, 1]);
      assert.deepEqual(readFileSync(file()), before);
      assert.deepEqual(readdirSync(folder.path), ['dualtrack.db']);
    });
  }

  const why = (pattern: RegExp) => (error: unknown) => error instanceof NoDatabaseError && pattern.test(error.message);

  it('is not there where there is no file, and makes none', () => {
    assert.throws(look, why(/^there is no file$/));
    assert.deepEqual(readdirSync(folder.path), []);
  });

  it('is not there in a folder, an empty file, a text, or the database of another program', async () => {
    await mkdir(folder.file('folder'));
    assert.throws(() => readOnly(folder.file('folder'), usageOf, 50), why(/it is no file/));
    writeFileSync(file(), '');
    assert.throws(look, why(/no database of Dualtrack/));
    writeFileSync(file(), 'not a database at all. '.repeat(100));
    assert.throws(look, why(/no database, or is damaged/));
    assert.equal(statSync(file()).size, 2_300);
    const { DatabaseSync } = loadSqlite();
    const other = new DatabaseSync(folder.file('other.db'));
    other.exec('CREATE TABLE song (name TEXT); PRAGMA user_version = 3');
    other.close();
    assert.throws(() => readOnly(folder.file('other.db'), usageOf, 50), why(/no database of Dualtrack/));
  });

  it('is not read of a later version', () => {
    make((db) => db.exec(`PRAGMA user_version = ${migrations.length + 1}`));
    assert.throws(look, (error) => error instanceof StoreError && error.reason === 'newerVersion');
  });

  it('is not read while another process keeps the file locked, and is after that', () => {
    make((db) => attempt(db, { charge: 'billed', cost_nano_usd: 30_000_000 }));
    const { DatabaseSync } = loadSqlite();
    const other = new DatabaseSync(file());
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 5');
    assert.throws(look, (error) => error instanceof StoreError && error.reason === 'busy');
    other.exec('ROLLBACK');
    other.close();
    assert.equal(look().known, 30_000_000n);
  });

  it('is read again where a window has opened the file meanwhile', async () => {
    make(() => undefined);
    const { DatabaseSync } = loadSqlite();
    let other: DatabaseSync | undefined;
    const { known } = readOnly(
      file(),
      (db) => {
        const found = usageOf(db);
        if (!other) attempt((other = new DatabaseSync(file())), { charge: 'billed', cost_nano_usd: 30_000_000 });
        return found;
      },
      50,
    );
    other?.close();
    assert.equal(known, 30_000_000n);
  });

  it('is read of 100,000 attempts', () => {
    make((db) => {
      db.exec(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 100000)
        INSERT INTO attempt (id, job, owner, route, model, model_id, size, state, charge, cost_nano_usd, started_at)
        SELECT n, n, 'gone', 'studio', 'm', 'm-1', '1K', 'finished', 'billed', 100000000, n FROM n`);
    });
    assert.equal(usdDecimal(look().known), '10000');
  }).timeout(60_000);

  describe('by the door', () => {
    const door = (...args: string[]) =>
      spawnSync(process.execPath, [path.join(projectRoot(), 'out/cli/usage.js'), ...args], {
        encoding: 'utf8',
        timeout: 30_000,
      });

    it('is one JSON object on one line, with exact dollars, and nothing else', () => {
      make((db) => {
        attempt(db, { charge: 'billed', cost_nano_usd: 100_000_000, failure: null });
        attempt(db, { charge: 'billed', cost_nano_usd: 200_000_000, failure: null, route: '__proto__' });
        attempt(db, { charge: 'unknown', cost_nano_usd: 1, failure: 'timeout' });
      });
      const { stdout, stderr, status } = door('--db', file());
      const studio = '{"knownUsd":0.1,"unknownUsd":0.000000001,"pictures":1}';
      assert.equal(
        stdout,
        `{"knownUsd":0.3,"unknownUsd":0.000000001,"unknownCount":1,"reservedUsd":0,"attempts":3,"pictures":2,` +
          `"byRoute":{"__proto__":{"knownUsd":0.2,"unknownUsd":0,"pictures":1},"studio":${studio}}}\n`,
      );
      assert.deepEqual([stderr, status], ['', 0]);
    });

    it('is refused in one line, with exit 2', () => {
      const runs = [door(), door('--db'), door('--no', 'x'), door('--db', file())];
      writeFileSync(file(), 'not a database at all. '.repeat(100));
      runs.push(door('--db', file()));
      for (const { status, stdout, stderr } of runs) {
        assert.equal(status, 2, stderr);
        assert.equal(stdout, '');
        assert.match(stderr, /^\S.*\n$/);
      }
      assert.match(runs[3]?.stderr ?? '', /dualtrack\.db: there is no file$/m);
    });

    it('says that another process keeps the file locked, with exit 1', () => {
      make(() => undefined);
      const { DatabaseSync } = loadSqlite();
      const other = new DatabaseSync(file());
      other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 5');
      const { status, stdout, stderr } = door('--db', file());
      other.close();
      assert.deepEqual([status, stdout], [1, '']);
      assert.match(stderr, /^--db .*: another process keeps it locked\n$/);
    }).timeout(40_000);
  });
});

describe('an exact amount', () => {
  it('has all its digits, and no more', () => {
    const amounts = [0n, 1n, 67_000_000n, 1_000_000_000n, 300_000_000n, 12_345_678_901_234_567_890n, -1_500_000_000n];
    const texts = ['0', '0.000000001', '0.067', '1', '0.3', '12345678901.23456789', '-1.5'];
    assert.deepEqual(amounts.map(usdDecimal), texts);
    assert.equal(JSON.stringify(amounts.map(usdJson)), `[${texts.join()}]`);
  });
});
