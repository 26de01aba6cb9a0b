import { parseArgs } from 'node:util';
import type { Limits } from '../../core/money/limits';
import type { Route } from '../../core/services/route';
import { areSet, mostLimitUsd, routeLimitsOf } from '../../core/money/limits';
import type { AspectRatio, ImageSize, Reference } from '../../core/pictures/image';
import { aspectRatios, imageSizes } from '../../core/pictures/image';
import type { Catalogue } from '../../core/services/models';
import { findModel } from '../../core/services/models';
import type { RoutesFile } from './files';
import { UsageError } from '../usageError';
import { givenPath, readModels, readReferences, readRoutes } from './files';
import { wordsOf } from '../../core/words/wordsOf';

export interface Command extends RoutesFile {
  readonly catalogue: Catalogue;
  readonly references: readonly Reference[];
  readonly prompt: string;
  readonly outDir: string;
  readonly model: string;
  readonly size: ImageSize;
  readonly ratio: AspectRatio;
  readonly count: number;
  readonly concurrency: number;
  readonly afterUncertainCharge: 'stop' | 'switch';
  readonly timeBudgetMs: number;
  /** The database for ledger, history and inbox; left out: nothing is recorded. */
  readonly db: string | undefined;
  readonly limits: Limits;
}

const usage =
  'Usage: npm run -s generate -- --routes routes.json --prompt "..." --out DIR [--model M] [--size 1K] [--ratio 16:9]' +
  ' [--reference FILE]... [--models FILE] [--count N] [--concurrency N] [--after-uncertain stop|switch] [--time-budget SECONDS]' +
  ' [--db FILE [--daily-limit USD] [--monthly-limit USD]]';

/** Reads and checks the command line and the files that it names. Throws `UsageError`. */
export async function parseCommand(args: readonly string[]): Promise<Command> {
  const values = read(args);
  const { prompt, out } = values;
  if (prompt === undefined) throw new UsageError(`--prompt is missing.\n${usage}`);
  if (out === undefined) throw new UsageError(`--out is missing.\n${usage}`);
  const catalogue = await readModels(values.models);
  const model = findModel(values.model, catalogue);
  if (!model)
    throw new UsageError(`--model: there is no "${values.model}". There are: ${list(catalogue.map((m) => m.id))}`);
  const file = await readRoutes(values.routes);
  return {
    ...file,
    catalogue,
    references: await readReferences(values.reference),
    prompt,
    outDir: givenPath(out),
    model: model.id,
    size: choice('--size', values.size, imageSizes),
    ratio: choice('--ratio', values.ratio, aspectRatios),
    count: whole('--count', values.count, 10_000),
    concurrency: whole('--concurrency', values.concurrency, 256),
    afterUncertainCharge: choice('--after-uncertain', values['after-uncertain'], ['stop', 'switch'] as const),
    timeBudgetMs: seconds('--time-budget', values['time-budget']) * 1000,
    db: values.db === undefined ? undefined : givenPath(values.db),
    limits: limits(values['daily-limit'], values['monthly-limit'], file.routes, values.db),
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        routes: { type: 'string' },
        prompt: { type: 'string' },
        out: { type: 'string' },
        model: { type: 'string', default: 'nano-banana-2' },
        size: { type: 'string', default: '1K' },
        ratio: { type: 'string', default: '1:1' },
        count: { type: 'string', default: '1' },
        concurrency: { type: 'string', default: '4' },
        'after-uncertain': { type: 'string', default: 'stop' },
        db: { type: 'string' },
        models: { type: 'string' },
        reference: { type: 'string', multiple: true, default: [] },
        'daily-limit': { type: 'string' },
        'monthly-limit': { type: 'string' },
        'time-budget': { type: 'string', default: '180' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${wordsOf(error)}\n${usage}`);
  }
}

function choice<T extends string>(name: string, given: string, possible: readonly T[]): T {
  const found = possible.find((value) => value === given);
  if (found === undefined) throw new UsageError(`${name} "${given}" is none of ${list(possible)}`);
  return found;
}

function whole(name: string, given: string, most: number): number {
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new UsageError(`${name} takes a whole number from 1 to ${most}, not "${given}"`);
  }
  return number;
}

function seconds(name: string, given: string): number {
  const number = Number(given);
  if (given.trim() === '' || !Number.isFinite(number) || number < 0 || number > 86_400) {
    throw new UsageError(`${name} takes seconds from 0 to 86400, not "${given}"`);
  }
  return number;
}

/** What was spent stands in the ledger only, so a limit needs one. */
function limits(
  daily: string | undefined,
  monthly: string | undefined,
  routes: readonly Route[],
  db: string | undefined,
): Limits {
  const given = {
    dailyUsd: dollars('--daily-limit', daily),
    monthlyUsd: dollars('--monthly-limit', monthly),
    routeDailyUsd: routeLimitsOf(routes),
  };
  if (areSet(given) && db === undefined) {
    throw new UsageError(
      '--daily-limit, --monthly-limit and "dailyLimit" of a route need --db: what was spent is written there',
    );
  }
  return given;
}

function dollars(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const usd = Number(given);
  if (given.trim() === '' || !(usd >= 0 && usd <= mostLimitUsd)) {
    throw new UsageError(`${name} takes US dollars from 0 to ${mostLimitUsd}, not "${given}"`);
  }
  return usd;
}

function list(values: readonly string[]): string {
  return values.join(', ');
}
