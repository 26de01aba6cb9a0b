import path from 'node:path';
import { stackOf } from '../core/words/wordsOf';
import { parseCommand } from './generate/command';
import { runJobs } from './generate/jobs';
import { keepConsoleOffStdout, tell } from './print';
import { UsageError } from './usageError';

/** `npm run generate`: the core without VS Code. One JSON line for each job on stdout, and nothing else. */
async function main(): Promise<number> {
  keepConsoleOffStdout();
  try {
    const command = await parseCommand(process.argv.slice(2));
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    const workers = path.join(__dirname, '../../dist/workers');
    return (await runJobs(command, workers, stop.signal)) ? 0 : 1;
  } catch (error) {
    tell(error instanceof UsageError ? error.message : stackOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

void main().then((code) => (process.exitCode = code));
