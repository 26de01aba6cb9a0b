import { StoreError } from '../storeError';

/**
 * `node:sqlite`, loaded on first use: it is not in every host, and some versions of Node warn (on stderr) when it is
 * loaded. Throws `StoreError`.
 */
export function loadSqlite(): typeof import('node:sqlite') {
  let sqlite: typeof import('node:sqlite') | undefined;
  let cause: unknown;
  try {
    sqlite = process.getBuiltinModule('node:sqlite');
  } catch (error) {
    cause = error; // an Electron that was built without it
  }
  if (sqlite) return sqlite;
  throw new StoreError('noSqlite', `Node ${process.versions.node} of this host has no node:sqlite`, { cause });
}

/** SQLite's primary result codes, https://sqlite.org/rescode.html */
const codes = {
  error: 1,
  perm: 3,
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};

export function isBusy(error: unknown): boolean {
  return codeOf(error) === codes.busy || (error instanceof StoreError && error.reason === 'busy');
}

export function isCorrupt(error: unknown): boolean {
  const code = codeOf(error);
  return code === codes.corrupt || code === codes.notADatabase;
}

/** Whether a statement does not fit the tables that it is for. */
export function isSchemaMismatch(error: unknown): boolean {
  return codeOf(error) === codes.error;
}

/** Whether the same may go well a moment later: another process has the lock, or the disk is full. */
export function isPassing(error: unknown): boolean {
  return isBusy(error) || isUnwritable(error);
}

/** Whether the place cannot be written to, said by SQLite or by the file system. */
export function isUnwritable(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined)
    return [codes.perm, codes.readOnly, codes.ioError, codes.full, codes.cannotOpen].includes(code);
  return error instanceof Error && 'syscall' in error;
}

/** The low byte: the rest tells variants of one error apart. */
function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}
