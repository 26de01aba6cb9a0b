import { copyFileSync, rmSync } from 'node:fs';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { localDayOf } from '../../../../src/core/money/localDay';
import { migrate, migrations } from '../../../../src/store/database/migrations';
import { loadSqlite } from '../../../../src/store/database/sqlite';

type Values = Record<string, SQLInputValue>;

const hourMs = 60 * 60 * 1000;
/** A moment for each attempt: half a year with a change of the clock in it, and one row of the far past. */
const times = [1_000, 1_741_000_000_000, 1_741_000_000_000 + 30 * hourMs, 1_756_000_000_000, 1_756_000_000_001];

/** What the ledger of every version has of its attempts. */
export const expected = {
  times,
  spent: { knownUsd: 0.08, unknownCount: 2, unknownUsd: 0.067 + 0.134, unpricedCount: 0 },
  prompts: ['ÉIN FUCHS im Schnee', '一只狐狸'],
};

/**
 * Makes a file as the Dualtrack of this version left it, with rows as its code wrote them. `end`: `closed` as when a window closes,
 * `killed` with everything still in the `-wal`.
 */
export function writeOldFile(file: string, version: number, end: 'closed' | 'killed'): void {
  const { DatabaseSync } = loadSqlite();
  const making = `${file}-fixture`;
  const db = new DatabaseSync(making);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0');
  migrate(db, migrations.slice(0, version));
  addRows(db, version);
  if (end === 'killed') for (const part of ['', '-wal']) copyFileSync(making + part, file + part);
  db.close();
  if (end === 'closed') copyFileSync(making, file);
  rmSync(making);
}

function addRows(db: DatabaseSync, version: number): void {
  const [free, billed, other, lost, open] = ['free', 'billed', 'other', 'lost', 'open'] as const;
  const ends: readonly Values[] = [
    { id: free, state: 'finished', charge: 'none', cost_nano_usd: 0, failure: 'overloaded', status: 503 },
    { id: billed, state: 'finished', charge: 'billed', cost_nano_usd: 40_000_000, request_id: 'req-1' },
    { id: other, state: 'finished', charge: 'billed', cost_nano_usd: 40_000_000 },
    { id: lost, state: 'finished', charge: 'unknown', cost_nano_usd: 67_000_000, failure: 'timeout' },
    { id: open, state: 'sent', charge: 'unknown', cost_nano_usd: 134_000_000, estimate_nano_usd: 134_000_000 },
  ];
  ends.forEach((end, n) => insert(db, 'attempt', attemptOf(version, { job: `job-${n}`, ...end }, times[n] ?? 0)));
  if (version >= 2) {
    insert(db, 'picture', pictureOf(version, 'job-1', expected.prompts[0] ?? '', { attempt: billed, created_at: 1 }));
    insert(db, 'picture', pictureOf(version, 'job-2', expected.prompts[1] ?? '', { attempt: other, created_at: 2 }));
  }
  if (version >= 6) {
    const wish = JSON.stringify({ prompt: 'a fox', options: {}, references: [], destination: { kind: 'saveAs' } });
    insert(db, 'job', { id: 'job-4', owner: 'dead', folder: null, wish, state: 'running', began_at: 1_000 });
  }
  if (version >= 9) {
    insert(db, 'credit', { route: 'apiyi', nano_usd: 5_000_000_000, entered_at: 1_000 });
    insert(db, 'told', { what: 'limit', day: '2026-11-29' });
  }
}

/** From version 3 an attempt says that its code marks what is sent; from version 7 whose it is, and its day. */
function attemptOf(version: number, row: Values, at: number): Values {
  return {
    ...{ owner: 'dead', route: 'studio', model: 'nano-banana-2', model_id: 'an-image-model', size: '1K' },
    ...{ estimate_nano_usd: 67_000_000, started_at: at, ended_at: row['state'] === 'finished' ? at + 1 : null },
    ...(version >= 3 ? { tells_sending: 1 } : {}),
    ...(version >= 7 ? { local_day: localDayOf(at), caller: 'person' } : {}),
    ...row,
  };
}

/** From version 4 a picture names its attempt; from version 8 its prompt can be searched. */
function pictureOf(version: number, job: string, prompt: string, { attempt = null, ...row }: Values): Values {
  return {
    ...{ id: job, job, uri: `file:///${job}.png`, prompt, model: 'nano-banana-2', model_id: 'an-image-model' },
    ...{ route: 'studio', size: '1K', ratio: '1:1', width: 1, height: 1, mime: 'image/png', sha256: job },
    ...{ cost_nano_usd: 40_000_000, placeholder: 0 },
    attempts: '[{"route":"studio","modelId":"an-image-model","charge":"billed","ms":1}]',
    ...(version >= 4 ? { attempt } : {}),
    ...(version >= 8 ? { prompt_lower: prompt.toLowerCase() } : {}),
    ...row,
  };
}

function insert(db: DatabaseSync, table: string, row: Values): void {
  const names = Object.keys(row);
  db.prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map((name) => `:${name}`).join()})`).run(row);
}
