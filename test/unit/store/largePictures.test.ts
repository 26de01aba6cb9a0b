import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { LargePicture, LargeSource } from '../../../src/store/thumbnails/largePictures';
import { LargePictures, mostLargeBytes } from '../../../src/store/thumbnails/largePictures';
import { noisyPng } from '../imaging/noisyPictures';
import { TestFolder } from './folder';

describe('the large pictures that a page shows', () => {
  const folder = new TestFolder();
  const open = (limits?: { files: number; bytes: number }): LargePictures =>
    new LargePictures(folder.file('large'), limits);
  const names = (): string[] => readdirSync(folder.file('large')).sort();
  let copies = 0;
  beforeEach(() => (copies = 0));

  function source(name: string, bytes: Uint8Array, key = name): LargeSource {
    const file = folder.file(name);
    writeFileSync(file, bytes);
    const copyTo = async (target: string): Promise<void> => {
      copies += 1;
      copyFileSync(file, target);
    };
    return { key, bytes: bytes.byteLength, copyTo };
  }

  function placed(found: LargePicture): { readonly file: string; readonly sha256: string } {
    return typeof found === 'string' ? assert.fail(found) : found;
  }

  it('are there byte for byte, by their content and as what they are, and copied once', async () => {
    const png = noisyPng(20, 10);
    const large = open();
    const picture = source('photo.jpg', png);
    const { file, sha256 } = placed(await large.of(picture));
    assert.deepEqual(readFileSync(file), Buffer.from(png));
    assert.equal(path.basename(file), `${sha256}.png`);
    assert.equal(placed(await large.of(picture)).file, file);
    assert.equal(copies, 1);
    rmSync(file);
    assert.equal(placed(await large.of(picture)).file, file);
    assert.deepEqual([copies, existsSync(file)], [2, true]);
  });

  it('are others when their file is another', async () => {
    const large = open();
    const before = placed(await large.of(source('a.png', noisyPng(8, 8), 'first')));
    const after = placed(await large.of(source('a.png', noisyPng(9, 9), 'second')));
    assert.notEqual(before.sha256, after.sha256);
  });

  it('are only pictures, and none that a window has no memory for', async () => {
    const large = open();
    await large.clear();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
    assert.equal(await large.of(source('a.svg', svg)), 'noPicture');
    const huge = Buffer.from(noisyPng(8, 8));
    huge.writeUInt32BE(20_000, 16);
    huge.writeUInt32BE(20_000, 20);
    assert.equal(await large.of(source('huge.png', huge)), 'tooLarge');
    const claimed = { ...source('b.png', noisyPng(8, 8)), bytes: mostLargeBytes + 1 };
    copies = 0;
    assert.equal(await large.of(claimed), 'tooLarge');
    assert.equal(copies, 0);
    await assert.rejects(large.of({ key: 'x', bytes: 1, copyTo: () => Promise.reject(new Error('gone')) }), /gone/);
    assert.deepEqual(names(), []);
  });

  it('make room for each other: those go that were not looked at for the longest time', async () => {
    const large = open({ files: 3, bytes: 1_000_000 });
    await large.clear();
    const files: string[] = [];
    for (const [index, side] of [8, 9, 10].entries()) {
      const { file } = placed(await large.of(source(`${side}.png`, noisyPng(side, side))));
      utimesSync(file, index + 1, index + 1);
      files.push(file);
    }
    await large.of(source('8.png', noisyPng(8, 8))); // looked at again
    const { file } = placed(await large.of(source('11.png', noisyPng(11, 11))));
    assert.deepEqual(names(), [files[0], files[2], file].map((one) => path.basename(one ?? '')).sort());
    assert.ok(statSync(file).size > 0);
  });

  it('are all removed when the history is cleared; what is not ours stays', async () => {
    const large = open();
    await large.of(source('c.png', noisyPng(12, 12)));
    writeFileSync(folder.file('large/mine.png'), 'mine');
    await large.clear();
    assert.deepEqual(names(), ['mine.png']);
  });
});
