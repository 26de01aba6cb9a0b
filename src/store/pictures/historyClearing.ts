import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { quietly } from '../../core/quietly';
import type { Database } from '../database/database';
import { dropIndex } from './pictureSearch';
import { rowsOf, whole } from '../database/rows';

/** What a user would lose, and what the loss would make harder. */
export interface Clearable {
  /** Pictures in the list, with their prompts. */
  readonly pictures: number;
  /** Jobs that have ended, whose prompts are kept yet. */
  readonly prompts: number;
  /** Charges that nobody knows yet: their prompts help to find them on a bill. */
  readonly uncertain: number;
}

const clearable = v.object({ pictures: whole, prompts: whole, uncertain: whole });

/** To write the file anew takes about a second for so many bytes. */
const mostRewrittenBytes = 64 * 1024 * 1024;

/** Words of the user's, and where they worked, of jobs that have ended. */
const endedWithWords = `state NOT IN ('running', 'interrupted') AND (wish IS NOT NULL OR folder IS NOT NULL)`;

/** Forgets what was made, but not what it cost. Every method rejects with `StoreError` and what SQLite throws. */
export class HistoryClearing {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async look(): Promise<Clearable> {
    const [row] = await this.#database.read((db) =>
      rowsOf(
        db,
        `SELECT (SELECT count(*) FROM picture) AS pictures,
           (SELECT count(*) FROM job WHERE ${endedWithWords} AND wish IS NOT NULL) AS prompts,
           (SELECT count(*) FROM attempt WHERE state = 'finished' AND charge = 'unknown') AS uncertain`,
      ),
    );
    return v.parse(clearable, row);
  }

  /**
   * Removes all pictures from the list, and the words of all jobs that have ended, or nothing: afterwards they are in no free page of
   * the file either, and in no copy of it. Attempts, and jobs that are under way or were interrupted, stay as they are.
   */
  async clear(): Promise<void> {
    await this.#database.write((db) => {
      db.exec('PRAGMA secure_delete = ON');
      db.exec('DELETE FROM picture');
      db.exec(dropIndex);
      db.exec(`UPDATE job SET wish = NULL, folder = NULL WHERE ${endedWithWords}`);
    });
    await this.#database.read((db) => quietly(() => shrink(db)));
    await this.#database.dropCopy();
  }
}

/** Where another process is in the way, the room is used by what comes next. */
function shrink(db: DatabaseSync): void {
  if (bytesOf(db) <= mostRewrittenBytes) quietly(() => db.exec('VACUUM'));
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function bytesOf(db: DatabaseSync): number {
  const [pages] = rowsOf(db, 'PRAGMA page_count');
  const [size] = rowsOf(db, 'PRAGMA page_size');
  return Number(pages?.['page_count']) * Number(size?.['page_size']);
}
