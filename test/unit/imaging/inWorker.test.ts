import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { wordsOf } from '../../../src/core/words/wordsOf';
import type { ShrinkJob } from '../../../src/imaging/job';
import { inWorker } from '../../../src/imaging/inWorker';

const job: ShrinkJob = { picture: new Uint8Array(1), maxBytes: 1, tries: [] };
const never = new AbortController().signal;

describe('the thread that makes references smaller', function () {
  this.timeout(20_000);
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-worker-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** A thread that does this with each job; `port` is how it answers. */
  function worker(body: string): string {
    const file = path.join(folder, 'worker.cjs');
    writeFileSync(
      file,
      `const port = require('node:worker_threads').parentPort; port.on('message', (job) => { ${body} });`,
    );
    return file;
  }

  const run = (body: string): Promise<void> => inWorker(worker(body), [job], () => undefined, never);

  it('prints nothing on the process’s own output, whatever its codecs print', () => {
    const chatty = worker(`
      console.log('on the console'); console.error('an error'); console.warn('a warning');
      process.stdout.write('on stdout'); process.stderr.write('on stderr');
      port.postMessage({ failed: 'unreadable', detail: '' });`);
    // this very bundle, in a process whose output is looked at
    const script = `
      globalThis.describe = () => undefined;
      const { inWorker } = require(${JSON.stringify(__filename)});
      const job = { picture: new Uint8Array(1), maxBytes: 1 };
      const done = (answer) => process.stdout.write('answered ' + answer.failed);
      void inWorker(${JSON.stringify(chatty)}, [job, job], done, new AbortController().signal);`;
    const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    assert.deepEqual([status, stdout, stderr], [0, 'answered unreadableanswered unreadable', '']);
  });

  it('tells in words what it dies of, whatever was thrown', async () => {
    await assert.rejects(run(`throw new Error('the codec is broken')`), /the codec is broken/);
    await assert.rejects(run(`throw { name: 'ExitStatus', message: 'exit(1)', status: 1 }`), /exit\(1\)/);
    await assert.rejects(run(`throw { status: 3 }`), /\{"status":3\}/);
    await assert.rejects(run(`throw 'out of memory'`), /out of memory/);
    await assert.rejects(run(`process.exit(3)`), /stopped \(exit code 3\)/);
  });

  it('has words for everything that can be thrown', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    class ExitStatus {}
    const words = [new Error('a'), 'b', { message: 'c' }, { name: 'D' }, { e: 1 }, 6, null, undefined, '', {}].map(
      wordsOf,
    );
    assert.deepEqual(words, ['a', 'b', 'c', 'D', '{"e":1}', '6', 'null', 'undefined', 'unknown error', 'Object']);
    for (const thrown of [circular, new ExitStatus(), Object.create(null), () => 1, Symbol('s'), new Error('')]) {
      assert.doesNotMatch(wordsOf(thrown), /\[object|^$/);
    }
    const fails = (): never => assert.fail('looked at');
    const trap = new Proxy({}, { get: fails, has: fails });
    for (const thrown of [
      trap,
      Object.defineProperty(new Error(), 'message', { get: fails }),
      { toString: fails, toJSON: fails },
    ]) {
      assert.match(wordsOf(thrown), /^(?:unknown error|Object)$/);
    }
  });
});

export { inWorker };
