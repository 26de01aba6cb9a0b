import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { removeFolder, temporaryFolder } from '../../../scripts/project';
import { localDayOf } from '../../../src/core/money/localDay';
import { Database } from '../../../src/store/database/database';
import { migrate } from '../../../src/store/database/migrations';
import { rowsOf } from '../../../src/store/database/rows';
import { loadSqlite } from '../../../src/store/database/sqlite';
import { byDay } from '../../../src/store/ledger/byDay';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { median, rounded } from '../median';

/** Milliseconds, each a median of its rounds. */
export interface LedgerTimes {
  readonly attempts: number;
  readonly pictures: number;
  /** From nothing to the first page of pictures. */
  readonly openMs: number;
  /** The newest pictures with a word that few prompts have. */
  readonly searchMs: number;
  /** What was spent each day of a year on each route. */
  readonly yearByDayMs: number;
  /** An attempt is on the disk. */
  readonly insertMs: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const routes = ['google-ai-studio', 'apiyi', 'openrouter', 'vertex-ai'];
const words = [
  'a red fox',
  'in the snow',
  'at night',
  'as a pixel icon',
  'with a lantern',
  'in watercolour',
  'from above',
];
const rare = 'zeppelin';
const pageLength = 50;

/** A ledger of a year, on the disk. `attempts`: every tenth has its picture kept. */
export async function ledger(attempts: number, rounds: number): Promise<LedgerTimes> {
  const folder = temporaryFolder();
  const file = path.join(folder, 'dualtrack.db');
  try {
    const pictures = fill(file, attempts);
    const openMs = await timed(rounds, async () => {
      const store = open(file);
      await store.history.page(undefined, pageLength);
      return () => store.close();
    });
    const database = new Database(file, fail);
    await database.read(() => undefined);
    const searchMs = await timed(rounds, () => database.read((db) => void search(db)));
    const today = localDayOf(Date.now());
    const from = localDayOf(Date.now() - 365 * dayMs);
    const yearByDayMs = await timed(rounds, () => database.read((db) => void byDay(db, { from, to: today })));
    database.close();
    return { attempts, pictures, openMs, searchMs, yearByDayMs, insertMs: await insertTime(file, rounds) };
  } finally {
    removeFolder(folder);
  }
}

/** Gives the pictures that it has. */
function fill(file: string, attempts: number): number {
  const { DatabaseSync } = loadSqlite();
  const db = new DatabaseSync(file);
  migrate(db);
  db.exec('PRAGMA journal_mode = WAL; BEGIN');
  const attempt = db.prepare(
    `INSERT INTO attempt (id, job, owner, route, model, model_id, size, estimate_nano_usd, state, charge, cost_nano_usd, failure,
       started_at, ended_at, local_day, tells_sending)
     VALUES (?, ?, '0123456789abcdef', ?, 'nano-banana-2', 'gemini-3-image-preview', '1K', 67000000, 'finished', ?, ?, ?, ?, ?, ?, 1)`,
  );
  const picture = db.prepare(
    `INSERT INTO picture (id, job, attempt, uri, prompt, model, model_id, route, size, ratio, width, height, mime, sha256,
       cost_nano_usd, created_at, placeholder, attempts, prompt_lower)
     VALUES (?, ?, ?, ?, ?, 'nano-banana-2', 'gemini-3-image-preview', ?, '1K', '1:1', 1024, 1024, 'image/png', ?, 40000000, ?, 0, ?, ?)`,
  );
  const begin = Date.now() - 365 * dayMs;
  let pictures = 0;
  for (let n = 0; n < attempts; n += 1) {
    const at = Math.round(begin + (n / attempts) * 365 * dayMs);
    const route = routes[n % routes.length] ?? '';
    const [charge, cost] = n % 20 === 0 ? ['unknown', 67_000_000] : n % 3 === 0 ? ['none', 0] : ['billed', 40_000_000];
    const id = idOf(n);
    attempt.run(
      id,
      `job-${n}`,
      route,
      charge,
      cost,
      charge === 'billed' ? null : 'overloaded',
      at,
      at + 9_000,
      localDayOf(at),
    );
    if (n % 10 !== 1) continue;
    pictures += 1;
    const prompt = promptOf(n);
    const way = JSON.stringify([{ route, modelId: 'gemini-3-image-preview', charge: 'billed', ms: 9_000 }]);
    const uri = `file:///home/user/project/assets/picture-${n}.png`;
    picture.run(id, `job-${n}`, id, uri, prompt, route, id.padEnd(64, 'f'), at, way, prompt.toLowerCase());
  }
  db.exec('COMMIT');
  db.close();
  return pictures;
}

/** As spread as those of real rows. */
function idOf(n: number): string {
  return ((n * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0') + String(n).padStart(28, '0');
}

function promptOf(n: number): string {
  const some = Array.from({ length: 24 }, (_, at) => words[(n * (at + 3)) % words.length]);
  return [...(n % 2_000 === 1 ? [rare] : []), ...some, String(n)].join(', ');
}

/** As the panel searches. */
function search(db: DatabaseSync): unknown[] {
  const sql = `SELECT * FROM picture WHERE prompt_lower LIKE :like ORDER BY created_at DESC, id DESC LIMIT :limit`;
  return rowsOf(db, sql, { like: `%${rare}%`, limit: pageLength });
}

async function insertTime(file: string, rounds: number): Promise<number> {
  const store = open(file);
  const attempt = { job: 'j', route: 'apiyi', model: 'nano-banana-2', modelId: 'i', size: '1K', estimateUsd: 0.067 };
  let n = 0;
  const insert = (): Promise<void> =>
    store.ledger.reserve({ ...attempt, id: `new-${(n += 1)}`, startedAt: Date.now() });
  await insert(); // the first one also makes this process visible to others
  const ms = await timed(rounds * 10, insert);
  await store.close();
  return ms;
}

function open(file: string): Store {
  return createStore(file, fail);
}

function fail(fact: { readonly what: string }): never {
  throw new Error(`the bench's ledger says: ${fact.what}`);
}

/** What a run resolves to is done after it, and not measured. */
async function timed(rounds: number, run: () => Promise<void | (() => Promise<void>)>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    const after = await run();
    times.push(performance.now() - begin);
    await after?.();
  }
  return rounded(median(times));
}
