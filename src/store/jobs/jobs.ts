import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { Database } from '../database/database';
import { readRows, rowsOf, time, whole } from '../database/rows';
import { statementOf } from '../database/statements';
import type { Presence } from '../inbox/presence';
import type { OnStoreFact } from '../storeFact';
import type { Wish } from './wish';
import { parseWish } from './wish';

/** How a job ended: `repeated`: it was interrupted, and the user had it made again. */
export type JobEnd = 'made' | 'failed' | 'cancelled' | 'repeated' | 'dismissed';

/** A job whose process is dead, and who it was. */
export interface LeftJob {
  readonly id: string;
  readonly owner: string;
}

/** A job that was interrupted, and is shown by this process. */
export interface InterruptedRow {
  readonly id: string;
  readonly wish: Wish;
  /** Milliseconds since 1970. */
  readonly beganAt: number;
  /** Whether the user knows of it. */
  readonly told: boolean;
}

type Change = (db: DatabaseSync) => void;

const row = v.object({ id: v.string(), wish: v.pipe(v.string(), v.transform(parseWish)), began_at: time, told: whole });

const open = `state IN ('running', 'interrupted')`;
const picture = 'SELECT 1 FROM picture WHERE picture.job = job.id';
const openCharge = `SELECT 1 FROM attempt WHERE attempt.job = job.id AND (attempt.state <> 'finished' OR charge = 'unknown')`;
/** Words of the user's are kept only while somebody may need them: to make a picture again, or to settle what it cost. */
const forgetting = `UPDATE job SET wish = NULL WHERE wish IS NOT NULL AND NOT (${open}) AND NOT EXISTS (${openCharge})`;

/**
 * One row for each job, from its first moment to its end; a row without an end whose process is dead was interrupted. Every method
 * rejects with `StoreError` and what SQLite throws, except where it says otherwise.
 */
export class Jobs {
  readonly #database: Database;
  readonly #presence: Presence;
  readonly #onFact: OnStoreFact;
  /** Begins and ends are asked for one after the other: a job may end before this process has entered, to write that it began. */
  #last: Promise<unknown> = Promise.resolve();
  #ending: Promise<unknown> = Promise.resolve();
  /** Ends that could not be written when they came. */
  #late: Change[] = [];

  constructor(database: Database, presence: Presence, onFact: OnStoreFact) {
    this.#database = database;
    this.#presence = presence;
    this.#onFact = onFact;
  }

