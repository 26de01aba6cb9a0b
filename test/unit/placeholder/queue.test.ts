import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import { build } from 'esbuild';
import type { PlaceholderPainter } from '../../../src/placeholder/painter';
import { createPlaceholderPainter } from '../../../src/placeholder/painter';

/** A worker that answers with its thread's number, and misbehaves when asked to. */
const fakeWorker = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', ({ prompt, label }) => {
  while (prompt === 'hang');
  if (prompt === 'throw') throw new Error('thrown');
  if (prompt === 'exit') process.exit(3);
  parentPort.postMessage(new TextEncoder().encode([threadId, prompt, label, Object.keys(process.env).length].join()));
});`;

describe('the worker of the placeholders', function () {
  this.timeout(20_000);
  let folder = '';
  let workerFile = '';
  let painter: PlaceholderPainter;
  const ask = async (prompt: string, signal = new AbortController().signal): Promise<string> =>
    new TextDecoder().decode(await painter.draw({ prompt, width: 1, height: 1, signal }));
  const thread = async (): Promise<string | undefined> => (await ask('x')).split(',')[0];

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-queue-'));
    workerFile = path.join(folder, 'worker.js');
    writeFileSync(workerFile, fakeWorker);
  });

  beforeEach(() => {
    painter = createPlaceholderPainter({ workerFile, label: 'Platzhalter' });
  });

  afterEach(() => painter.dispose());

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is one for all calls, answers each with its own picture, and sees nothing of the environment', async () => {
    const answers = await Promise.all(['a', 'b', 'c'].map((prompt) => ask(prompt)));
    const first = answers[0]?.split(',')[0];
    assert.deepEqual(answers, [`${first},a,Platzhalter,0`, `${first},b,Platzhalter,0`, `${first},c,Platzhalter,0`]);
  });

  it('is ended by an abort even in the middle of its work; the calls behind it go to a new one', async () => {
    const before = await thread();
    const giveUp = new AbortController();
    const hanging = ask('hang', giveUp.signal);
    const behind = [thread(), thread()];
    giveUp.abort('no longer wanted');
    assert.equal(await hanging.catch((reason: unknown) => reason), 'no longer wanted');
    const [one, other] = await Promise.all(behind);
    assert.equal(one, other);
    assert.notEqual(one, before);
  });

  it('goes on when a call that only waits is aborted', async () => {
    const giveUp = new AbortController();
    const running = thread();
    const waiting = ask('waiting', giveUp.signal);
    const last = thread();
    giveUp.abort(new Error('changed my mind'));
    await assert.rejects(waiting, /changed my mind/);
    assert.equal(await running, await last);
  });

  it('leaves nothing behind on the signal of a call that is done', async () => {
    const { signal } = new AbortController();
    await ask('a', signal);
    await assert.rejects(ask('throw', signal));
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
  });

  it('is not asked for a call that was aborted before', async () => {
    await assert.rejects(ask('x', AbortSignal.abort(new Error('too late'))), /too late/);
  });

  for (const crash of ['throw', 'exit']) {
    it(`rejects all waiting calls when it stops by ${crash}, and is made anew for the next one`, async () => {
      const before = await thread();
      const results = await Promise.allSettled([ask(crash), ask('a'), ask('b')]);
      for (const result of results) {
        assert.ok(result.status === 'rejected' && result.reason instanceof Error);
        assert.ok(result.reason.cause instanceof Error);
      }
      assert.notEqual(await thread(), before);
    });
  }

  it('rejects the call when its file is missing or no path', async () => {
    for (const file of [path.join(folder, 'missing.js'), 'no-path.js']) {
      const broken = createPlaceholderPainter({ workerFile: file });
      const signal = new AbortController().signal;
      await assert.rejects(broken.draw({ prompt: 'x', width: 1, height: 1, signal }), /worker stopped/);
      await broken.dispose();
    }
  });

  it('is ended when it had nothing to do for a while', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const before = await thread();
      mock.timers.tick(19_999);
      assert.equal(await thread(), before);
      mock.timers.tick(20_000);
      assert.notEqual(await thread(), before);
    } finally {
      mock.timers.reset();
    }
  });

  it('is not ended while it works, however long', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const before = await thread();
      const running = thread();
      mock.timers.tick(1_000_000);
      assert.equal(await running, before);
    } finally {
      mock.timers.reset();
    }
  });

  it('rejects waiting and later calls once the painter is disposed', async () => {
    const hanging = ask('hang');
    const ended = assert.rejects(hanging, /disposed/);
    await painter.dispose();
    await ended;
    await assert.rejects(ask('x'), /disposed/);
  });

  it('does not keep a process alive that is done with it', async () => {
    const bundle = path.join(folder, 'provider.js');
    await build({ entryPoints: ['src/placeholder/painter.ts'], outfile: bundle, bundle: true, platform: 'node' });
    const script = `
      const { createPlaceholderPainter } = require(${JSON.stringify(bundle)});
      const painter = createPlaceholderPainter({ workerFile: ${JSON.stringify(workerFile)}, idleMs: 2 ** 30 });
      const signal = new AbortController().signal;
      painter.draw({ prompt: 'x', width: 1, height: 1, signal }).then(() => { process.exitCode = 7; });`;
    const child = spawn(process.execPath, ['-e', script], { timeout: 15_000 });
    assert.deepEqual(await once(child, 'exit'), [7, null]);
  });
});
