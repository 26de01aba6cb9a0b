import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import * as nodeFs from 'node:fs/promises';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PictureFileSystem } from '../../../src/store/pictures/pictureFile';
import { flushFile, placeFile, stagePicture } from '../../../src/store/pictures/pictureFile';

/** From bytes to the place, as a picture goes. */
async function writeNewFile(
  folder: string,
  stem: string,
  extension: string,
  bytes: Uint8Array,
  staging?: string,
  fs?: PictureFileSystem,
): Promise<string> {
  const image = { bytes, mime: 'image/png', width: 1, height: 1 } as const;
  const { path: file } = await stagePicture(image, staging === undefined ? [folder] : [staging, folder], fs);
  try {
    return await placeFile(file, folder, { stem, extension }, fs);
  } catch (error) {
    await rm(file); // it is where it was
    throw error;
  }
}

describe('saving a picture', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'dualtrack-save-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('makes the folder and never overwrites', async () => {
    const assets = path.join(folder, 'deep', 'assets');
    const first = await writeNewFile(assets, 'fox', 'png', Buffer.from('one'));
    const second = await writeNewFile(assets, 'fox', 'png', Buffer.from('two'));
    assert.equal(path.basename(first), 'fox.png');
    assert.equal(path.basename(second), 'fox-2.png');
    assert.equal(await readFile(first, 'utf8'), 'one');
    assert.equal(await readFile(second, 'utf8'), 'two');
  });

  it('leaves nothing behind when the folder cannot be made', async () => {
    await writeFile(path.join(folder, 'assets'), 'a file, not a folder');
    await assert.rejects(writeNewFile(path.join(folder, 'assets'), 'fox', 'png', Buffer.from('x')), { code: 'EEXIST' });
    assert.deepEqual(await readdir(folder), ['assets']);
  });

  it('grows a file in staging, does without one that is not usable, and clears what the dead have left', async () => {
    const [assets, staging] = [path.join(folder, 'assets'), path.join(folder, 'staging')];
    await writeNewFile(assets, 'fox', 'png', Buffer.from('one'), staging);
    await writeFile(path.join(staging, '.dualtrack-999999999-0a.partial'), 'half');
    await writeNewFile(assets, 'fox', 'png', Buffer.from('two'), staging);
    assert.deepEqual(await readdir(staging), []);
    const blocked = path.join(folder, 'blocked');
    await writeFile(blocked, 'a file where staging should be');
    await writeNewFile(assets, 'fox', 'png', Buffer.from('three'), blocked);
    assert.deepEqual((await readdir(assets)).sort(), ['fox-2.png', 'fox-3.png', 'fox.png']);
  });

  /** The real file system, but for what a file system of Windows or of a network answers. */
  function answering(change: Partial<PictureFileSystem>): PictureFileSystem {
    return { ...nodeFs, ...change };
  }

  const failing = (code: string) => () => Promise.reject(Object.assign(new Error(`${code}: no`), { code }));

  // exFAT on Windows says EISDIR, FAT on Linux EPERM, others what they like
  for (const code of [
    'EISDIR',
    'EPERM',
    'ENOTSUP',
    'EOPNOTSUPP',
    'ENOSYS',
    'EINVAL',
    'UNKNOWN',
    'EXDEV',
    'EACCES',
    'EIO',
  ]) {
    it(`does without links where there are none, and they fail with ${code}`, async () => {
      const fs = answering({ link: failing(code) });
      const assets = path.join(folder, 'assets');
      for (const text of ['one', 'two']) await writeNewFile(assets, 'fox', 'png', Buffer.from(text), undefined, fs);
      assert.deepEqual((await readdir(assets)).sort(), ['fox-2.png', 'fox.png']);
      assert.equal(await readFile(path.join(assets, 'fox-2.png'), 'utf8'), 'two');
    });
  }

  it('says what is really wrong where neither a link nor a write succeeds, and leaves nothing', async () => {
    for (const code of ['ENOSPC', 'EROFS', 'EACCES']) {
      const fs = answering({ link: failing('EISDIR'), copyFile: failing(code) });
      await assert.rejects(writeNewFile(folder, 'fox', 'png', Buffer.from('one'), undefined, fs), { code });
      assert.deepEqual(await readdir(folder), []);
    }
  });

  it('takes a disk that does not flush, a folder that cannot be made again, and leftovers that stay', async () => {
    for (const code of ['EISDIR', 'EINVAL', 'EPERM', 'ENOTSUP']) {
      const open: PictureFileSystem['open'] = async (...given) =>
        Object.assign(await nodeFs.open(...given), { sync: failing(code) });
      const fs = answering({ open, mkdir: failing('EPERM'), readdir: failing(code), rm: failing('EBUSY') });
      const file = await writeNewFile(folder, code, 'png', Buffer.from('one'), undefined, fs);
      await flushFile(file, fs);
      assert.equal(await readFile(file, 'utf8'), 'one');
    }
    for (const code of ['EIO', 'ENOSPC']) {
      const open: PictureFileSystem['open'] = async (...given) =>
        Object.assign(await nodeFs.open(...given), { sync: failing(code) });
      const fs = answering({ open });
      const file = await writeNewFile(folder, 'lost', 'png', Buffer.from('one'), undefined, fs);
      await assert.rejects(flushFile(file, fs), { code });
    }
    await flushFile(path.join(folder, 'moved by somebody.png'));
  });

  it('gives each of two processes that save to one name at once its own file', async () => {
    const each = 40;
    const worker = path.join(folder, 'worker.cjs');
    await writeFile(worker, `${workerSource}`);
    const run = (mark: string): Promise<number | null> =>
      new Promise((resolve) => fork(worker, [__filename, folder, mark, String(each)]).once('exit', resolve));
    assert.deepEqual(await Promise.all([run('a'), run('b')]), [0, 0]);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.png'));
    assert.equal(names.length, 2 * each);
    const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
    assert.equal(texts.filter((text) => text === 'a').length, each);
    assert.equal(texts.filter((text) => text === 'b').length, each);
    assert.ok(!(await readdir(folder)).some((name) => name.endsWith('.partial')));
  });
});

/** The child loads this very bundle for its `writeNewFile`; mocha's globals are not there, so they are put in. */
const workerSource = `
globalThis.describe = () => undefined;
const { writeNewFile } = require(process.argv[2]);
const [, , , folder, mark, each] = process.argv;
(async () => {
  for (let n = 0; n < Number(each); n += 1) await writeNewFile(folder, 'same', 'png', Buffer.from(mark));
})().catch(() => process.exit(1));
`;

export { writeNewFile };
