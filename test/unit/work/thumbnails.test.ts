import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jpegJs from 'jpeg-js';
import { readImage } from '../../../src/core/pictures/imageBytes';
import { Thumbnailer } from '../../../src/imaging/thumbnailer';
import { ThumbnailFolder } from '../../../src/store/thumbnails/thumbnailFolder';
import { Thumbnails } from '../../../src/work/thumbnails';
import { bundleWorker } from '../imaging/bundleWorker';
import { noise, noisyPng } from '../imaging/noisyPictures';
import { TestFolder } from '../store/folder';

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('thumbnails', function () {
  this.timeout(60_000);
  const folder = new TestFolder();
  let workerFolder = '';
  let thumbnailer: Thumbnailer;
  before(async () => {
    workerFolder = await mkdtemp(path.join(tmpdir(), 'dualtrack-thumbnails-'));
    thumbnailer = new Thumbnailer(await bundleWorker(workerFolder));
  });
  after(async () => {
    await thumbnailer.dispose();
    await rm(workerFolder, { recursive: true, force: true });
  });

  /** A window: what it reads and makes is counted. */
  function open() {
    const count = { read: 0, made: 0, atOnce: 0 };
    let now = 0;
    const thumbnails = new Thumbnails(new ThumbnailFolder(folder.path), async (bytes) => {
      count.made += 1;
      count.atOnce = Math.max(count.atOnce, (now += 1));
      return thumbnailer.make(bytes).finally(() => (now -= 1));
    });
    const of = (bytes: Uint8Array, sha256?: string): Promise<string | undefined> =>
      thumbnails.of({
        sha256,
        open: async () => {
          count.read += 1;
          return bytes;
        },
      });
    return { of, count };
  }

  it('are small pictures of the same shape', async () => {
    const { of } = open();
    const file = (await of(noisyPng(1600, 900))) ?? assert.fail();
    const { mime, width, height } = readImage(readFileSync(file)) ?? assert.fail();
    assert.deepEqual([mime, width, height], ['image/jpeg', 512, 288]);
  });

  it('keep what shines through, and grow no small picture', async () => {
    const file = (await open().of(noisyPng(30, 20, 128))) ?? assert.fail();
    const { mime, width, height } = readImage(readFileSync(file)) ?? assert.fail();
    assert.deepEqual([mime, width, height], ['image/webp', 30, 20]);
  });

  it('are made once for the same content, asked for at once or later', async () => {
    const { of, count } = open();
    const bytes = noisyPng(600, 300);
    const files = await Promise.all([of(bytes), of(bytes), of(bytes, sha256Of(bytes))]);
    files.push(await of(bytes));
    assert.equal(new Set(files).size, 1);
    assert.equal(count.made, 1);
    assert.equal(readdirSync(folder.path).length, 1);
  });

  it('are found by a hash that is known without the picture being read, also from another window', async () => {
    const bytes = noisyPng(100, 100);
    await open().of(bytes);
    const other = open();
    assert.ok(await other.of(bytes, sha256Of(bytes)));
    assert.deepEqual(other.count, { read: 0, made: 0, atOnce: 0 });
  });

  it('are of what a file holds now, not under the hash that it had', async () => {
    const [was, is] = [noisyPng(100, 50), noisyPng(50, 100)];
    const file = (await open().of(is, sha256Of(was))) ?? assert.fail();
    assert.ok(path.basename(file).startsWith(sha256Of(is)));
    assert.equal(await open().of(is), file);
  });

  it('are made one after the other', async () => {
    const { of, count } = open();
    await Promise.all([50, 60, 70, 80].map((width) => of(noisyPng(width, 40))));
    assert.deepEqual([count.made, count.atOnce], [4, 1]);
  });

  it('may be made in two windows at once', async () => {
    const bytes = noisyPng(700, 300);
    const files = await Promise.all([open().of(bytes), open().of(bytes)]);
    assert.equal(files[0], files[1]);
    assert.deepEqual(readdirSync(folder.path), [path.basename(files[0] ?? '')]);
  });

  const photo = jpegJs.encode({ width: 64, height: 64, data: noise(64, 64) }, 90).data;
  const undecodable: Readonly<Record<string, Uint8Array>> = {
    'no picture': Buffer.from('words'),
    nothing: new Uint8Array(0),
    'half a picture': noisyPng(80, 80).subarray(0, 400),
    'a HEIC': Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic' + '.'.repeat(900), 'latin1'),
    'a picture that says it is enormous': enormous(noisyPng(8, 8)),
  };
  for (const [what, bytes] of Object.entries(undecodable)) {
    it(`are not there for ${what}, which is tried once, and the next one is made`, async () => {
      const { of, count } = open();
      assert.deepEqual([await of(bytes), await of(bytes, sha256Of(bytes))], [undefined, undefined]);
      assert.deepEqual([count.made, count.read], [1, 1]);
      assert.deepEqual(readdirSync(folder.path), []);
      assert.ok(await of(photo));
    });
  }

  it('are made by a new thread where one has died', async () => {
    const bytes = noisyPng(90, 90);
    await open().of(noisyPng(91, 91));
    await thumbnailer.dispose();
    assert.ok(await open().of(bytes));
  });

  it('of files are made without their being read here, and belong to what was read there', async () => {
    const file = path.join(folder.path, 'picture');
    writeFileSync(file, noisyPng(70, 70));
    const thumbnails = new Thumbnails(new ThumbnailFolder(folder.path), (picture) => {
      writeFileSync(file, photo); // it changes in the last moment
      return thumbnailer.make(picture);
    });
    const made = (await thumbnails.of({ open: async () => ({ file }) })) ?? assert.fail();
    const again = await open().of(photo);
    assert.equal(made, again);
  });

  it('of a file that cannot be read are no reason to give up the others', async () => {
    const thumbnails = new Thumbnails(new ThumbnailFolder(folder.path), (bytes) => thumbnailer.make(bytes));
    const gone = thumbnails.of({ open: () => Promise.reject(new Error('gone')) });
    const next = thumbnails.of({ open: async () => photo });
    await assert.rejects(gone, /gone/);
    assert.ok(await next);
  });

  it('that have killed their thread are not tried again, and reject with why', async () => {
    let tries = 0;
    const thumbnails = new Thumbnails(new ThumbnailFolder(folder.path), () => {
      tries += 1;
      return Promise.reject(new Error('out of memory'));
    });
    const content = { open: async () => photo };
    await assert.rejects(thumbnails.of(content), /out of memory/);
    assert.deepEqual([await thumbnails.of(content), tries], [undefined, 1]);
  });
});

/** With 60,000 pixels a side in its header. */
function enormous(png: Uint8Array): Uint8Array {
  const copy = Buffer.from(png);
  copy.writeUInt32BE(60_000, 16);
  copy.writeUInt32BE(60_000, 20);
  return copy;
}
