import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { ReaderProcess } from '../../../../src/answers/process/childProcess';
import { workerFile } from './support';

describe('a process that cannot be ended', () => {
  const refusals: Readonly<Record<string, () => boolean>> = {
    'as it waits for a disk': () => true,
    'as the system refuses': () => {
      throw new Error('not allowed');
    },
  };
  for (const [why, refuse] of Object.entries(refusals)) {
    it(`${why}, is waited for only a moment`, async () => {
      let started: ChildProcess | undefined;
      const limits = { heapMb: 64, startMs: 60_000 };
      const reader = new ReaderProcess(workerFile, limits, (...given) => {
        started = fork(...given);
        return new Proxy(started, {
          get: (child, name) => {
            if (name === 'kill') return refuse;
            const value: unknown = Reflect.get(child, name, child);
            return typeof value === 'function' ? (value.bind(child) as unknown) : value;
          },
        });
      });
      try {
        await reader.kill();
        assert.deepEqual([started?.exitCode, started?.signalCode], [null, null]);
      } finally {
        started?.kill('SIGKILL');
      }
    });
  }
});
