import { mkdir, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { temporaryIn } from '../pictures/pictureFile';
import { csvHead, csvLines } from './csvText';
import type { ExportReader } from './exportReader';
import type { Exported, ExportedTable } from './exportedTables';
import { exportedTables } from './exportedTables';
import { jsonLines } from './jsonText';

export type ExportFormat = 'csv' | 'json';

/** A file that was written. */
export interface ExportFile {
  readonly path: string;
  /** What it holds. */
  readonly of: ExportedTable['name'] | 'all';
}

interface ExportParts {
  readonly reader: ExportReader;
  readonly format: ExportFormat;
  /** Where the files are written: they get names of their own, and are the caller's to move or remove. */
  readonly folder: string;
  /** When it was asked for, in milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** Told how many rows have been written. */
  readonly onRows: (written: number) => void;
}

type Write = (text: string) => Promise<void>;

/**
 * Writes all attempts and pictures: as CSV a file for each table, as JSON one file. Where it is called off or fails, it leaves no
 * file and rejects.
 */
export async function writeExport(parts: ExportParts): Promise<readonly ExportFile[]> {
  const { format, folder } = parts;
  await mkdir(folder, { recursive: true });
  const written: ExportFile[] = [];
  const count = counter(parts);
  try {
    if (format === 'json') {
      written.push({ path: temporaryIn(folder), of: 'all' });
      await inFile(written, (write) => writeJson(parts, write, count));
    } else {
      for (const table of exportedTables) {
        written.push({ path: temporaryIn(folder), of: table.name });
        await inFile(written, (write) => writeCsv(parts, table, write, count));
      }
    }
    return written;
  } catch (error) {
    await Promise.all(written.map(({ path }) => rm(path, { force: true }).catch(() => undefined)));
    throw error;
  }
}

/** Throws where it was called off. */
function counter({ signal, onRows }: ExportParts): (rows: readonly Exported[]) => void {
  let written = 0;
  return (rows) => {
    signal.throwIfAborted();
    onRows((written += rows.length));
  };
}

async function inFile(files: readonly ExportFile[], fill: (write: Write) => Promise<void>): Promise<void> {
  // prompts are nobody else's
  const file: FileHandle = await open(files.at(-1)?.path ?? '', 'wx', 0o600);
  try {
    await fill(async (text) => void (await file.writeFile(text)));
    await file.datasync().catch(() => undefined); // some disks cannot
  } finally {
    await file.close();
  }
}

async function writeCsv(
  { reader }: ExportParts,
  table: ExportedTable,
  write: Write,
  count: (rows: readonly Exported[]) => void,
): Promise<void> {
  await write(csvHead(table));
  for await (const rows of reader.pages(table)) {
    await write(csvLines(rows));
    count(rows);
  }
}

async function writeJson(
  { reader, now }: ExportParts,
  write: Write,
  count: (rows: readonly Exported[]) => void,
): Promise<void> {
  await write(`{\n"exportedAt": ${JSON.stringify(new Date(now).toISOString())}`);
  for (const table of exportedTables) {
    await write(`,\n"${table.name}": [`);
    let between = '\n';
    for await (const rows of reader.pages(table)) {
      await write(between + jsonLines(table, rows));
      between = ',\n';
      count(rows);
    }
    await write('\n]');
  }
  await write('\n}\n');
}
