import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { Database } from '../../../src/store/database/database';
import { loadSqlite } from '../../../src/store/database/sqlite';
import { kill, startChild, untilUp } from './child';
import { failOnFact, TestFolder } from './folder';

const add =
  (id: string) =>
  (db: DatabaseSync): void =>
    void db.prepare(`INSERT INTO job (id, owner, state, began_at) VALUES (?, 'me', 'running', 1)`).run(id);

const idsOf = (database: Database): Promise<string[]> =>
  database.read((db) =>
    db
      .prepare('SELECT id FROM job ORDER BY rowid')
      .all()
      .map(({ id }) => String(id)),
  );

describe('writes that are asked for in one turn', function () {
  this.timeout(20_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  const open = (patience?: number): Database => new Database(file(), folder.onFact, patience);

  it('are written in the order in which they were asked for, also beside one that waits for nobody', async () => {
    const database = open();
    const all = [
      database.writeSoon(add('a')),
      database.writeSoon(add('b')),
      database.write(add('c')),
      database.writeSoon(add('d')),
    ];
    await Promise.all(all);
    assert.deepEqual(await idsOf(database), ['a', 'b', 'c', 'd']);
    database.close();
  });

  it('are one transaction', async () => {
    const database = open();
    await database.read(() => undefined);
    const seen: number[] = [];
    const other = open();
    const look = async (): Promise<void> => void seen.push((await idsOf(other)).length);
    const all = Array.from({ length: 20 }, (_, n) => database.writeSoon(add(`${n}`)));
    await look();
    await Promise.all(all);
    await look();
    assert.deepEqual(seen, [0, 20]);
    for (const one of [database, other]) one.close();
  });

  it('fail each for itself', async () => {
    const database = open();
    const boom = new Error('boom');
    const ends = await Promise.allSettled([
      database.writeSoon(add('a')),
      database.writeSoon((db) => {
        add('half')(db);
        throw boom;
      }),
      database.writeSoon(add('a')), // the same once more, which SQLite refuses
      database.writeSoon((db) => (add('b')(db), 'what it gives back')),
    ]);
    assert.deepEqual(
      ends.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
    );
    assert.ok(ends[1]?.status === 'rejected' && ends[1].reason === boom);
    assert.ok(ends[3]?.status === 'fulfilled' && ends[3].value === 'what it gives back');
    assert.deepEqual(await idsOf(database), ['a', 'b']);
    database.close();
  });

  it('are seen by what this process reads next', async () => {
    const database = open();
    void database.writeSoon(add('a'));
    assert.deepEqual(await idsOf(database), ['a']);
    database.close();
  });

  it('are written before the database is closed', async () => {
    const database = open();
    const written = database.writeSoon(add('a'));
    database.close();
    await written;
    const again = open();
    assert.deepEqual(await idsOf(again), ['a']);
    again.close();
  });

  it('wait together for another process, and all fail where it does not end', async () => {
    const database = open(60);
    await database.read(() => undefined);
    const { DatabaseSync } = loadSqlite();
    const other = new DatabaseSync(file());
    other.exec('BEGIN IMMEDIATE');
    const ends = await Promise.allSettled([database.writeSoon(add('a')), database.writeSoon(add('b'))]);
    other.close();
    assert.deepEqual(
      ends.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    await Promise.all([database.writeSoon(add('c')), database.writeSoon(add('d'))]);
    assert.deepEqual(await idsOf(database), ['c', 'd']);
    database.close();
  });

  it('survive a kill, all of them or none', async () => {
    for (let n = 0; n < 8; n += 1) {
      const child = startChild(__filename, 'writeForEver', [file(), String(n)]);
      await untilUp(child);
      await delay(Math.random() * 20);
      await kill(child);
    }
    const database = open();
    const groups = new Map<string, number>();
    for (const id of await idsOf(database)) {
      const group = id.slice(0, id.lastIndexOf('-'));
      groups.set(group, (groups.get(group) ?? 0) + 1);
    }
    assert.ok(groups.size > 0);
    assert.ok([...groups.values()].every((size) => size === groupSize));
    database.close();
  });
});

const groupSize = 7;

/** In a child: writes groups until it is killed, and says so once the first one is on disk. */
export async function writeForEver(file: string, child: string): Promise<void> {
  const database = new Database(file, failOnFact);
  for (let group = 0; ; group += 1) {
    const all = Array.from({ length: groupSize }, (_, n) => database.writeSoon(add(`${child}-${group}-${n}`)));
    await Promise.all(all);
    if (group === 0) process.stdout.write('up');
  }
}
