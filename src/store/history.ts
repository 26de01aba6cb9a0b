import type { Database } from './database';
import type { HistoryEntry } from './historyEntry';
import { toHistoryEntry } from './historyEntry';
import { toNano } from './nanoUsd';
import { readable, rowsOf } from './rows';
import type { OnStoreFact } from './storeFact';

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

  async add({ costUsd, placeholder, attempts, ...same }: HistoryEntry): Promise<void> {
    const values = {
      ...same,
      cost: toNano(costUsd),
      placeholder: placeholder ? 1 : 0,
      attempts: JSON.stringify(attempts),
    };
    await this.#database.write((db) => {
      db.prepare(
        `INSERT INTO picture (id, job, uri, prompt, model, model_id, route, size, ratio, width, height, mime, sha256,
           cost_nano_usd, created_at, placeholder, attempts)
         VALUES (:id, :job, :uri, :prompt, :model, :modelId, :route, :size, :ratio, :width, :height, :mime, :sha256,
           :cost, :createdAt, :placeholder, :attempts)`,
      ).run(values);
    });
  }

  /** The newest first. */
  async recent(limit: number): Promise<HistoryEntry[]> {
    const newest = 'SELECT * FROM picture ORDER BY created_at DESC, id LIMIT :limit';
    const rows = await this.#database.read((db) => rowsOf(db, newest, { limit }));
    return readable(rows, toHistoryEntry, (cause) => this.#onFact({ what: 'unreadableRow', table: 'picture', cause }));
  }

  /** For a picture that has moved. False: it is not in the history. */
  setUri(id: string, uri: string): Promise<boolean> {
    return this.#database.write(
      (db) => Number(db.prepare('UPDATE picture SET uri = ? WHERE id = ?').run(uri, id).changes) === 1,
    );
  }

  /** Forgets a picture; its file stays. */
  async remove(id: string): Promise<void> {
    await this.#database.write((db) => void db.prepare('DELETE FROM picture WHERE id = ?').run(id));
  }
}
