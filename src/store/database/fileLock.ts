import { truncateSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { isBusy, isCorrupt, loadSqlite } from './sqlite';

/**
 * A lock between processes that the operating system itself releases when its holder dies, however it dies: SQLite's lock on an
 * empty database file. Unlike a process id it is never taken for another one, and unlike a heartbeat it survives a sleeping laptop.
 */
export class FileLock {
  readonly #connection: DatabaseSync;

  private constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  /**
   * Undefined: another process still has it after `waitMs`, for which this process is blocked. Makes the file; throws where that
   * cannot be done.
   */
  static take(file: string, waitMs: number): FileLock | undefined {
    try {
      return FileLock.#take(file, waitMs);
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      truncateSync(file); // nothing belongs in it; as it stays the same file, a lock that somebody has on it holds
      return FileLock.#take(file, waitMs);
    }
  }

  static #take(file: string, waitMs: number): FileLock | undefined {
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

  /** Whether some process has it. Two that ask at once do not disturb each other. Throws where the file cannot be read. */
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
