import path from 'node:path';
import { parseCommand } from './generate/command';
import { runJobs } from './generate/jobs';
import { keepConsoleOffStdout } from './generate/stdout';
import { UsageError } from './generate/usageError';

/** The core without VS Code: one JSON line a job on stdout, and nothing else. */
async function main(): Promise<number> {
  keepConsoleOffStdout();
  try {
    const command = await parseCommand(process.argv.slice(2));
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    const workers = path.join(__dirname, '../../dist/workers');
    return (await runJobs(command, workers, stop.signal)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

void main().then((code) => (process.exitCode = code));
