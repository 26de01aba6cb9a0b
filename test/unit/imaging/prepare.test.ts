import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jpeg from 'jpeg-js';
import { readImage } from '../../../src/core/pictures/imageBytes';
import type { ReferenceLimits } from '../../../src/core/services/preset';
import { referenceMimes } from '../../../src/core/services/preset';
import type { PreparedReference, ReferencePreparer } from '../../../src/imaging/references';
import { createReferencePreparer } from '../../../src/imaging/references';
import type { ChosenReference } from '../../../src/imaging/checkReferences';
import { ReferenceImageError } from '../../../src/imaging/checkReferences';
import { bundleWorker } from './bundleWorker';
import { noise, noisyPng as png } from './noisyPictures';

const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic' + '.'.repeat(9_000), 'latin1');
const limits: ReferenceLimits = { most: 14, maxBytes: 1e6, maxTotalBytes: 1e7, types: referenceMimes };
const never = new AbortController().signal;

function photo(width: number, height: number): Uint8Array {
  return jpeg.encode({ width, height, data: noise(width, height) }, 95).data;
}

/** The photo with a note that it is to be turned by 90 degrees, as telephones write it. */
function turned(bytes: Uint8Array): Uint8Array {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const marker = Buffer.from([0xff, 0xe1, 0, exif.byteLength + 2]);
  return Buffer.concat([bytes.subarray(0, 2), marker, exif, bytes.subarray(2)]);
}

