import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../storeError';
import { inTransaction } from './transaction';

/**
 * The statements that bring each version of the database to the next; the first ones start from an empty file. Statements that were
 * released are never changed. Money is in whole billionths of a US dollar, so that sums are exact; times are milliseconds since 1970.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE attempt (
    id TEXT PRIMARY KEY,
    job TEXT NOT NULL,
    owner TEXT NOT NULL,
    route TEXT NOT NULL,
    model TEXT NOT NULL,
    model_id TEXT NOT NULL,
    size TEXT NOT NULL,
    estimate_nano_usd INTEGER,
    state TEXT NOT NULL CHECK (state IN ('started', 'sent', 'finished')),
    charge TEXT NOT NULL CHECK (charge IN ('none', 'billed', 'unknown')),
    cost_nano_usd INTEGER,
    failure TEXT,
    status INTEGER,
    request_id TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    settled_by TEXT CHECK (settled_by IN ('user', 'recovered'))
  ) STRICT;
  CREATE INDEX attempt_by_time ON attempt (started_at);
  CREATE INDEX attempt_open ON attempt (owner) WHERE state <> 'finished';`,

  `CREATE TABLE picture (
    id TEXT PRIMARY KEY,
    job TEXT NOT NULL,
    uri TEXT NOT NULL,
    prompt TEXT NOT NULL,
    model TEXT NOT NULL,
    model_id TEXT NOT NULL,
    route TEXT NOT NULL,
    size TEXT NOT NULL,
    ratio TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    mime TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    cost_nano_usd INTEGER,
    created_at INTEGER NOT NULL,
    placeholder INTEGER NOT NULL CHECK (placeholder IN (0, 1)),
    attempts TEXT NOT NULL
  ) STRICT;
  CREATE INDEX picture_by_time ON picture (created_at);`,

  // 1: what wrote the row marks it as sent before the first byte leaves, or sends nothing. Earlier versions sent all the same
  // where that could not be written.
  `ALTER TABLE attempt ADD COLUMN tells_sending INTEGER NOT NULL DEFAULT 0 CHECK (tells_sending IN (0, 1));`,

  // Which attempt made a picture. Known where the way to the picture ends with a delivery, of which the job has one; and where
  // it does not: then the picture was downloaded again, and its attempt is the last one of its route whose charge nobody knew.
  // That it was charged is known since the picture is there, and was never written.
  `ALTER TABLE picture ADD COLUMN attempt TEXT;
  CREATE INDEX picture_by_attempt ON picture (attempt);
  CREATE INDEX picture_by_uri ON picture (uri);
  CREATE INDEX attempt_by_job ON attempt (job);
  UPDATE picture SET attempt = (
    SELECT id FROM attempt WHERE job = picture.job AND route = picture.route AND model_id = picture.model_id
      AND state = 'finished' AND failure IS NULL
    ORDER BY started_at DESC, id LIMIT 1);
  CREATE TEMP TABLE fetched AS
    SELECT picture.id AS picture, (
      SELECT id FROM attempt WHERE job = picture.job AND route = picture.route AND model_id = picture.model_id
        AND state = 'finished' AND failure IS NOT NULL AND charge = 'unknown'
      ORDER BY started_at DESC, id LIMIT 1) AS attempt
    FROM picture WHERE attempt IS NULL AND placeholder = 0 AND NOT EXISTS (
      SELECT 1 FROM json_each(CASE WHEN json_valid(attempts) THEN
        CASE WHEN json_type(attempts) = 'array' THEN
          CASE WHEN json_array_length(attempts) > 0 THEN attempts ELSE '[{}]' END
        ELSE '[{}]' END
      ELSE '[{}]' END)
      WHERE CASE type WHEN 'object' THEN json_extract(value, '$.failure') END IS NULL);
  DELETE FROM fetched WHERE attempt IS NULL;
  UPDATE picture SET attempt = (SELECT attempt FROM fetched WHERE picture = picture.id)
    WHERE id IN (SELECT picture FROM fetched);
  UPDATE attempt SET charge = 'billed', cost_nano_usd = coalesce(cost_nano_usd, estimate_nano_usd), settled_by = 'recovered'
    WHERE id IN (SELECT attempt FROM fetched) AND settled_by IS NOT 'user';
  DROP TABLE fetched;`,

  // pages of pictures begin behind a moment and an id
  `CREATE INDEX picture_by_time_and_id ON picture (created_at, id);
  DROP INDEX picture_by_time;`,

  // Each job from its first moment to its end. `owner`: the process that makes it, or, of one that was interrupted, shows it; a job of
  // a dead one is anybody's. `folder`: the workspace folder that it is for. `wish`: what was wanted, as JSON, while somebody may need it.
  `CREATE TABLE job (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    folder TEXT,
    wish TEXT,
    state TEXT NOT NULL
      CHECK (state IN ('running', 'interrupted', 'made', 'failed', 'cancelled', 'repeated', 'dismissed')),
    told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
    began_at INTEGER NOT NULL,
    ended_at INTEGER
  ) STRICT;
  CREATE INDEX job_open ON job (state) WHERE state IN ('running', 'interrupted');
  CREATE INDEX job_with_wish ON job (id) WHERE wish IS NOT NULL;`,

  // `local_day`: the user's own day (YYYY-MM-DD) on which it was sent, which a later change of time zone leaves alone. `caller`: who
  // asked for it. `price_kind`: how its cost is known; `priced_on`: of when the price is that it was reckoned with. The index has all
  // that the sum of a day needs.
  `ALTER TABLE attempt ADD COLUMN local_day TEXT;
  ALTER TABLE attempt ADD COLUMN caller TEXT NOT NULL DEFAULT 'person';
  ALTER TABLE attempt ADD COLUMN price_kind TEXT;
  ALTER TABLE attempt ADD COLUMN priced_on TEXT;
  UPDATE attempt SET local_day = coalesce(date(started_at / 1000, 'unixepoch', 'localtime'),
    CASE WHEN started_at < 0 THEN '0000-01-01' ELSE '9999-12-31' END);
  CREATE INDEX attempt_by_day ON attempt (local_day, route, state, charge, cost_nano_usd, estimate_nano_usd);`,

  // `parent`: the picture that it was made from. `refs`: the pictures to work from, as JSON: [{sha256, uri?, name?}]. `workspace`: the
  // folder that it was made for. `prompt_lower`: for words that are too short for a full-text search.
  `ALTER TABLE picture ADD COLUMN parent TEXT;
  ALTER TABLE picture ADD COLUMN refs TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE picture ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE picture ADD COLUMN caller TEXT NOT NULL DEFAULT 'person';
  ALTER TABLE picture ADD COLUMN workspace TEXT;
  ALTER TABLE picture ADD COLUMN price_kind TEXT;
  ALTER TABLE picture ADD COLUMN style TEXT;
  ALTER TABLE picture ADD COLUMN prompt_lower TEXT NOT NULL DEFAULT '';
  UPDATE picture SET prompt_lower = lower_case(prompt);
  CREATE INDEX picture_by_hash ON picture (sha256);`,

  // `credit`: prepaid credit of a route, as its user entered it. `told`: what is said once a day only.
  `CREATE TABLE credit (
    route TEXT PRIMARY KEY,
    nano_usd INTEGER NOT NULL,
    entered_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE told (
    what TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (what, day)
  ) STRICT;`,
];

/** Every table that the migrations make. */
export const tables = ['attempt', 'picture', 'job', 'credit', 'told'] as const;

/**
 * Brings a database up to date. Each step is one transaction that reads the version again, so that two processes at once do not
 * take a step twice; one that is up to date is only read. False: it was. Throws `StoreError` for a version from the future and leaves
 * it untouched.
 */
export function migrate(db: DatabaseSync, steps: readonly string[] = migrations): boolean {
  // SQLite's own knows the letters of English only
  db.function('lower_case', { deterministic: true }, (text) => String(text).toLowerCase());
  if (versionOf(db) === steps.length) return false;
  let done = false;
  while (!done) done = inTransaction(db, () => takeStep(db, steps));
  return true;
}

/** True: there was no step left to take. */
function takeStep(db: DatabaseSync, steps: readonly string[]): boolean {
  const version = versionOf(db);
  if (version > steps.length) {
    throw new StoreError('newerVersion', `The database has version ${version}, this Dualtrack knows ${steps.length}`);
  }
  const step = steps[version];
  if (step === undefined) return true;
  db.exec(step);
  db.exec(`PRAGMA user_version = ${version + 1}`);
  return false;
}

/** How many migrations a database has behind it. */
export function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
}
