import type { DatabaseSync } from 'node:sqlite';
import { isBusy, loadSqlite } from './sqlite';

/**
 * A lock between processes that the operating system itself gives back when its holder dies, however it dies: SQLite's
 * lock on an empty database file. No process id that can be used again, no heartbeat that a sleeping laptop misses.
 */
export class FileLock {
  readonly #connection: DatabaseSync;

  private constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  /**
   * Undefined: somebody else still has it after `waitMs`, which hold this process up. Makes the file; throws where that cannot
   * be done.
   */
  static take(file: string, waitMs: number): FileLock | undefined {
    const { DatabaseSync } = loadSqlite();
    const connection = new DatabaseSync(file);
    try {
      connection.exec(`PRAGMA busy_timeout = ${waitMs}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`);
      return new FileLock(connection);
    } catch (error) {
      connection.close();
      if (isBusy(error)) return undefined;
      throw error;
    }
  }

  /** Whether some process has it. Askers do not get in each other's way. Throws where the file cannot be read. */
  static isHeld(file: string): boolean {
    const { DatabaseSync } = loadSqlite();
    const connection = new DatabaseSync(file, { readOnly: true });
    try {
      connection.exec('SELECT count(*) FROM sqlite_master');
      return false;
    } catch (error) {
      if (isBusy(error)) return true;
      throw error;
    } finally {
      connection.close();
    }
  }

  /** The file stays. */
  release(): void {
    this.#connection.close();
  }
}
