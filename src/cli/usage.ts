import { parseArgs } from 'node:util';
import { usdJson } from '../core/money/decimal';
import { stackOf, wordsOf } from '../core/words/wordsOf';
import { NoDatabaseError, readOnly } from '../store/database/readOnly';
import { patienceMs } from '../store/database/patience';
import { isBusy } from '../store/database/sqlite';
import { usageOf } from '../store/ledger/usage';
import type { Usage } from '../store/ledger/usage';
import { StoreError } from '../store/storeError';
import { givenPath } from './generate/files';
import { keepConsoleOffStdout, printJson, tell } from './print';
import { UsageError } from './usageError';

const usage = 'Usage: npm run -s usage -- --db FILE';

/** `npm run usage`: what a ledger says, as one JSON object on stdout. Only looks at the database. */
function main(): number {
  keepConsoleOffStdout();
  try {
    printJson(answerOf(readLedger(givenFile(process.argv.slice(2)))));
    return 0;
  } catch (error) {
    tell(error instanceof UsageError ? error.message : stackOf(error));
    return error instanceof UsageError && !isBusy(error.cause) ? 2 : 1;
  }
}

function givenFile(args: readonly string[]): string {
  let db: string | undefined;
  try {
    ({ db } = parseArgs({ args: [...args], options: { db: { type: 'string' } } }).values);
  } catch (error) {
    throw new UsageError(`${oneLine(wordsOf(error))} ${usage}`);
  }
  if (db === undefined || db === '') throw new UsageError(`--db is missing. ${usage}`);
  return givenPath(db);
}

/** Throws `UsageError` for a file that cannot be read. */
function readLedger(file: string): Usage {
  try {
    return readOnly(file, usageOf, patienceMs);
  } catch (cause) {
    const words = cause instanceof NoDatabaseError || cause instanceof StoreError ? cause.message : wordsOf(cause);
    throw new UsageError(`--db ${oneLine(file)}: ${oneLine(words)}`, { cause });
  }
}

function answerOf({ known, unknown, unknownCount, reserved, attempts, pictures, byRoute }: Usage): unknown {
  return {
    ...{ knownUsd: usdJson(known), unknownUsd: usdJson(unknown), unknownCount, reservedUsd: usdJson(reserved) },
    ...{ attempts, pictures },
    byRoute: Object.fromEntries(
      [...byRoute].map(([route, of]) => [
        route,
        { knownUsd: usdJson(of.known), unknownUsd: usdJson(of.unknown), pictures: of.pictures },
      ]),
    ),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}

process.exitCode = main();