describe('references', function () {
  this.timeout(60_000);
  let folder = '';
  let preparer: ReferencePreparer;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-references-'));
    preparer = createReferencePreparer({ workerFile: await bundleWorker(folder) });
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const prepare = (references: readonly ChosenReference[], change: Partial<ReferenceLimits> = {}, signal = never) =>
    preparer.prepare(references, { ...limits, ...change }, signal);

  async function one(bytes: Uint8Array, change: Partial<ReferenceLimits>): Promise<PreparedReference> {
    const [prepared] = await prepare([{ name: 'fox', bytes }], change);
    return prepared ?? assert.fail();
  }

  async function problem(references: readonly ChosenReference[], change: Partial<ReferenceLimits> = {}) {
    try {
      await prepare(references, change);
    } catch (error) {
      assert.ok(error instanceof ReferenceImageError, String(error));
      return error.problem;
    }
    return assert.fail('nothing was wrong');
  }

  it('within the limits are sent as they are, byte for byte', async () => {
    const bytes = [png(20, 10), photo(30, 20), heic];
    const prepared = await prepare(bytes.map((item, index) => ({ name: `${index}`, bytes: item })));
    assert.deepEqual(
      prepared.map(({ image, change }) => [
        image.mime,
        image.bytes === bytes[0] || bytes.includes(image.bytes),
        change,
      ]),
      [
        ['image/png', true, undefined],
        ['image/jpeg', true, undefined],
        ['image/heic', true, undefined],
      ],
    );
    assert.deepEqual(await prepare([]), []);
  });

  it('that are too large become a smaller JPEG, and it is said how', async () => {
    const bytes = png(300, 200);
    const { image, change } = await one(bytes, { maxBytes: 100_000 });
    const got = readImage(image.bytes) ?? assert.fail();
    assert.deepEqual([image.mime, got.mime, got.width, got.height], ['image/jpeg', 'image/jpeg', 300, 200]);
    assert.ok(image.bytes.byteLength <= 100_000);
    assert.deepEqual(change, {
      name: 'fox',
      from: { mime: 'image/png', bytes: bytes.byteLength, width: 300, height: 200 },
      to: { mime: 'image/jpeg', bytes: image.bytes.byteLength, width: 300, height: 200 },
    });
  });

  it('have a longer side of 2048 at most once they are made smaller', async () => {
    const { image } = await one(photo(3000, 100), { maxBytes: 200_000 });
    const { width, height } = readImage(image.bytes) ?? assert.fail();
    assert.deepEqual([width, height], [2048, 68]);
  });

  it('become as small as they must', async () => {
    const { image } = await one(photo(2400, 120), { maxBytes: 60_000 });
    const { width } = readImage(image.bytes) ?? assert.fail();
    assert.ok(width < 2048 && image.bytes.byteLength <= 60_000, `${width} ${image.bytes.byteLength}`);
  });

  it('keep what shines through', async () => {
    const { image } = await one(png(200, 200, 128), { maxBytes: 120_000 });
    assert.equal(image.mime, 'image/webp');
    assert.equal(readImage(image.bytes)?.mime, 'image/webp');
    const again = await one(image.bytes, { maxBytes: image.bytes.byteLength - 1 });
    assert.equal(again.image.mime, 'image/webp');
    assert.equal(readImage(again.image.bytes)?.width, 200);
  });

  it('stand upright after they lost the note that says how to turn them', async () => {
    const bytes = turned(photo(300, 200));
    const { change } = await one(bytes, { maxBytes: bytes.byteLength - 1 });
    assert.deepEqual([change?.to.width, change?.to.height], [200, 300]);
  });

  it('share the room of a request: the large ones become smaller', async () => {
    const [large, small] = [png(300, 200), png(10, 10)];
    const references = [
      { name: 'large', bytes: large },
      { name: 'small', bytes: small },
    ];
    const prepared = await prepare(references, { maxTotalBytes: 120_000 });
    assert.deepEqual(
      prepared.map(({ change }) => change?.name),
      ['large', undefined],
    );
    const total = prepared.reduce((sum, { image }) => sum + image.bytes.byteLength, 0);
    assert.ok(total <= 120_000, `${total}`);
  });

  it('of jobs at once wait for each other and come out right', async () => {
    const widths = [210, 220, 230];
    const all = await Promise.all(widths.map((width) => one(png(width, 200), { maxBytes: 80_000 })));
    assert.deepEqual(
      all.map(({ image }) => readImage(image.bytes)?.width),
      widths,
    );
  });

  it('that cannot be sent are named, with the reason', async () => {
    const fox = { name: 'fox.png', bytes: png(300, 200) };
    assert.deepEqual(await problem([fox, fox, fox], { most: 2 }), { what: 'tooMany', count: 3, most: 2 });
    assert.deepEqual(await problem([fox, { name: 'notes.txt', bytes: Buffer.from('a fox') }]), {
      what: 'unknownType',
      name: 'notes.txt',
    });
    assert.deepEqual(await problem([{ name: 'a.heic', bytes: heic }], { types: ['image/png'] }), {
      what: 'typeNotTaken',
      name: 'a.heic',
      mime: 'image/heic',
      possible: ['image/png'],
    });
    assert.deepEqual(await problem([{ name: 'a.heic', bytes: heic }, fox], { maxBytes: 8_000 }), {
      what: 'cannotShrink',
      name: 'a.heic',
      mime: 'image/heic',
      maxBytes: 8_000,
    });
    assert.deepEqual(await problem([fox], { maxBytes: 900 }), { what: 'tooLarge', name: 'fox.png', maxBytes: 900 });
  });

  it('that are broken are named when they would have to be decoded', async () => {
    const bytes = png(300, 200).slice(0, 5_000);
    const found = await problem([{ name: 'cut.png', bytes }], { maxBytes: 2_000 });
    assert.equal(found.what, 'unreadable');
    assert.ok('name' in found && found.name === 'cut.png');
    const { image } = await one(png(300, 200), { maxBytes: 100_000 });
    assert.equal(image.mime, 'image/jpeg');
  });

  it('with more pixels than there is memory for are refused unread', async () => {
    const bytes = Buffer.from(png(2, 2));
    bytes.writeUInt32BE(20_000, 16);
    bytes.writeUInt32BE(20_000, 20);
    assert.deepEqual(await problem([{ name: 'map.png', bytes }], { maxBytes: 10 }), {
      what: 'tooManyPixels',
      name: 'map.png',
      width: 20_000,
      height: 20_000,
    });
  });

  it('are given up at once when the job is cancelled, and the next job has its turn', async () => {
    const stop = new AbortController();
    const bytes = png(300, 200);
    const first = prepare([{ name: 'first', bytes }], { maxBytes: 100_000 }, stop.signal);
    const second = prepare([{ name: 'second', bytes }], { maxBytes: 100_000 }, stop.signal);
    const third = one(bytes, { maxBytes: 100_000 });
    stop.abort(new Error('enough'));
    await assert.rejects(first, /enough/);
    await assert.rejects(second, /enough/);
    assert.equal((await third).image.mime, 'image/jpeg');
  });
});
