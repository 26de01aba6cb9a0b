import type { Database } from './database';
import type { HistoryEntry } from './historyEntry';
import { toHistoryEntry } from './historyEntry';
import { toNano } from './nanoUsd';

/**
 * The pictures that were made, with the user's own words: they stay on this machine. Throws `StoreError` and what SQLite
 * throws.
 */
export class History {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add({ costUsd, placeholder, attempts, ...same }: HistoryEntry): void {
    const values = {
      ...same,
      cost: toNano(costUsd),
      placeholder: placeholder ? 1 : 0,
      attempts: JSON.stringify(attempts),
    };
    this.#database.write((db) => {
      db.prepare(
        `INSERT INTO picture (id, job, uri, prompt, model, model_id, route, size, ratio, width, height, mime, sha256,
           cost_nano_usd, created_at, placeholder, attempts)
         VALUES (:id, :job, :uri, :prompt, :model, :modelId, :route, :size, :ratio, :width, :height, :mime, :sha256,
           :cost, :createdAt, :placeholder, :attempts)`,
      ).run(values);
    });
  }

  /** The newest first. */
  recent(limit: number): HistoryEntry[] {
    return this.#database.read((db) =>
      db.prepare('SELECT * FROM picture ORDER BY created_at DESC, id LIMIT ?').all(limit).map(toHistoryEntry),
    );
  }

  /** For a picture that has moved. False: it is not in the history. */
  setUri(id: string, uri: string): boolean {
    return this.#database.write(
      (db) => Number(db.prepare('UPDATE picture SET uri = ? WHERE id = ?').run(uri, id).changes) === 1,
    );
  }

  /** Forgets a picture; its file stays. */
  remove(id: string): void {
    this.#database.write((db) => void db.prepare('DELETE FROM picture WHERE id = ?').run(id));
  }
}
