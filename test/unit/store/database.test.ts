import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Database } from '../../../src/store/database/database';
import { migrate, migrations } from '../../../src/store/database/migrations';
import { loadSqlite } from '../../../src/store/database/sqlite';
import type { StoreFact } from '../../../src/store/storeFact';
import { runChild } from './child';
import { failOnFact, TestFolder } from './folder';

/** Someone else's user on this machine. */
const nobody = 65_534;

const allTables = ['attempt', 'credit', 'job', 'picture', 'told'];

describe('the database', function () {
  this.timeout(15_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  const open = (): Database => new Database(file(), folder.onFact);

  it('touches nothing before it is used', async () => {
    open().close();
    assert.deepEqual(await readdir(folder.path), []);
  });

  it('is made with every migration, in WAL, with each row on disk before the next step', async () => {
    const database = open();
    assert.equal(await pragma(database, 'user_version'), migrations.length);
    assert.equal(await pragma(database, 'journal_mode'), 'wal');
    assert.equal(await pragma(database, 'synchronous'), 2);
    assert.deepEqual(await tables(database), allTables);
    assert.deepEqual(folder.facts, []);
    database.close();
  });

  it('brings an older version up to date and keeps its rows', async () => {
    const { DatabaseSync } = loadSqlite();
    const old = new DatabaseSync(file());
    migrate(old, migrations.slice(0, 1));
    old.exec(`INSERT INTO attempt (id, job, owner, route, model, model_id, size, state, charge, started_at)
      VALUES ('a', 'j', 'o', 'r', 'm', 'i', '1K', 'finished', 'none', 1)`);
    old.close();
    const database = open();
    assert.deepEqual(await tables(database), allTables);
    assert.equal(await database.read((db) => db.prepare('SELECT id FROM attempt').get()?.['id']), 'a');
    database.close();
  });

  it('undoes a migration that fails in its middle', async () => {
    const { DatabaseSync } = loadSqlite();
    const db = new DatabaseSync(':memory:');
    const steps = ['CREATE TABLE one (a)', 'CREATE TABLE two (a); CREATE TABLE one (a)'];
    assert.throws(() => migrate(db, steps), { code: 'ERR_SQLITE_ERROR' });
    assert.equal(db.prepare('PRAGMA user_version').get()?.['user_version'], 1);
    assert.equal(db.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE name = 'two'`).get()?.['n'], 0);
  });

  it('refuses a version from the future and leaves the file as it is', async () => {
    const { DatabaseSync } = loadSqlite();
    const future = new DatabaseSync(file());
    future.exec(`CREATE TABLE later (a); PRAGMA user_version = ${migrations.length + 1}`);
    future.close();
    const before = await readFile(file());
    await assert.rejects(tables(open()), { name: 'StoreError', reason: 'newerVersion' });
    assert.deepEqual(await readFile(file()), before);
    assert.deepEqual(folder.facts, []);
  });

  it('is made by several processes at once without a fault', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => runChild(__filename, 'openInChild', [folder.path, '8'])));
    assert.deepEqual(
      runs.map(({ code, stdout }) => ({ code, stdout })),
      runs.map(() => ({ code: 0, stdout: '' })), // nothing of node:sqlite's own words reaches stdout
    );
  });

  it('lets nothing change between what a write reads and what it writes', async () => {
    await open().read(() => undefined);
    const runs = await Promise.all([1, 2].map(() => runChild(__filename, 'countInChild', [file(), '100'])));
    assert.deepEqual(
      runs.map(({ code, stderr }) => ({ code, stderr })),
      runs.map(() => ({ code: 0, stderr: '' })),
    );
    const database = open();
    assert.equal(await countPictures(database), 200);
    database.close();
  });

  for (const [what, spoil] of [
    ['is no database at all', (bytes: Buffer) => bytes.fill('not a database ')],
    ['is damaged in its middle', (bytes: Buffer) => bytes.fill(0xff, 4096, 3 * 4096)],
  ] as const) {
    it(`moves a file aside that ${what}, begins a new one and says so`, async () => {
      const old = open();
      await old.write((db) => db.exec(`CREATE TABLE big (a); INSERT INTO big VALUES (zeroblob(40000))`));
      old.close();
      const spoiled = spoil(await readFile(file()));
      await writeFile(file(), spoiled);
      const database = open();
      assert.deepEqual(await tables(database), allTables);
      database.close();
      const [fact] = folder.facts;
      assert.ok(fact?.what === 'movedAside' && fact.file === file());
      assert.deepEqual(await readFile(fact.movedTo), spoiled);
    });
  }

  it('begins one new file when several processes find the same damaged one', async () => {
    const files = Array.from({ length: 5 }, (_, n) => folder.file(`${n}.db`));
    for (const damaged of files) await writeFile(damaged, 'not a database '.repeat(1_000));
    const runs = await Promise.all([1, 2, 3].map(() => runChild(__filename, 'writeInChild', files)));
    assert.deepEqual(
      runs.map(({ code }) => code),
      [0, 0, 0],
    );
    assert.equal(runs.map(({ stdout }) => stdout).join(''), 'movedAside\n'.repeat(files.length));
    for (const name of files) {
      const database = new Database(name, folder.onFact);
      assert.equal(await countPictures(database), 3);
      database.close();
    }
  });

  it('begins anew when its file is taken away while it is open', async () => {
    const database = open();
    await addPicture(database);
    await rm(file());
    await addPicture(database);
    database.close();
    const again = open();
    assert.equal(await countPictures(again), 1);
    again.close();
  });

  it('works in memory where its folder cannot be made', async () => {
    await writeFile(folder.file('taken'), 'a file, not a folder');
    const database = new Database(folder.file('taken/dualtrack.db'), folder.onFact);
    await addPicture(database);
    assert.equal(await countPictures(database), 1);
    assert.deepEqual(folder.whats, ['inMemory']);
  });

  it('works in memory where its folder may only be read', async () => {
    const locked = folder.file('locked');
    await mkdir(locked);
    await new Database(`${locked}/dualtrack.db`, folder.onFact).read(() => undefined);
    await chmod(folder.path, 0o755);
    await chmod(locked, 0o555);
    const isRoot = process.getuid?.() === 0; // whom no permission stops
    const user = isRoot ? { uid: nobody, gid: nobody } : {};
    const run = await runChild(__filename, 'writeInChild', [`${locked}/dualtrack.db`], user);
    await chmod(locked, 0o755);
    assert.deepEqual({ code: run.code, stdout: run.stdout }, { code: 0, stdout: 'inMemory\n' }, run.stderr);
  });

  it('undoes all of a write that throws', async () => {
    const database = open();
    const fail = (): Promise<void> =>
      database.write((db) => {
        db.exec('DELETE FROM attempt');
        db.exec('CREATE TABLE extra (a)');
        throw new Error('no');
      });
    await assert.rejects(fail, /no/);
    assert.deepEqual(await tables(database), allTables);
    database.close();
  });
});

function pragma(database: Database, name: string): Promise<unknown> {
  return database.read((db) => db.prepare(`PRAGMA ${name}`).get()?.[name]);
}

async function tables(database: Database): Promise<unknown[]> {
  const all = `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`;
  return (await database.read((db) => db.prepare(all).all())).map(({ name }) => name);
}

function countPictures(database: Database): Promise<unknown> {
  return database.read((db) => db.prepare('SELECT count(*) AS n FROM picture').get()?.['n']);
}

async function addPicture(database: Database, id = randomUUID()): Promise<void> {
  await database.write((db) => insertPicture(db, id));
}

function insertPicture(db: DatabaseSync, id: string): void {
  db.prepare(
    `INSERT INTO picture (id, job, uri, prompt, model, model_id, route, size, ratio, width, height, mime, sha256, cost_nano_usd,
       created_at, placeholder, attempts, attempt) VALUES (?, 'j', 'file:///a.png', 'a fox', 'm', 'i', 'r', '1K', '1:1', 1, 1, 'image/png', 'ff',
      NULL, 1, 0, '[]', NULL)`,
  ).run(id);
}

/** In a child: makes or opens one database after the other. */
export async function openInChild(folder: string, count: string): Promise<void> {
  for (let n = 0; n < Number(count); n += 1) {
    const database = new Database(path.join(folder, `${n}.db`), failOnFact);
    await addPicture(database);
    database.close();
  }
}

/** In a child: numbers its rows by those that it finds. */
export async function countInChild(file: string, count: string): Promise<void> {
  const database = new Database(file, failOnFact);
  for (let n = 0; n < Number(count); n += 1) {
    await database.write((db) => {
      const found = db.prepare('SELECT count(*) AS n FROM picture').get()?.['n'];
      insertPicture(db, String(found));
    });
  }
}

/** In a child: writes one row to each file and says which facts it was told. */
export async function writeInChild(...files: string[]): Promise<void> {
  const onFact = ({ what }: StoreFact): boolean => process.stdout.write(`${what}\n`);
  for (const file of files) {
    const database = new Database(file, onFact);
    await addPicture(database);
    database.close();
  }
}
