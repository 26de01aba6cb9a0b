import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { cursorOf, pageKeyOf } from '../../core/pictures/pageCursor';
import type { PictureRecord } from '../../core/run/picture';
import type { Database } from '../database/database';
import type { HistoryEntry } from './historyEntry';
import { toHistoryEntry } from './historyEntry';
import { toNano } from '../database/nanoUsd';
import { readRows, rowsOf } from '../database/rows';
import { statementOf } from '../database/statements';
import type { DayOfPictures, PictureCounts, PictureFilter } from './gallery';
import { galleryRows } from './gallery';
import type { GalleryFacets } from './galleryFacets';
import { facetsIn } from './galleryFacets';
import { PictureSearch } from './pictureSearch';
import type { OnStoreFact } from '../storeFact';

interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** The cursor of the next page; undefined: this is the last. */
  readonly next: string | undefined;
}

/** A page of those that a filter lets through. */
export interface GalleryPage extends HistoryPage {
  /** The whole days that the page touches, the newest first. */
  readonly days: readonly DayOfPictures[];
  /** With the first page only. */
  readonly counts: PictureCounts | undefined;
}

/**
 * The pictures that were made, with the user's own words: they stay on this machine. Every method rejects with `StoreError`
 * and what SQLite throws.
 */
export class History {
  readonly #database: Database;
  readonly #onFact: OnStoreFact;
  readonly #search: PictureSearch;
  #onChange: () => void = () => undefined;

  constructor(database: Database, onFact: OnStoreFact) {
    this.#database = database;
    this.#onFact = onFact;
    this.#search = new PictureSearch(database);
  }

  /** Who is told, after each change that is made through this object, that the list is another. One at a time. */
  set onChange(tell: () => void) {
    this.#onChange = tell;
  }

  /** Another value after each change by another process, or another connection of this one. */
  async seen(): Promise<string> {
    const [row] = await this.#database.read((db) => rowsOf(db, 'PRAGMA data_version'));
    return String(row?.['data_version']);
  }