  begin(id: string, wish: Wish, beganAt: number): Promise<void> {
    const folder = wish.destination.kind === 'folder' ? wish.destination.workspaceFolder : null;
    return this.#inOrder((db) => {
      statementOf(
        db,
        `INSERT INTO job (id, owner, folder, wish, state, began_at) VALUES (?, ?, ?, ?, 'running', ?)
         ON CONFLICT (id) DO NOTHING`,
      ).run(id, this.#presence.id, folder, JSON.stringify(wish), Math.round(beganAt));
    });
  }

  /** What cannot be written now is written by `flush`. */
  end(ids: readonly string[], how: JobEnd, endedAt: number): Promise<void> {
    const change: Change = (db) => {
      const which = JSON.stringify(ids);
      statementOf(
        db,
        `UPDATE job SET state = ?, ended_at = ? WHERE ${open} AND id IN (SELECT value FROM json_each(?))`,
      ).run(how, Math.round(endedAt), which);
      statementOf(db, `${forgetting} AND id IN (SELECT value FROM json_each(?))`).run(which);
    };
    const ended = this.#inOrder(change).catch((error: unknown) => {
      this.#late.push(change);
      throw error;
    });
    this.#ending = Promise.allSettled([this.#ending, ended]);
    return ended;
  }

  /**
   * The open jobs of other processes that are for one of these workspace folders, or for none: those of dead ones, and whether
   * there are some of living ones.
   */
  async left(folders: readonly string[]): Promise<{ readonly dead: readonly LeftJob[]; readonly areOthers: boolean }> {
    const rows = await this.#database.read((db) =>
      rowsOf(
        db,
        `SELECT id, owner FROM job WHERE ${open} AND owner <> :me
           AND (folder IS NULL OR folder IN (SELECT value FROM json_each(:folders)))`,
        { me: this.#presence.id, folders: JSON.stringify(folders) },
      ),
    );
    const jobs = rows.map(({ id, owner }) => ({ id: String(id), owner: String(owner) }));
    const alive = new Map(jobs.map(({ owner }) => [owner, this.#presence.isAlive(owner)]));
    return { dead: jobs.filter(({ owner }) => !alive.get(owner)), areOthers: [...alive.values()].some(Boolean) };
  }

  /**
   * Takes over the jobs of dead processes; each goes to only one of several windows. Those that have their picture, also of this
   * process, have ended.
   */
  async claim(jobs: readonly LeftJob[], now: number): Promise<void> {
    const me = await this.#presence.enter();
    await this.#database.write((db) => {
      const take = db.prepare(`UPDATE job SET state = 'interrupted', owner = ? WHERE id = ? AND owner = ? AND ${open}`);
      for (const { id, owner } of jobs) take.run(me, id, owner);
      db.prepare(
        `UPDATE job SET state = 'made', ended_at = ? WHERE state = 'interrupted' AND owner = ? AND EXISTS (${picture})`,
      ).run(Math.round(now), me);
      db.exec(forgetting);
    });
  }

  /** What was interrupted and is shown by this process, the oldest first. */
  async interrupted(): Promise<InterruptedRow[]> {
    const rows = await this.#database.read((db) =>
      rowsOf(db, `SELECT * FROM job WHERE state = 'interrupted' AND owner = :me ORDER BY began_at, id`, {
        me: this.#presence.id,
      }),
    );
    return readRows(rows, toInterrupted, (cause) => this.#onFact({ what: 'unreadableRow', table: 'job', cause }));
  }

  /** The user knows of them. */
  told(ids: readonly string[]): Promise<void> {
    return this.#database.write((db) => {
      db.prepare('UPDATE job SET told = 1 WHERE id IN (SELECT value FROM json_each(?))').run(JSON.stringify(ids));
    });
  }

  /** What was wanted with a job, as far as it is still kept. */
  async wish(id: string): Promise<Wish | undefined> {
    const [found] = await this.#database.read((db) => rowsOf(db, 'SELECT wish FROM job WHERE id = :id', { id }));
    return typeof found?.['wish'] === 'string' ? parseWish(found['wish']) : undefined;
  }

  /** The prompts of some jobs, by their ids, as far as they are still kept. */
  async prompts(jobs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#database.read((db) =>
      rowsOf(
        db,
        `SELECT id, CASE WHEN json_valid(wish) THEN json_extract(wish, '$.prompt') END AS prompt FROM job
         WHERE id IN (SELECT value FROM json_each(:jobs))`,
        { jobs: JSON.stringify(jobs) },
      ),
    );
    return new Map(rows.flatMap(({ id, prompt }) => (typeof prompt === 'string' ? [[String(id), prompt]] : [])));
  }

  /** Which of these jobs ended with their window, whatever became of them since. */
  async closed(jobs: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#database.read((db) =>
      rowsOf(
        db,
        `SELECT id FROM job WHERE state IN ('interrupted', 'repeated', 'dismissed')
           AND id IN (SELECT value FROM json_each(:jobs))`,
        { jobs: JSON.stringify(jobs) },
      ),
    );
    return new Set(rows.map(({ id }) => String(id)));
  }

  /** Forgets the words of jobs that nobody needs any more, such as when their charges were settled. */
  forget(): Promise<void> {
    return this.#database.write((db) => db.exec(forgetting));
  }

  /** Waits for what is being written, and writes the ends that could not be written before, if that can be done at once. Never rejects. */
  async flush(): Promise<void> {
    await this.#last;
    await this.#database.settled();
    await this.#ending;
    for (const change of this.#late.splice(0)) {
      await this.#database.write(change, 0).catch(() => this.#late.push(change));
    }
  }

  #inOrder(change: Change): Promise<void> {
    const entered = this.#last.then(() => this.#presence.enter());
    this.#last = entered;
    return entered.then(() => this.#database.writeSoon(change));
  }
}

function toInterrupted(found: unknown): InterruptedRow {
  const { id, wish, began_at, told } = v.parse(row, found);
  return { id, wish, beganAt: began_at, told: told === 1 };
}
