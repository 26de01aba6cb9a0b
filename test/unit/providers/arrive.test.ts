import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { smallBody } from '../../../src/answers/arrived';
import type { BodyFile } from '../../../src/core/run/recorder';
import { arrive } from '../../../src/providers/transport/arrive';
import { AnswerWriter } from '../../../src/store/inbox/answerWriter';
import { eventually } from '../../harness/eventually';
import { TestFolder } from '../store/folder';

const most = 64 * 1024 * 1024;

async function* bodyOf(chunks: readonly Uint8Array[], end?: Error): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    yield chunk;
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (end) throw end;
}

/** Chunks that differ, so that one in the wrong place is seen. */
function chunksOf(count: number, size = 65_536): Buffer[] {
  return Array.from({ length: count }, (_, n) => Buffer.alloc(size, n + 1));
}

describe('an answer that arrives', () => {
  const folder = new TestFolder();
  const errors: unknown[] = [];
  beforeEach(() => errors.splice(0));

  const writer = (maxBytes = most): AnswerWriter =>
    new AnswerWriter({
      part: folder.file('a.part'),
      target: folder.file('a'),
      maxBytes,
      prepare: async () => undefined,
      onError: (error) => errors.push(error),
    });

  it('is held where it is small, and lies in its file as well', async () => {
    const chunks = chunksOf(2);
    const file = writer();
    const body = await arrive(bodyOf(chunks), most, file);
    await file.end();
    assert.ok('bytes' in body && Buffer.concat(chunks).equals(body.bytes));
    assert.ok((await readFile(folder.file('a'))).equals(Buffer.concat(chunks)));
  });

  it('lies only in its file where it is large, every chunk in its place', async () => {
    const chunks = chunksOf(60);
    const file = writer();
    const body = await arrive(bodyOf(chunks), most, file);
    assert.deepEqual(body, { file: folder.file('a'), size: 60 * 65_536 });
    assert.ok((await readFile(folder.file('a'))).equals(Buffer.concat(chunks)));
    await file.end();
    assert.deepEqual(errors, []);
  });

  it('is held whole where there is no file', async () => {
    const chunks = chunksOf(30);
    const body = await arrive(bodyOf(chunks), most, undefined);
    assert.ok('bytes' in body && Buffer.concat(chunks).equals(body.bytes));
  });

  for (const written of [0, 3, smallBody / 65_536, 20]) {
    it(`is held whole where the disk takes no more after ${written} chunks, and nothing of it stays there`, async () => {
      const chunks = chunksOf(30);
      const file = writer(written * 65_536);
      const body = await arrive(bodyOf(chunks), most, file);
      assert.ok('bytes' in body && Buffer.concat(chunks).equals(body.bytes));
      assert.deepEqual(await readdir(folder.path), []);
      assert.equal(errors.length, 1);
    });
  }

  it('is held whole where its file cannot be named', async () => {
    const chunks = chunksOf(30);
    const file = writer();
    const unnamed: BodyFile = {
      write: (bytes) => file.write(bytes),
      whole: async () => undefined,
      takeBack: () => file.takeBack(),
    };
    const body = await arrive(bodyOf(chunks), most, unnamed);
    assert.ok('bytes' in body && Buffer.concat(chunks).equals(body.bytes));
  });

  it('is read from its part where the name is taken', async () => {
    const chunks = chunksOf(30);
    const file = writer();
    await mkdir(folder.file('a'));
    const body = await arrive(bodyOf(chunks), most, file);
    await file.end();
    assert.deepEqual(body, { file: folder.file('a.part'), size: 30 * 65_536 });
    assert.ok((await readFile(folder.file('a.part'))).equals(Buffer.concat(chunks)));
    assert.equal(errors.length, 1);
  });

  for (const [what, maxBytes] of Object.entries({ 'when it is whole': most, 'before the disk is full': 20 * 65_536 })) {
    it(`is held whole where its file is removed while it comes, ${what}`, async () => {
      const chunks = chunksOf(30);
      const file = writer(maxBytes);
      const body = (async function* () {
        for (const [at, chunk] of chunks.entries()) {
          if (at === 15) await eventually('the file', async () => (await readdir(folder.path)).includes('a.part'));
          if (at === 15) await rm(folder.file('a.part'));
          yield chunk;
        }
      })();
      const arrived = await arrive(body, most, file);
      assert.ok('bytes' in arrived && Buffer.concat(chunks).equals(arrived.bytes));
      assert.ok(!arrived.isCut);
      assert.equal(errors.length, 1);
    });
  }

  it('is held as far as it can be read again, and called cut, where the disk fails twice', async () => {
    const chunks = chunksOf(30);
    const file = writer(20 * 65_536);
    const spoiled: BodyFile = {
      write: (bytes) => file.write(bytes),
      whole: () => file.whole(),
      takeBack: async () => {
        await truncate(folder.file('a.part'), 65_536);
        return file.takeBack();
      },
    };
    const arrived = await arrive(bodyOf(chunks), most, spoiled);
    assert.ok('bytes' in arrived && arrived.isCut);
    assert.ok(arrived.bytes.byteLength === 65_536 && chunks[0]?.equals(arrived.bytes));
  });

  it('is given up, and nothing is left unhandled, where its file throws', async () => {
    const broken: BodyFile = {
      write: () => Promise.reject(new Error('broken')),
      whole: async () => 'a',
      takeBack: () => assert.fail('nothing was written'),
    };
    await assert.rejects(arrive(bodyOf(chunksOf(3)), most, broken), /broken/);
  });

  it('is in its file as far as it came where the connection breaks', async () => {
    const chunks = chunksOf(20);
    const file = writer();
    await assert.rejects(arrive(bodyOf(chunks, new Error('reset')), most, file), /reset/);
    await file.end();
    assert.ok((await readFile(folder.file('a.part'))).equals(Buffer.concat(chunks)));
  });

  it('is given up where it is larger than any answer', async () => {
    const file = writer();
    await assert.rejects(arrive(bodyOf(chunksOf(20)), 10 * 65_536, file), { code: 'ANSWER_TOO_LARGE' });
    await file.end();
  });

  for (const turns of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    it(`is written to its last chunk, also where the write before it ends as it comes: after ${turns} turns`, async () => {
      const written: Uint8Array[] = [];
      const file: BodyFile = {
        write: async (bytes) => {
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          return written.push(...bytes) > 0;
        },
        whole: async () => 'a',
        takeBack: () => assert.fail('nothing has failed'),
      };
      const chunks = chunksOf(2);
      const body = (async function* () {
        yield* chunks;
      })();
      await arrive(body, most, file);
      assert.ok(Buffer.concat(written).equals(Buffer.concat(chunks)));
    });
  }

  it('waits for a slow disk instead of filling the memory', async () => {
    let open = 0;
    let most = 0;
    let release: (() => void) | undefined;
    const slow: BodyFile = {
      write: async () => {
        await new Promise<void>((resolve) => (release = resolve));
        open = 0;
        return true;
      },
      whole: async () => 'a',
      takeBack: () => assert.fail('nothing has failed'),
    };
    const body = (async function* () {
      for (const chunk of chunksOf(200)) {
        open += chunk.byteLength;
        most = Math.max(most, open);
        yield chunk;
      }
    })();
    const arrived = arrive(body, 1e9, slow);
    const timer = setInterval(() => release?.(), 1);
    await arrived;
    clearInterval(timer);
    assert.ok(most <= 3 * 1024 * 1024, `${most} bytes were waiting`);
  });
});
