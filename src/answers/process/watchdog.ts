import { Worker } from 'node:worker_threads';

const everyMs = 1000;

/** Runs beside a thread that may be stuck: a process whose parent has died ends. */
const watch = `
  const parent = require('node:worker_threads').workerData;
  const isGone = () => {
    if (process.ppid !== parent) return true;
    try {
      process.kill(parent, 0);
      return false;
    } catch (error) {
      return error.code === 'ESRCH';
    }
  };
  setInterval(() => {
    if (isGone()) process.kill(process.pid, 'SIGKILL');
  }, ${everyMs});
`;

/**
 * Ends this process when its parent is gone, also in the middle of a step that takes for ever. `parent`: its id, asked for while it was
 * alive.
 */
export function startWatchdog(parent: number): void {
  const thread = new Worker(watch, {
    eval: true,
    workerData: parent,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8 },
  });
  thread.unref();
}
