import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../../../harness/eventually';
import type { PictureFile } from '../../../../src/core/pictures/image';
import { isInFile } from '../../../../src/core/pictures/image';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import { b64, chat, gemini, png, read } from '../support';
import { bodies, places, texts } from '../reading/hostileShapes';
import { bytesOf, largePng, ReadingRoom, workerFile } from './support';

const large = largePng(400_000);
const good = JSON.stringify(gemini([{ inlineData: { mimeType: 'image/png', data: b64(large) } }]));

/** What a worker of a test does with its first lines. */
const workers = {
  hangs: `process.once('message', (job) => {
    require('node:fs').mkdirSync(job.folders[0], { recursive: true });
    require('node:fs').writeFileSync(job.folders[0] + '/' + job.prefix + '0000.partial', 'half');
    process.send({ type: 'fetch', id: 0, url: 'https://begun.example/' });
    process.on('message', () => { for (;;); });
  });`,
  'names a file of somebody else': `process.on('message', (job) => process.send({ type: 'answer', answer: {
    text: '', warnings: [], images: [{ path: __filename, facts: { mime: 'image/png', width: 1, height: 1, bytes: 1, sha256: '' } }] } }));`,
  'says something else': `process.on('message', () => process.send({ type: 'answer', answer: null }));`,
  'tells its environment': `process.on('message', () => process.send({ type: 'failed', facts: { kind: 'badResponse', charge: 'none',
    providerMessage: JSON.stringify([process.env, process.execArgv]) } }));`,
  'tells its id': `process.on('message', () => process.send(
    { type: 'failed', facts: { kind: 'noImage', charge: 'none', providerMessage: String(process.pid) } }));`,
  'ends when it has answered': `process.on('message', () => process.send(
    { type: 'failed', facts: { kind: 'noImage', charge: 'none', providerMessage: String(process.pid) } }, () => process.exit(1)));`,
};

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the process that reads answers', () => {
  let room = new ReadingRoom();
  const enter = (...given: ConstructorParameters<typeof ReadingRoom>): ReadingRoom =>
    (room = new ReadingRoom(...given));
  /** A room whose worker is one of these. */
  const enterWith = (what: keyof typeof workers, limits = {}): ReadingRoom => {
    enter(limits, (folder) => {
      const file = path.join(folder, 'worker.js');
      writeFileSync(file, `process.send({ type: 'ready' }); ${workers[what]}`);
      return file;
    });
    return room;
  };
  afterEach(() => room.end());

  const isUnreadable = async (...given: Parameters<ReadingRoom['failureOf']>): Promise<void> => {
    const { kind, reason, charge, status, modelId } = await room.failureOf(...given);
    const isOpen = (given[1]?.status ?? 200) < 300;
    assert.deepEqual(
      [kind, reason, charge, status, modelId],
      ['badResponse', 'answerUnreadable', isOpen ? 'unknown' : 'none', given[1]?.status ?? 200, 'model-x'],
    );
    assert.deepEqual(room.staged, []);
  };

  it('dies of an answer alone, and the next one is read by another', async () => {
    enter({ heapMb: 16 });
    const poisoned = `[${'{"a":[{}]},'.repeat(240_000)}1]`;
    for (const status of [200, 500]) await isUnreadable(room.inFile(poisoned), { status });
    const { images } = await room.read(room.inFile(good));
    assert.deepEqual(bytesOf(images[0]), large);
  });

  for (const [what, text] of [
    ['whose file is missing', undefined],
    ['that ends at once', 'process.exit(1)'],
    ['that is never ready', `process.on('message', () => process.exit(1))`],
  ] as const) {
    it(`${what} is not held against the answer, which is read in this one`, async () => {
      enter({ startMs: text?.includes('message') ? 300 : 60_000 }, (folder) => {
        const file = path.join(folder, 'worker.js');
        if (text !== undefined) writeFileSync(file, text);
        return file;
      });
      const { images } = await room.read(room.inFile(good));
      assert.deepEqual(bytesOf(images[0]), large);
    });
  }

  it('is ended when it hangs, and leaves nothing', async () => {
    enterWith('hangs', { jobMs: 300 });
    await isUnreadable(room.inFile(good));
  });

  it('is ended when the read is cancelled, and leaves nothing', async () => {
    enterWith('hangs');
    const stop = new AbortController();
    const fetch = (): Promise<undefined> => {
      setImmediate(() => setImmediate(() => stop.abort()));
      return Promise.resolve(undefined);
    };
    await assert.rejects(room.read(room.inFile(good), { signal: stop.signal, fetch }), { name: 'AbortError' });
    assert.deepEqual(room.staged, []);
  });

  it('is not asked where the read was cancelled before, and a small answer is read to its end', async () => {
    enter();
    const signal = AbortSignal.abort();
    const reason = signal.reason as Error;
    await assert.rejects(room.read(room.inFile(good), { signal }), (error) => error === reason);
    const linked = (size: number): Buffer =>
      Buffer.from(JSON.stringify(chat({ content: `![a](https://h.example/a.png) ${' '.repeat(size)}` })));
    const fetch = (): Promise<never> => Promise.reject(reason);
    const here = await room.failureOf({ bytes: linked(1) }, { signal, fetch });
    assert.deepEqual([here.kind, here.status], ['cancelled', 200]);
    await assert.rejects(room.read(room.inFile(linked(300_000)), { signal, fetch }), (error) => error === reason);
  });

  it('that says what is no reply at all is held to have failed', async () => {
    enterWith('says something else');
    const { kind, charge } = await room.failureOf(room.inFile(good));
    assert.deepEqual([kind, charge], ['badResponse', 'unknown']);
  });

  it('may name no file but its own', async () => {
    enterWith('names a file of somebody else');
    await isUnreadable(room.inFile(good));
  });

  it('gets nothing of the environment', async () => {
    process.env['NODE_OPTIONS'] ??= '';
    process.env['DUALTRACK_TEST_SECRET'] = 'not-for-children';
    try {
      enterWith('tells its environment', { heapMb: 64 });
      const { providerMessage = '' } = await room.failureOf(room.inFile(good));
      const [env, flags] = JSON.parse(providerMessage) as [Record<string, string>, string[]];
      const names = Object.keys(env).filter((name) => name !== 'SystemRoot' && name !== '__CF_USER_TEXT_ENCODING');
      assert.deepEqual([names, flags], [['ELECTRON_RUN_AS_NODE'], ['--max-old-space-size=64']]);
    } finally {
      delete process.env['DUALTRACK_TEST_SECRET'];
    }
  });

  it('may end between two reads', async () => {
    enterWith('ends when it has answered');
    const first = await room.failureOf(room.inFile(good));
    await eventually('its end', () => !alive(Number(first.providerMessage)));
    const second = await room.failureOf(room.inFile(good));
    assert.notEqual(first.providerMessage, second.providerMessage);
  });

  it('is ended when it has had nothing to do for a while', async () => {
    enterWith('tells its id', { idleMs: 50 });
    const { providerMessage } = await room.failureOf(room.inFile(good));
    await eventually('its end', () => !alive(Number(providerMessage)));
  });

  const gone = process.platform === 'win32' ? it.skip : it;
  for (const [when, makeFile] of [
    ['', 'node'],
    [', also in the middle of a step that does not end', 'mkfifo'],
  ] as const) {
    gone(`ends when its parent is gone${when}`, async () => {
      enter();
      const file = path.join(room.folder, 'asked');
      if (makeFile === 'mkfifo') execFileSync('mkfifo', [file]);
      else writeFileSync(file, 'no picture');
      const script = path.join(room.folder, 'parent.js');
      writeFileSync(
        script,
        `const child = require('node:child_process').fork(${JSON.stringify(workerFile)}, { serialization: 'advanced' });
         child.once('message', () => child.send({ type: 'check', file: ${JSON.stringify(file)} }, () =>
           process.stdout.write(String(child.pid), () => process.kill(process.pid, 'SIGKILL'))));`,
      );
      const pid = await new Promise<number>((resolve) => {
        execFile(process.execPath, [script], (_, stdout) => resolve(Number(stdout)));
      });
      assert.ok(pid > 0);
      await eventually('its end after its parent’s', () => !alive(pid));
    });
  }

  it('reads two at once, and the others wait in line, which a cancel leaves', async () => {
    enter({ atOnce: 1 });
    let release = (): void => undefined;
    const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
    const linked = JSON.stringify(chat({ content: `![a](https://h.example/a.png) ${' '.repeat(300_000)}` }));
    let asked = 0;
    const fetch = (): Promise<undefined> => {
      asked++;
      return held;
    };
    const waiting = room.failureOf(room.inFile(linked), { fetch });
    await eventually('the fetch', () => asked === 1);
    // the first waits for the network and has given its place back
    const { images } = await room.read(room.inFile(good));
    assert.deepEqual(bytesOf(images[0]), large);
    const stop = new AbortController();
    const others = [room.read(room.inFile(good)), room.read(room.inFile(good), { signal: stop.signal })];
    stop.abort();
    const [third, fourth] = await Promise.allSettled(others);
    assert.equal(third?.status, 'fulfilled');
    assert.ok(fourth?.status === 'rejected' && (fourth.reason as Error).name === 'AbortError');
    release();
    assert.equal((await waiting).pictureUrl, 'https://h.example/a.png');
  });

  it('begins when it has a place, which a caller who then has a reason against it gives back', async () => {
    enter({ atOnce: 1 });
    const begun: string[] = [];
    const onBegin = (name: string) => async (): Promise<void> => void begun.push(name);
    const first = room.read(room.inFile(good), { onBegin: onBegin('first') });
    const against = room.failureOf(room.inFile(good), { onBegin: () => Promise.reject(new Error('not now')) });
    const second = room.read(room.inFile(good), { onBegin: onBegin('second') });
    assert.equal((await against).cause instanceof Error, true);
    await Promise.all([first, second]);
    assert.deepEqual(begun, ['first', 'second']);
  });

  it('has pictures fetched for it, and its parent’s own errors come back', async () => {
    enter();
    const answer = (...names: string[]): string =>
      JSON.stringify({ images: names.map((name) => `https://h.example/${name}.png`), x: ' '.repeat(300_000) });
    const fetch = async (url: string): Promise<PictureFile | undefined> => {
      if (url.includes('gone')) throw gone;
      const file = path.join(room.folder, path.basename(url));
      writeFileSync(file, url.includes('b.png') ? png : large);
      const facts = await room.reader.check(file);
      return typeof facts === 'object' ? { path: file, facts } : undefined;
    };
    const gone = Object.assign(new Error('gone'), { reason: 'notAllowed' });
    const { images } = await room.read(room.inFile(answer('a', 'b', 'c')), { fetch });
    assert.deepEqual(images.map(bytesOf), [png]);
    for (const name of ['a.png', 'c.png']) assert.ok(!existsSync(path.join(room.folder, name)));
    const { cause } = await room.failureOf(room.inFile(answer('gone')), { fetch });
    assert.equal(cause, gone);
  });

  it('tells what was cancelled while pictures were fetched as it was told before', async () => {
    enter();
    const stop = new AbortController();
    const linked = JSON.stringify(chat({ content: `![a](https://h.example/a.png) ${' '.repeat(300_000)}` }));
    const fetch = (): Promise<undefined> => {
      stop.abort();
      return new Promise(() => undefined);
    };
    const { kind } = await room.failureOf(room.inFile(linked), { fetch, signal: stop.signal });
    assert.equal(kind, 'cancelled');
  });

  it('leaves no picture that comes after its read was cancelled', async () => {
    enter();
    const stop = new AbortController();
    const linked = JSON.stringify(chat({ content: `![a](https://h.example/a.png) ${' '.repeat(300_000)}` }));
    let bring = (file: PictureFile): void => void file;
    const fetch = (): Promise<PictureFile> => {
      stop.abort();
      return new Promise((resolve) => (bring = resolve));
    };
    await room.failureOf(room.inFile(linked), { fetch, signal: stop.signal });
    const late = path.join(room.folder, 'late');
    writeFileSync(late, png);
    const facts = await room.reader.check(late);
    assert.ok(typeof facts === 'object');
    bring({ path: late, facts });
    await eventually('its end', () => !existsSync(late));
  });

  it('ends with its reader, and what it was doing fails', async () => {
    enterWith('hangs');
    let begun = false;
    const fetch = (): Promise<undefined> => {
      begun = true;
      return Promise.resolve(undefined);
    };
    const isClosed = async (read: Promise<FailureFacts>): Promise<void> => {
      const { kind, charge, reason } = await read;
      assert.deepEqual([kind, charge, reason], ['badResponse', 'unknown', undefined]); // not the answer's fault
    };
    const running = isClosed(room.failureOf(room.inFile(good), { fetch }));
    await eventually('the read', () => begun);
    await room.reader.close();
    await running;
    await isClosed(room.failureOf(room.inFile(good)));
  });

  it('reads hostile answers to the same end as in this process', async () => {
    enter();
    const all = [
      ...Object.values(bodies).map((shape) => shape(280_000)),
      ...Object.values(texts).flatMap((shape) =>
        Object.values(places)
          .map((put) => put(shape(280_000)))
          .map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
      ),
    ];
    const end = async (answer: Promise<unknown>): Promise<unknown> => {
      try {
        const { images, ...rest } = (await answer) as Awaited<ReturnType<typeof read>>;
        return { pictures: images.map((image) => isInFile(image) || image.bytes.length > 0), rest };
      } catch (error) {
        if (!(error instanceof GenerationFailure)) throw error;
        return { ...error.facts, cause: undefined };
      }
    };
    for (const body of all) {
      const [here, there] = await Promise.all([end(read({ body })), end(room.read(room.inFile(body)))]);
      assert.deepEqual(there, here, body.slice(0, 80));
    }
  }).timeout(300_000);
});
