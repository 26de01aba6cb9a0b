import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { copyRows } from '../copyRows';
import { migrate, tables } from '../migrations';
import { repair } from '../repair';
import type { Salvaged } from './salvage';
import { salvage } from './salvage';
import { isBusy, loadSqlite } from '../sqlite';
import { asideOf, copyOf, makingOf, rebuiltOf } from './places';

export interface Rebuilt {
  /** Where the damaged file is now. */
  readonly movedTo: string;
  /** How many rows the new database has. */
  readonly kept: number;
  /** How many rows it does not have; undefined where nobody can know. */
  readonly lost: number | undefined;
}

/**
 * Puts a new database in the place of a damaged one: with every row that can be read, and those of the copy where some cannot. The
 * damaged one is set aside. A process that dies on the way loses nothing. To be called by one process at a time. Throws what SQLite and the
 * file system throw.
 */
export function rebuild(file: string): Rebuilt {
  const alone = writeLock(file); // what another process wrote meanwhile would be in the damaged one only
  try {
    const { kept, lost } = make(file, salvage(file));
    renameSync(makingOf(file), rebuiltOf(file));
    if (process.platform === 'win32') alone?.close(); // which moves no file that is open
    const movedTo = moveAside(file);
    renameSync(rebuiltOf(file), file);
    return { movedTo, kept, lost };
  } finally {
    if (alone?.isOpen) alone.close();
  }
}

/** Keeps others from writing, as far as the file lets itself be locked. Throws where another process is in the way. */
function writeLock(file: string): DatabaseSync | undefined {
  const { DatabaseSync } = loadSqlite();
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    db.exec('BEGIN IMMEDIATE');
    return db;
  } catch (error) {
    db?.close();
    if (isBusy(error)) throw error;
    return undefined;
  }
}

/**
 * Where the database is gone or empty: puts its copy in its place, or one that was about to take it. False: there is none. As
 * `rebuild`.
 */
export function restore(file: string): boolean {
  const isThere = existsSync(file);
  if (isThere && statSync(file).size > 0) return false;
  if (isThere || !existsSync(rebuiltOf(file))) {
    if (!existsSync(copyOf(file))) return false;
    if (make(file, undefined).kept === 0) {
      rmSync(makingOf(file));
      return false;
    }
    renameSync(makingOf(file), rebuiltOf(file));
  }
  if (isThere || existsSync(`${file}-wal`)) moveAside(file); // a -wal of another file would spoil this one
  renameSync(rebuiltOf(file), file);
  return true;
}

function make(file: string, salvaged: Salvaged | undefined): Pick<Rebuilt, 'kept' | 'lost'> {
  const { DatabaseSync } = loadSqlite();
  const making = makingOf(file);
  for (const part of ['', '-journal']) rmSync(making + part, { force: true });
  const db = new DatabaseSync(making);
  try {
    migrate(db);
    fill(db, salvaged);
    if (lostIn(db, salvaged) !== 0) fill(db, salvage(copyOf(file)));
    repair(db);
    return { kept: tables.reduce((rows, table) => rows + count(db, table), 0), lost: lostIn(db, salvaged) };
  } finally {
    db.close();
  }
}

function fill(db: DatabaseSync, salvaged: Salvaged | undefined): void {
  if (salvaged) copyRows(salvaged.db, db, 'kept');
  salvaged?.db.close();
}

/** By table: what the copy has of one makes up for nothing that another has lost. */
function lostIn(db: DatabaseSync, salvaged: Salvaged | undefined): number | undefined {
  let lost = 0;
  for (const table of tables) {
    const rows = salvaged?.rows.get(table);
    if (rows === undefined) return undefined;
    lost += Math.max(0, rows - count(db, table));
  }
  return lost;
}

function count(db: DatabaseSync, table: string): number {
  return Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);
}

/** Together with the files that SQLite keeps beside it, so that a person or a tool can still rescue something. */
function moveAside(file: string): string {
  const movedTo = `${asideOf(file)}${new Date().toISOString().replace(/[:.]/g, '-')}`;
  for (const part of ['', '-wal', '-shm']) {
    if (existsSync(file + part)) renameSync(file + part, movedTo + part);
  }
  return movedTo;
}
