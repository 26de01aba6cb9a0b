import fs from 'node:fs';
import path from 'node:path';
import { projectRoot, removeFolder, temporaryFolder } from '../../../scripts/project';
import { Thumbnailer } from '../../../src/imaging/thumbnailer';
import { contentHash } from '../../../src/store/pictures/contentHash';
import { ThumbnailFolder } from '../../../src/store/thumbnails/thumbnailFolder';
import { Thumbnails } from '../../../src/work/thumbnails';
import { jpegPicture, padJpeg } from '../../emulator/pictures/jpegPicture';
import { rounded } from '../median';
import { watchStalls } from '../stalls';

export interface ThumbnailTimes {
  readonly pictures: number;
  /** The longest time in which nothing else could run on the main thread. */
  readonly longestStallMs: number;
  /** Its own part of the longest: what the main thread itself has done in one piece. */
  readonly longestWorkMs: number;
  readonly msEach: number;
}

/** As large as the service's 4K pictures. */
const size = { width: 5504, height: 3072, bytes: 6_300_000 };

/** Makes the thumbnails of so many pictures, none of which had one, as the extension does. */
export async function thumbnails(pictures: number): Promise<ThumbnailTimes> {
  const folder = temporaryFolder();
  const thumbnailer = new Thumbnailer(path.join(projectRoot(), 'dist/workers/imaging.js'));
  const made = new Thumbnails(new ThumbnailFolder(path.join(folder, 'thumbnails')), (one) => thumbnailer.make(one));
  try {
    const files = writePictures(folder, pictures);
    const hashes = await Promise.all(files.map((file) => contentHash({ file })));
    const stalls = watchStalls();
    const start = performance.now();
    const all = files.map((file, index) => made.of({ sha256: hashes[index], open: async () => ({ file }) }));
    const found = await Promise.all(all);
    const ms = performance.now() - start;
    const longestStallMs = rounded(await stalls.stop());
    if (new Set(found).size !== pictures) throw new Error('not each picture has a thumbnail of its own');
    const longestWorkMs = rounded(stalls.longestWorkMs);
    return { pictures, longestStallMs, longestWorkMs, msEach: rounded(ms / pictures) };
  } finally {
    await thumbnailer.dispose();
    removeFolder(folder);
  }
}

function writePictures(folder: string, count: number): string[] {
  const picture = jpegPicture(size.width, size.height, [90, 170, 230]);
  return Array.from({ length: count }, (_, index) => {
    const mark = Buffer.alloc(size.bytes - picture.length, index + 1); // makes each another content
    const file = path.join(folder, `${index}.jpg`);
    fs.writeFileSync(file, padJpeg(picture, mark));
    return file;
  });
}
