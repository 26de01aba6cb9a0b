import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { cursorOf, pageKeyOf } from '../../core/pictures/pageCursor';
import type { PictureRecord } from '../../core/run/picture';
import type { Database } from '../database/database';
import type { HistoryEntry } from './historyEntry';
import { toHistoryEntry } from './historyEntry';
import { toNano } from '../database/nanoUsd';
import { readRows, rowsOf } from '../database/rows';
import { statementOf } from '../database/statements';
import type { OnStoreFact } from '../storeFact';

interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** The cursor of the next page; undefined: this is the last. */
  readonly next: string | undefined;
}

/**
 * The pictures that were made, with the user's own words: they stay on this machine. Every method rejects with `StoreError`
 * and what SQLite throws.
 */
export class History {
  readonly #database: Database;
  readonly #onFact: OnStoreFact;

  constructor(database: Database, onFact: OnStoreFact) {
    this.#database = database;
    this.#onFact = onFact;
  }

  /** Adds a picture, or writes down where it is now. */
  async remember(
    { costUsd, placeholder, attempts, attempt, priceKind, ...same }: PictureRecord,
    uri: string,
  ): Promise<void> {
    const values = {
      ...same,
      uri,
      attempt: attempt ?? null,
      promptLower: same.prompt.toLowerCase(),
      cost: toNano(costUsd),
      priceKind: priceKind ?? null,
      placeholder: placeholder ? 1 : 0,
      attempts: JSON.stringify(attempts),
    };
    await this.#database.writeSoon((db) => {
      statementOf(
        db,
        `INSERT INTO picture (id, job, attempt, uri, prompt, model, model_id, route, size, ratio, width, height, mime, sha256,
           cost_nano_usd, price_kind, created_at, placeholder, attempts, prompt_lower)
         VALUES (:id, :job, :attempt, :uri, :prompt, :model, :modelId, :route, :size, :ratio, :width, :height, :mime, :sha256,
           :cost, :priceKind, :createdAt, :placeholder, :attempts, :promptLower)
         ON CONFLICT (id) DO UPDATE SET uri = excluded.uri`,
      ).run(values);
    });
  }

  /** The picture that was last seen at this address; undefined where none was. */
  async at(uri: string): Promise<HistoryEntry | undefined> {
    const [newest] = this.#readable(await this.#rows('WHERE uri = :uri ORDER BY created_at DESC', { uri }));
    return newest;
  }

  /** The pictures of some jobs. */
  async ofJobs(jobs: readonly string[]): Promise<HistoryEntry[]> {
    const where = 'WHERE job IN (SELECT value FROM json_each(:jobs)) ORDER BY created_at DESC, id';
    return this.#readable(await this.#rows(where, { jobs: JSON.stringify(jobs) }));
  }

  /** Whether an attempt's picture was saved. */
  async hasPictureOf(attempt: string): Promise<boolean> {
    return this.#readable(await this.#rows('WHERE attempt = :attempt', { attempt })).length > 0;
  }

  /**
   * At most so many pictures, the newest first: the first of all, or those behind a page, whose `next` is the cursor. What comes
   * meanwhile moves nothing. Throws a RangeError for a cursor that is none.
   */
  async page(cursor: string | undefined, limit: number): Promise<HistoryPage> {
    const key = cursor === undefined ? undefined : pageKeyOf(cursor);
    if (cursor !== undefined && !key) throw new RangeError('This is no cursor');
    const behind = key ? 'WHERE (created_at, id) < (:at, :id)' : '';
    const newest = `${behind} ORDER BY created_at DESC, id DESC LIMIT :limit`;
    const rows = await this.#rows(newest, { ...key, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return { entries: this.#readable(page), next: rows.length > limit ? cursorAfter(page.at(-1)) : undefined };
  }

  /** Removes a picture from the history; its file stays. */
  async remove(id: string): Promise<void> {
    await this.#database.write((db) => void db.prepare('DELETE FROM picture WHERE id = ?').run(id));
  }

  #rows(which: string, values: Record<string, SQLInputValue>): Promise<Record<string, SQLOutputValue>[]> {
    return this.#database.read((db) => rowsOf(db, `SELECT * FROM picture ${which}`, values));
  }

  #readable(rows: readonly unknown[]): HistoryEntry[] {
    return readRows(rows, toHistoryEntry, (cause) => this.#onFact({ what: 'unreadableRow', table: 'picture', cause }));
  }
}

/** Also behind a row that cannot be read otherwise. */
function cursorAfter(row: Record<string, unknown> | undefined): string | undefined {
  const [at, id] = [row?.['created_at'], row?.['id']];
  return typeof at === 'bigint' && typeof id === 'string' ? cursorOf({ at, id }) : undefined;
}
