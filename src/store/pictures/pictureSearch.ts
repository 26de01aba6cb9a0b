import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { pageKeyOf } from '../../core/pictures/pageCursor';
import type { Database } from '../database/database';
import { rowsOf } from '../database/rows';

type Row = Record<string, SQLOutputValue>;
type PageKey = ReturnType<typeof pageKeyOf>;

/** The index has pieces of three characters, so that shorter words are not in it. */
const shortestIndexed = 3;
/** More than anybody types. */
const mostCharacters = 1_000;
/** Words that fewer prompts have are looked up in the index. */
const mostRare = 500;
/** So many prompts are put into the index at a time, in some ten milliseconds. */
const atOnce = 200;

/**
 * `picture_words`: pieces of prompts, without the prompts; `picture_indexed`: whose they are. They are no part of the database's
 * version, and nothing but a search depends on them: they are made by the first one, brought up to date by the next ones, and not
 * there where SQLite has no FTS5.
 */
const makeIndex = `CREATE TABLE IF NOT EXISTS picture_indexed (n INTEGER PRIMARY KEY, picture TEXT NOT NULL UNIQUE) STRICT;
  CREATE VIRTUAL TABLE IF NOT EXISTS picture_words
    USING fts5(prompt, content = '', contentless_delete = 1, tokenize = 'trigram', detail = full);`;
/** Forgets all pieces of prompts; the next search begins a new index. */
export const dropIndex = 'DROP TABLE IF EXISTS picture_words; DROP TABLE IF EXISTS picture_indexed;';

const isMatch =
  'id IN (SELECT picture FROM picture_indexed WHERE n IN (SELECT rowid FROM picture_words WHERE picture_words MATCH :match))';

const notIndexed = 'FROM picture WHERE NOT EXISTS (SELECT 1 FROM picture_indexed WHERE picture = picture.id)';

/** Part of a WHERE over the table `picture`, with the values of its names. */
export interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, SQLInputValue>>;
}

/** Not what SQLite throws: a database whose index is damaged is not damaged itself, and must not be set aside. */
class NoIndexError extends Error {}

/** Finds pictures by the words of their prompts. */
export class PictureSearch {
  readonly #database: Database;
  #indexing: Promise<void> | undefined;
  #canIndex = true;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * The rows of the pictures whose prompts have all of these words, the newest first: those behind `key`, at most so many. Rejects as
   * `Database.read` does.
   */
  rows(text: string, key: PageKey, limit: number): Promise<Row[]> {
    return this.with(text, (db, words) => select(db, words, key, limit));
  }

  /** Lets `use` read with the condition that prompts have all of these words. Rejects as `Database.read` does. */
  async with<T extends object>(text: string, use: (db: DatabaseSync, words: Condition) => T): Promise<T> {
    const words = wordsOf(text);
    const found = this.#canIndex && words.some(isIndexed) ? await this.#indexed(words, use) : undefined;
    return found ?? this.#database.read((db) => use(db, conditionOf(words)));
  }

  /** Resolves when all prompts are in the index, or cannot be. */
  async indexed(): Promise<void> {
    await this.#indexing;
  }

  /** Undefined: the index cannot be used, or does not have all prompts yet. Many are put into it while nobody waits for them. */
  async #indexed<T>(words: readonly string[], use: (db: DatabaseSync, words: Condition) => T): Promise<T | undefined> {
    const find = (): Promise<T | undefined> =>
      this.#database.read((db) => {
        try {
          const [left] = rowsOf(db, `SELECT 1 ${notIndexed} LIMIT 1`);
          return left ? undefined : use(db, conditionOf(words, rareMatchOf(db, words)));
        } catch {
          return undefined; // it is not there, or of no use: what is wrong with it is no fault of the database
        }
      });
    const found = await find();
    if (found) return found;
    this.#indexing ??= this.#index().finally(() => (this.#indexing = undefined));
    return undefined;
  }

  async #index(): Promise<void> {
    try {
      let left = true;
      while (left) left = await this.#database.write((db) => indexSome(db), 0);
    } catch (error) {
      // until the next start the prompts are looked at one by one; where another process has the lock, until the next search
      if (error instanceof NoIndexError) this.#canIndex = false;
    }
  }
}

/** Lower-cased words; without any, all prompts have them. */
function wordsOf(text: string): string[] {
  const words = text
    .slice(0, mostCharacters)
    .toLowerCase()
    .split(/[\s\0]+/);
  return [...new Set(words.filter(Boolean))];
}

function isIndexed(word: string): boolean {
  return [...word].length >= shortestIndexed;
}

/** Each word as a text in quotes, in which nothing is an operator. */
function matchOf(words: readonly string[]): string {
  return words
    .filter(isIndexed)
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(' AND ');
}

/** Undefined: so many prompts have the words that it is faster to look at the newest one by one until there are enough. */
function rareMatchOf(db: DatabaseSync, words: readonly string[]): string | undefined {
  const match = matchOf(words);
  const some = 'SELECT rowid FROM picture_words WHERE picture_words MATCH :match LIMIT :most';
  return rowsOf(db, some, { match, most: mostRare }).length < mostRare ? match : undefined;
}

/** `match`: what the index is asked. Its answer is looked at again, as all prompts are where it is not asked. */
function conditionOf(words: readonly string[], match?: string): Condition {
  const values: Record<string, SQLInputValue> = match === undefined ? {} : { match };
  const conditions = words.map((word, index) => {
    values[`word${index}`] = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return `prompt_lower LIKE :word${index} ESCAPE '\\'`;
  });
  if (match !== undefined) conditions.push(isMatch);
  return { sql: conditions.join(' AND ') || 'true', values };
}

function select(db: DatabaseSync, { sql, values }: Condition, key: PageKey, limit: number): Row[] {
  const where = key ? `${sql} AND (created_at, id) < (:at, :id)` : sql;
  const newest = `SELECT * FROM picture WHERE ${where} ORDER BY created_at DESC, id DESC LIMIT :limit`;
  return rowsOf(db, newest, { ...values, ...key, limit });
}

/** Takes out of the index what is gone, and puts in some of what has come; whether there is more. Anew, where it is damaged. */
function indexSome(db: DatabaseSync): boolean {
  db.exec('SAVEPOINT words');
  try {
    const isMore = fill(db);
    db.exec('RELEASE words');
    return isMore;
  } catch {
    try {
      db.exec(`ROLLBACK TO words; RELEASE words; ${dropIndex}`);
      return fill(db);
    } catch (cause) {
      throw new NoIndexError('The prompts cannot be indexed', { cause });
    }
  }
}

function fill(db: DatabaseSync): boolean {
  db.exec(makeIndex);
  db.exec(`DELETE FROM picture_words WHERE rowid IN (
      SELECT n FROM picture_indexed WHERE NOT EXISTS (SELECT 1 FROM picture WHERE id = picture_indexed.picture));
    DELETE FROM picture_indexed WHERE NOT EXISTS (SELECT 1 FROM picture WHERE id = picture_indexed.picture);`);
  const found = db.prepare(`SELECT id, prompt_lower AS prompt ${notIndexed} LIMIT ?`).all(atOnce);
  const note = db.prepare('INSERT INTO picture_indexed (picture) VALUES (?)');
  const add = db.prepare('INSERT INTO picture_words (rowid, prompt) VALUES (?, ?)');
  for (const { id = null, prompt = null } of found) add.run(note.run(id).lastInsertRowid, prompt);
  return found.length === atOnce;
}
