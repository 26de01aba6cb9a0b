/** Why there is no database. The sentence for people is made from `reason`. */
export class StoreError extends Error {
  /**
   * `noSqlite`: this Node has no `node:sqlite`. `newerVersion`: a later Dualtrack wrote the file, which is left as it
   * is. `busy`: another process keeps it locked.
   */
  readonly reason: 'noSqlite' | 'newerVersion' | 'busy';

  constructor(reason: StoreError['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.reason = reason;
  }
}
