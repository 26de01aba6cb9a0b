import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { migrate, migrations } from '../../../src/store/database/migrations';
import { loadSqlite } from '../../../src/store/database/sqlite';

interface OldAttempt {
  readonly id: string;
  readonly job?: string;
  readonly failure?: string | null;
  readonly charge?: 'none' | 'billed' | 'unknown';
  readonly settledBy?: string | null;
  readonly startedAt?: number;
  readonly estimate?: number | null;
}

interface OldPicture {
  readonly id: string;
  readonly job?: string;
  readonly attempts: string;
}

const failed = (failure: string) => `{"route":"r","modelId":"m","charge":"unknown","failure":"${failure}","ms":1}`;
const delivered = '{"route":"r","modelId":"m","charge":"billed","ms":1}';

/** A database as the version before wrote it, brought up to date. */
function migrated(attempts: readonly OldAttempt[], pictures: readonly OldPicture[]): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  const db = new DatabaseSync(':memory:');
  migrate(db, migrations.slice(0, 3));
  const attempt = db.prepare(
    `INSERT INTO attempt (id, job, owner, route, model, model_id, size, estimate_nano_usd, state, charge, cost_nano_usd, failure,
       started_at, settled_by) VALUES (?, ?, 'o', 'r', 'n', 'm', '1K', ?, 'finished', ?, NULL, ?, ?, ?)`,
  );
  for (const { id, job = 'j', failure = null, charge = 'unknown', ...more } of attempts) {
    const { settledBy = null, startedAt = 1, estimate = 67_000_000 } = more;
    attempt.run(id, job, estimate, charge, failure, startedAt, settledBy);
  }
  const picture = db.prepare(
    `INSERT INTO picture (id, job, uri, prompt, model, model_id, route, size, ratio, width, height, mime, sha256, created_at,
       placeholder, attempts) VALUES (?, ?, 'file:///a.png', 'a fox', 'n', 'm', 'r', '1K', '1:1', 1, 1, 'image/png', 'ff', 1, 0, ?)`,
  );
  for (const { id, job = 'j', attempts: way } of pictures) picture.run(id, job, way);
  migrate(db);
  return db;
}

function attemptsOf(db: DatabaseSync): unknown[] {
  const rows = db.prepare('SELECT id, charge, cost_nano_usd AS cost, settled_by AS by FROM attempt ORDER BY id').all();
  return rows.map(({ id, charge, cost, by }) => [id, charge, cost, by]);
}

const attemptOfPicture = (db: DatabaseSync): unknown => db.prepare('SELECT attempt FROM picture').get()?.['attempt'];

describe('a database of an earlier version', () => {
  it('says that a picture which was downloaded again was charged, as far as that can be known', () => {
    const lost: OldAttempt[] = [
      { id: 'a', failure: 'timeout' },
      { id: 'b', failure: 'interrupted', startedAt: 2 },
    ];
    const db = migrated(lost, [{ id: 'j', attempts: `[${failed('timeout')},${failed('interrupted')}]` }]);
    assert.deepEqual(attemptsOf(db), [
      ['a', 'unknown', null, null],
      ['b', 'billed', 67_000_000, 'recovered'],
    ]);
    assert.equal(attemptOfPicture(db), 'b');
  });

  it('says which attempt made a picture, and leaves what was uncertain before it', () => {
    const attempts: OldAttempt[] = [
      { id: 'a', failure: 'timeout' },
      { id: 'b', charge: 'billed', startedAt: 2 },
    ];
    const db = migrated(attempts, [{ id: 'j', attempts: `[${failed('timeout')},${delivered}]` }]);
    assert.deepEqual(
      attemptsOf(db).map((row) => (row as unknown[])[1]),
      ['unknown', 'billed'],
    );
    assert.equal(attemptOfPicture(db), 'b');
  });

  it('keeps what the user said', () => {
    const db = migrated(
      [{ id: 'a', failure: 'timeout', charge: 'unknown', settledBy: 'user' }],
      [{ id: 'j', attempts: `[${failed('timeout')}]` }],
    );
    assert.deepEqual(attemptsOf(db), [['a', 'unknown', null, 'user']]);
  });

  for (const attempts of ['', '[', '{}', '[1, "x", null]', '[[]]', '"text"', 'null', '[]']) {
    it(`survives a way to a picture that reads ${JSON.stringify(attempts)}`, () => {
      const db = migrated([{ id: 'a', failure: 'timeout' }], [{ id: 'j', attempts }]);
      assert.equal(Number(db.prepare('PRAGMA user_version').get()?.['user_version']), migrations.length);
      assert.deepEqual(attemptsOf(db), [['a', 'unknown', null, null]]);
    });
  }
});
