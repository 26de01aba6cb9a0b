import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { isInFile } from '../../../../src/core/pictures/image';
import { b64, chat, dataUrl, gemini, jpegOf, png, read } from '../support';
import { bytesOf, largePng, ReadingRoom } from './support';

const inline = (bytes: Buffer): unknown => ({ inlineData: { mimeType: 'image/png', data: b64(bytes) } });

describe('an answer', () => {
  let room = new ReadingRoom();
  beforeEach(() => (room = new ReadingRoom()));
  afterEach(() => room.end());

  const large = largePng(600_000);
  const wires: Readonly<Record<string, unknown>> = {
    generateContent: gemini([{ text: 'Here it is.' }, inline(large)]),
    'chat, a data URL': chat({ content: `Here ![it](${dataUrl(large)}) is.` }),
    'chat, message.images': chat({ content: 'Here', images: [{ image_url: { url: dataUrl(large) } }] }),
    images: { created: 1, data: [{ b64_json: b64(large), revised_prompt: 'a fox' }] },
  };
  for (const [wire, answer] of Object.entries(wires)) {
    it(`of ${wire} that is large has its picture in a file, byte for byte, and its words`, async () => {
      const body = JSON.stringify(answer);
      const { images, text } = await room.read(room.inFile(body));
      const [image] = images;
      assert.ok(isInFile(image));
      assert.deepEqual(bytesOf(image), large);
      assert.equal(image.facts.sha256, createHash('sha256').update(large).digest('hex'));
      assert.deepEqual([image.facts.width, image.facts.bytes], [1, large.length]);
      assert.equal(path.dirname(image.path), room.staging);
      assert.match(path.basename(image.path), new RegExp(`^\\.dualtrack-${process.pid}-[0-9a-f]{16}\\.partial$`));
      const modes = [room.staging, image.path].map((name) => statSync(name).mode & 0o777);
      if (process.platform !== 'win32') assert.deepEqual(modes, [0o700, 0o666 & ~process.umask()]);
      assert.deepEqual([text, room.staged.length], [(await read({ body })).text, 1]);
    });
  }

  it('that is small is read in this process', async () => {
    const { images } = await room.read({ bytes: Buffer.from(JSON.stringify(gemini([inline(png)]))) });
    assert.ok(!isInFile(images[0]));
    assert.deepEqual([bytesOf(images[0]), room.staged], [png, []]);
  });

  it('that is compressed and small is read in this process, one that becomes large in the other', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const small = gzipSync(JSON.stringify(gemini([inline(png)])));
    assert.ok(!isInFile((await room.read({ bytes: small }, { headers })).images[0]));
    const swollen = gzipSync(JSON.stringify(gemini([{ text: ' '.repeat(2_000_000) }, inline(png)])));
    const { images } = await room.read({ bytes: swollen }, { headers });
    assert.ok(isInFile(images[0]));
    assert.deepEqual(bytesOf(images[0]), png);
  });

  it('that is damaged in its coding says so, wherever it is read', async () => {
    const cut = gzipSync(JSON.stringify(gemini([inline(large)]))).subarray(0, -1000);
    for (const body of [{ bytes: cut.subarray(0, 1000) }, room.inFile(cut)]) {
      const { kind, charge } = await room.failureOf(body, { headers: { 'content-encoding': 'gzip' } });
      assert.deepEqual([kind, charge], ['interrupted', 'unknown']);
    }
  });

  it('that refuses and is damaged in its coding, or decodes to too much, is told by its status', async () => {
    const encoded = { headers: { 'content-encoding': 'gzip' } };
    const cut = gzipSync(JSON.stringify({ error: { message: b64(large) } })).subarray(0, -1000);
    const bomb = gzipSync(Buffer.alloc(80_000_000)); // of such a body not even an answer's most is decoded
    for (const status of [401, 429, 500]) {
      const { kind, charge } = await room.failureOf({ bytes: Buffer.alloc(0) }, { status });
      for (const body of [{ bytes: cut.subarray(0, 1000) }, room.inFile(cut), { bytes: bomb }]) {
        const told = await room.failureOf(body, { ...encoded, status });
        assert.deepEqual([told.kind, told.charge, told.status], [kind, charge, status]);
        assert.equal(told.charge, 'none');
      }
    }
  });

  it('that is a picture itself becomes its file', async () => {
    const { images } = await room.read(room.inFile(large));
    assert.ok(isInFile(images[0]));
    assert.deepEqual([bytesOf(images[0]), room.staged.length], [large, 1]);
  });

  it('leaves of its pictures in files only the last', async () => {
    const other = largePng(300_000, 2);
    const parts = [inline(large), inline(other), inline(large), inline(jpegOf(3))];
    const { images } = await room.read(room.inFile(JSON.stringify(gemini(parts))));
    assert.deepEqual(images.map(bytesOf), [jpegOf(3)]);
    assert.equal(room.staged.length, 1);
    const small = await room.read({ bytes: Buffer.from(JSON.stringify(gemini([inline(png), inline(jpegOf(3))]))) });
    assert.deepEqual(small.images.map(bytesOf), [png, jpegOf(3)]); // of what is held, all
  });

  it('without a picture fails as it does in this process, and leaves nothing', async () => {
    const cut = largePng(600_000).subarray(0, -20);
    for (const [status, value] of [
      [200, gemini([inline(cut)])],
      [200, gemini([{ text: 'x'.repeat(300_000) }])],
      [429, { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: `Slow down. ${b64(large)}` } }],
      [500, gemini([inline(large)])],
    ] as const) {
      const body = JSON.stringify(value);
      const there = await room.failureOf(room.inFile(body), { status });
      const here = await read({ body, status }).then(
        () => assert.fail(),
        (error: unknown) => (error as { facts: object }).facts,
      );
      assert.deepEqual({ ...there, cause: undefined }, { cause: undefined, ...here });
      assert.deepEqual(room.staged, []);
    }
  });

  it('that no folder takes gives its pictures as bytes', async () => {
    const blocked = path.join(room.folder, 'a-file');
    writeFileSync(blocked, '');
    const body = room.inFile(JSON.stringify(gemini([inline(large)])));
    const { images } = await room.read(body, { stagingFolders: [path.join(blocked, 'x')] });
    assert.ok(!isInFile(images[0]));
    assert.deepEqual(bytesOf(images[0]), large);
    const second = await room.read(body, { stagingFolders: [path.join(blocked, 'x'), room.staging] });
    assert.ok(isInFile(second.images[0]));
    assert.equal(path.dirname(second.images[0].path), room.staging);
  });

  for (const [what, program] of [
    ['', 'no-such-program'],
    [', also where that is refused at once, and the next one is not', 'no\0program'],
  ] as const) {
    it(`is read in this process where no other can be started${what}`, async () => {
      await room.end();
      room = new ReadingRoom({ atOnce: 1 });
      const { execPath } = process;
      const body = room.inFile(JSON.stringify(gemini([inline(large)])));
      process.execPath = path.join(room.folder, program);
      try {
        const { images } = await room.read(body);
        assert.ok(isInFile(images[0]));
        assert.deepEqual(bytesOf(images[0]), large);
        assert.equal(typeof (await room.reader.check(images[0].path)), 'object');
      } finally {
        process.execPath = execPath;
      }
      assert.deepEqual(bytesOf((await room.read(body)).images[0]), large);
    });
  }

  it('whose file is gone fails', async () => {
    const { kind, charge } = await room.failureOf({ file: path.join(room.folder, 'none'), size: 9 });
    assert.deepEqual([kind, charge], ['badResponse', 'unknown']);
  });
});

describe('a file that was downloaded', () => {
  it('is a whole picture, a cut one or none, however large it is', async () => {
    const room = new ReadingRoom();
    try {
      const check = async (bytes: Buffer): Promise<unknown> => {
        const file = path.join(room.folder, 'download');
        writeFileSync(file, bytes);
        const told = await room.reader.check(file);
        assert.ok(existsSync(file));
        return typeof told === 'object' ? told.sha256 : told;
      };
      for (const picture of [png, largePng(700_000)]) {
        assert.equal(await check(picture), createHash('sha256').update(picture).digest('hex'));
        assert.equal(await check(picture.subarray(0, -8)), 'cut');
      }
      assert.equal(await check(Buffer.alloc(700_000, '<html>')), undefined);
      await assert.rejects(room.reader.check(path.join(room.folder, 'none')));
    } finally {
      await room.end();
    }
  });
});
