import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { loadSqlite } from '../../../src/store/database/sqlite';
import { startEmulator } from '../../emulator/emulator';
import { removeFolder, temporaryFolder } from '../../../scripts/project';
import type { DoorRun, Means } from './door';
import { doorWith } from './door';

/** What one picture costs on the route. */
const pictureUsd = 0.055;

interface LimitRun {
  /** Pictures that fit in the limit. */
  readonly most: number;
  readonly processes: number;
  readonly jobsEach: number;
  /** So many of the processes are killed at random moments, and others go on in their place. */
  readonly kills?: number;
}

/** How processes that share a ledger got on with one limit. Sums are in whole billionths of a dollar. */
export interface LimitResult {
  /** Pictures that the service charged for, delivered or not. */
  readonly charged: number;
  readonly ok: number;
  /** How the others ended. */
  readonly failures: readonly string[];
  /** What the ledger has at the end: what was charged, and what may have been. */
  readonly known: number;
  readonly unknown: number;
  readonly limit: number;
  /** The rows that may have been charged or were. */
  readonly paidRows: number;
}

/** Lets several processes spend at once under a limit that is too small for them, on a route with a price per picture. */
export async function runUnderLimit({ most, processes, jobsEach, kills = 0 }: LimitRun): Promise<LimitResult> {
  const folder = temporaryFolder();
  const relay = await startEmulator({ kind: 'relay', keys: ['test'], latencyMs: kills > 0 ? 100 : 0 });
  const db = path.join(folder, 'ledger', 'dualtrack.db');
  const limitUsd = String(Number((most * pictureUsd).toFixed(6)));
  const limits = ['--db', db, '--daily-limit', limitUsd, '--monthly-limit', limitUsd];
  const args = [...limits, '--prompt', 'a fox', '--count', String(jobsEach), '--concurrency', '6'];
  const routes = [{ id: 'apiyi', preset: 'apiyi', baseUrl: relay.url, key: 'test' }];
  const run = (name: string, means: Means = {}): Promise<DoorRun> => {
    const own = path.join(folder, name);
    fs.mkdirSync(own);
    return doorWith(means, own, routes, ...args);
  };
  try {
    const one = async (n: number): Promise<DoorRun[]> => {
      const killed =
        n < kills ? [await run(`${n} killed`, { patienceMs: 400 + Math.round(Math.random() * 1_200) })] : [];
      return [...killed, await run(String(n))];
    };
    const runs = (await Promise.all(Array.from({ length: processes }, (_, n) => one(n)))).flat();
    if (kills > 0) runs.push(await run('which finds what the killed have left'));
    const lines = runs.flatMap((each) => each.lines);
    const { DatabaseSync: Opened } = loadSqlite();
    const ledger = new Opened(db);
    try {
      return {
        charged: relay.paidCount(),
        ok: lines.filter(({ ok }) => ok).length,
        failures: [...new Set(lines.flatMap(({ failure }) => failure ?? []))],
        known: sum(ledger, `charge = 'billed'`),
        unknown: sum(ledger, `charge = 'unknown' OR state <> 'finished'`),
        limit: Math.round(most * pictureUsd * 1e9),
        paidRows: Number(ledger.prepare(`SELECT count(*) AS n FROM attempt WHERE charge <> 'none'`).get()?.['n']),
      };
    } finally {
      ledger.close();
    }
  } finally {
    await relay.close();
    removeFolder(folder);
  }
}

function sum(db: DatabaseSync, where: string): number {
  const cost = `CASE state WHEN 'started' THEN estimate_nano_usd ELSE coalesce(cost_nano_usd, estimate_nano_usd) END`;
  return Number(db.prepare(`SELECT coalesce(sum(${cost}), 0) AS n FROM attempt WHERE ${where}`).get()?.['n']);
}
