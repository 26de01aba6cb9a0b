import assert from 'node:assert/strict';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import jpeg from 'jpeg-js';
import { maxReferenceBytes } from '../../../src/core/pictures/reference';
import { openReference, TooLargeReferenceError } from '../../../src/imaging/openReference';
import { TestFolder } from '../store/folder';
import { noise, noisyPng } from './noisyPictures';

const MiB = 1024 * 1024;

describe('a file that is to be worked from', () => {
  const folder = new TestFolder();

  async function fileOf(name: string, bytes: Uint8Array): Promise<string> {
    await writeFile(folder.file(name), bytes);
    return folder.file(name);
  }

  it('is read where it is small', async () => {
    const bytes = noisyPng(20, 10);
    const reference = await openReference(await fileOf('fox', bytes), 'fox');
    assert.deepEqual(reference, { name: 'fox', bytes: Buffer.from(bytes), mime: 'image/png' });
  });

  it('stays where it is if it is large', async () => {
    const bytes = Buffer.concat([noisyPng(20, 10), Buffer.alloc(5 * MiB)]);
    const file = await fileOf('fox', bytes);
    assert.deepEqual(await openReference(file, 'fox'), { name: 'fox', file, size: bytes.length, mime: 'image/png' });
  });

  it('is known as a JPEG, however much is noted before its pixels', async () => {
    const picture = jpeg.encode({ width: 20, height: 10, data: noise(20, 10) }, 90).data;
    const note = Buffer.concat([Buffer.from([0xff, 0xe2, 0xff, 0xff]), Buffer.alloc(0xfffd, 'x')]);
    const notes = Array.from({ length: 80 }, () => note);
    const file = await fileOf('fox', Buffer.concat([picture.subarray(0, 2), ...notes, picture.subarray(2)]));
    assert.equal((await openReference(file, 'fox'))?.mime, 'image/jpeg');
  });

  it('is nothing that a service takes where it is no picture', async () => {
    assert.equal(await openReference(await fileOf('notes', Buffer.from('a fox')), 'notes'), undefined);
    assert.equal(await openReference(await fileOf('long', Buffer.alloc(5 * MiB, 'a')), 'long'), undefined);
  });

  it('is refused unread where it is larger than any picture, is no file, or is not there', async () => {
    const file = await fileOf('fox', noisyPng(20, 10));
    await truncate(file, maxReferenceBytes + 1);
    await assert.rejects(openReference(file, 'fox'), TooLargeReferenceError);
    await mkdir(folder.file('folder'));
    await assert.rejects(openReference(folder.file('folder'), 'folder'), /not a file/);
    await assert.rejects(openReference(folder.file('none'), 'none'), /ENOENT/);
  });
});
