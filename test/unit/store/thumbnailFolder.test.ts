import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FolderLimits } from '../../../src/store/thumbnails/boundedFolder';
import type { ThumbnailBytes } from '../../../src/store/thumbnails/thumbnailFolder';
import { ThumbnailFolder } from '../../../src/store/thumbnails/thumbnailFolder';
import { TestFolder } from './folder';

/** What begins and ends as a JPEG does; so many bytes. */
function jpeg(size = 100): ThumbnailBytes {
  const bytes = Buffer.alloc(size);
  bytes.write('ffd8ffe0', 0, 'hex');
  bytes.write('ffd9', size - 2, 'hex');
  return { bytes, mime: 'image/jpeg' };
}

function webp(size = 100): ThumbnailBytes {
  const bytes = Buffer.alloc(size);
  bytes.write('RIFF\0\0\0\0WEBP', 'latin1');
  bytes.writeUInt32LE(size - 8, 4);
  return { bytes, mime: 'image/webp' };
}

const hash = (n: number): string => n.toString(16).padStart(64, '0');

describe('the folder of thumbnails', () => {
  const folder = new TestFolder();
  const open = (limits?: FolderLimits): ThumbnailFolder => new ThumbnailFolder(folder.file('thumbnails'), limits);
  const names = (): string[] => readdirSync(folder.file('thumbnails')).sort();
  const fileOf = (n: number): string => folder.file(`thumbnails/${hash(n)}-1.jpg`);
  /** Each file was used a second after the one before it, long ago. */
  function age(...ns: number[]): void {
    for (const [second, n] of ns.entries()) utimesSync(fileOf(n), second, second);
  }

  it('gives back what was added, also to another window, under the name of its content', async () => {
    assert.equal(await open().find(hash(1)), undefined);
    for (const [n, thumbnail] of [jpeg(), webp()].entries()) {
      const file = await open().add(hash(n), thumbnail);
      assert.equal(await open().find(hash(n)), file);
      assert.deepEqual(readFileSync(file), thumbnail.bytes);
    }
    assert.deepEqual(names(), [`${hash(0)}-1.jpg`, `${hash(1)}-1.webp`]);
  });

  it('is emptied of them, and takes new ones; what is not ours stays', async () => {
    const thumbnails = open();
    await thumbnails.clear();
    for (const n of [1, 2]) await thumbnails.add(hash(n), jpeg());
    writeFileSync(folder.file('thumbnails/mine.jpg'), 'mine');
    await thumbnails.clear();
    assert.deepEqual(names(), ['mine.jpg']);
    assert.equal(await thumbnails.add(hash(1), jpeg()), fileOf(1));
  });

  it('has one file where many windows add the same at once', async () => {
    const files = await Promise.all(Array.from({ length: 8 }, () => open().add(hash(1), jpeg(50_000))));
    assert.deepEqual(new Set(files), new Set([fileOf(1)]));
    assert.deepEqual(names(), [path.basename(fileOf(1))]);
  });

  const damages: Readonly<Record<string, (file: string) => void>> = {
    'half-written': (file) => truncateSync(file, 50),
    empty: (file) => truncateSync(file, 0),
    'no picture': (file) => writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'far too large': (file) => writeFileSync(file, jpeg(5_000_000).bytes),
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`gives no file that is ${what}, and takes another in its place`, async () => {
      const file = await open().add(hash(1), jpeg());
      damage(file);
      assert.equal(await open().find(hash(1)), undefined);
      await open().add(hash(1), jpeg());
      assert.equal(await open().find(hash(1)), file);
    });
  }

  it('gives no WebP that was cut off, and no link', async () => {
    truncateSync(await open().add(hash(1), webp()), 60);
    writeFileSync(folder.file('elsewhere.jpg'), jpeg().bytes);
    symlinkSync(folder.file('elsewhere.jpg'), fileOf(2));
    assert.deepEqual([await open().find(hash(1)), await open().find(hash(2))], [undefined, undefined]);
  });

  it('looks for nothing by a name that is no hash', async () => {
    await open().add(hash(1), jpeg());
    writeFileSync(folder.file('secret-1.jpg'), jpeg().bytes);
    for (const name of [
      '../secret',
      '',
      '.',
      hash(1).toUpperCase().replace('0', 'F'),
      `${hash(1)}-1.jpg`,
      '../thumbnails/x',
    ]) {
      assert.equal(await open().find(name), undefined);
    }
  });

  it('removes what was not used for longest when there are too many', async () => {
    const thumbnails = open({ files: 3, bytes: 1e9 });
    for (const n of [1, 2, 3]) await thumbnails.add(hash(n), jpeg());
    age(1, 2, 3);
    await thumbnails.find(hash(1)); // is used now
    await thumbnails.add(hash(4), jpeg());
    assert.deepEqual(
      [1, 2, 3, 4].filter((n) => existsSync(fileOf(n))),
      [1, 3, 4],
    );
  });

  it('removes as many as it takes when they are too large', async () => {
    const thumbnails = open({ files: 1_000, bytes: 1_000 });
    for (const n of [1, 2, 3, 4]) await thumbnails.add(hash(n), jpeg(240));
    age(1, 2, 3, 4);
    await thumbnails.add(hash(5), jpeg(500));
    assert.deepEqual(
      [1, 2, 3, 4, 5].filter((n) => existsSync(fileOf(n))),
      [4, 5],
    );
  });

  it('stays within its bounds however many are added, by two windows in turn', async () => {
    const windows = [open({ files: 40, bytes: 1e9 }), open({ files: 40, bytes: 1e9 })];
    for (let n = 0; n < 200; n += 1) await windows[n % 2]?.add(hash(n), jpeg());
    // each window looks again when it has used up what it saw
    assert.ok(names().length <= 80, String(names().length));
  });

  it('leaves files alone that are not its own, but for what a crash has left long ago', async () => {
    await open().add(hash(1), jpeg());
    const others = ['notes.txt', `${hash(9)}.jpg`, '.0123456789abcdef.partial'];
    const old = '.fedcba9876543210.partial';
    for (const name of [...others, old]) writeFileSync(folder.file(`thumbnails/${name}`), 'half');
    utimesSync(folder.file(`thumbnails/${old}`), 1, 1);
    const thumbnails = open({ files: 1, bytes: 1e9 });
    await thumbnails.add(hash(2), jpeg());
    assert.deepEqual(names(), [...others, path.basename(fileOf(2))].sort());
  });
});