  /**
   * Adds a picture, or writes down where it is now. Who asked for it and how its cost is known are the ledger's words where the record
   * has none.
   */
  async remember(picture: PictureRecord, uri: string): Promise<void> {
    const values = valuesOf(picture, uri);
    await this.#database.writeSoon((db) => {
      statementOf(
        db,
        `INSERT INTO picture (id, job, attempt, uri, prompt, model, model_id, route, size, ratio, width, height, mime, sha256,
           cost_nano_usd, created_at, placeholder, attempts, prompt_lower, parent, refs, workspace, style, caller, price_kind)
         VALUES (:id, :job, :attempt, :uri, :prompt, :model, :modelId, :route, :size, :ratio, :width, :height, :mime, :sha256,
           :cost, :createdAt, :placeholder, :attempts, :promptLower, :parent, :refs, :workspace, :style,
           coalesce(:caller, (SELECT caller FROM attempt WHERE id = :attempt), 'person'),
           coalesce(:priceKind, (SELECT price_kind FROM attempt WHERE id = :attempt)))
         ON CONFLICT (id) DO UPDATE SET uri = excluded.uri`,
      ).run(values);
    });
    this.#onChange();
  }

  /** Undefined: there is none with this id. */
  async find(id: string): Promise<HistoryEntry | undefined> {
    return this.#readable(await this.#rows('WHERE id = :id', { id }))[0];
  }

  /** The picture that was last seen at this address; undefined where none was. */
  async at(uri: string): Promise<HistoryEntry | undefined> {
    const [newest] = this.#readable(await this.#rows('WHERE uri = :uri ORDER BY created_at DESC', { uri }));
    return newest;
  }

  /** The pictures whose files had this content when they came, wherever they are now; the newest first. */
  async withHash(sha256: string): Promise<HistoryEntry[]> {
    return this.#readable(await this.#rows('WHERE sha256 = :sha256 ORDER BY created_at DESC, id DESC', { sha256 }));
  }

  /** A picture was found elsewhere, and is no longer where it was last seen. */
  async moved(id: string, uri: string): Promise<void> {
    await this.#database.write((db) => void db.prepare('UPDATE picture SET uri = ? WHERE id = ?').run(uri, id));
    this.#onChange();
  }

  /** Marks a picture as one that its user likes, or no longer. */
  async setFavourite(id: string, on: boolean): Promise<void> {
    const flag = on ? 1 : 0;
    await this.#database.write((db) => void db.prepare('UPDATE picture SET favourite = ? WHERE id = ?').run(flag, id));
    this.#onChange();
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
    const key = keyOf(cursor);
    const behind = key ? 'WHERE (created_at, id) < (:at, :id)' : '';
    const newest = `${behind} ORDER BY created_at DESC, id DESC LIMIT :limit`;
    return this.#pageOf(await this.#rows(newest, { ...key, limit: limit + 1 }), limit);
  }

  /** A page of those whose prompts have all of these words, in whatever order; no sign in them means anything but itself. See `page`. */
  async search(words: string, cursor: string | undefined, limit: number): Promise<HistoryPage> {
    const key = keyOf(cursor);
    return this.#pageOf(await this.#search.rows(words, key, limit + 1), limit);
  }

  /** A page of those that the filter lets through, with what the whole days cost under it. See `page`. */
  async gallery(filter: PictureFilter, cursor: string | undefined, limit: number): Promise<GalleryPage> {
    const part = { filter, key: keyOf(cursor), limit };
    const { rows, days, counts } = await this.#search.with(filter.words ?? '', (db, words) =>
      galleryRows(db, words, part),
    );
    return { ...this.#pageOf(rows, limit), days, counts };
  }

  /** What there is to choose from among the pictures of these workspace folders, or of all. */
  async facets(folders: PictureFilter['folders']): Promise<GalleryFacets> {
    return this.#database.read((db) => facetsIn(db, { folders }));
  }

  /** Removes a picture from the history; its file stays. */
  async remove(id: string): Promise<void> {
    await this.#database.write((db) => void db.prepare('DELETE FROM picture WHERE id = ?').run(id));
    this.#onChange();
  }

  /** `rows`: one more than the page has, where there is one. */
  #pageOf(rows: readonly Record<string, SQLOutputValue>[], limit: number): HistoryPage {
    const page = rows.slice(0, limit);
    return { entries: this.#readable(page), next: rows.length > limit ? cursorAfter(page.at(-1)) : undefined };
  }

  #rows(which: string, values: Record<string, SQLInputValue>): Promise<Record<string, SQLOutputValue>[]> {
    return this.#database.read((db) => rowsOf(db, `SELECT * FROM picture ${which}`, values));
  }

  #readable(rows: readonly unknown[]): HistoryEntry[] {
    return readRows(rows, toHistoryEntry, (cause) => this.#onFact({ what: 'unreadableRow', table: 'picture', cause }));
  }
}

function valuesOf(picture: PictureRecord, uri: string): Record<string, SQLInputValue> {
  const { costUsd, placeholder, attempts, refs = [], attempt, parent, caller, workspace, style, priceKind } = picture;
  const { id, job, prompt, model, modelId, route, size, ratio, width, height, mime, sha256, createdAt } = picture;
  const known = { attempt, parent, caller, workspace, style, priceKind };
  return {
    ...{ id, job, prompt, model, modelId, route, size, ratio, width, height, mime, sha256, createdAt, uri },
    ...Object.fromEntries(Object.entries(known).map(([name, value]) => [name, value ?? null])),
    promptLower: prompt.toLowerCase(),
    cost: toNano(costUsd),
    placeholder: placeholder ? 1 : 0,
    attempts: JSON.stringify(attempts),
    refs: JSON.stringify(refs),
  };
}

function keyOf(cursor: string | undefined): ReturnType<typeof pageKeyOf> {
  const key = cursor === undefined ? undefined : pageKeyOf(cursor);
  if (cursor !== undefined && !key) throw new RangeError('This is no cursor');
  return key;
}

/** Also behind a row that cannot be read otherwise. */
function cursorAfter(row: Record<string, unknown> | undefined): string | undefined {
  const [at, id] = [row?.['created_at'], row?.['id']];
  return typeof at === 'bigint' && typeof id === 'string' ? cursorOf({ at, id }) : undefined;
}
