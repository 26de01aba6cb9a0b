import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { encode as encodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import type { ImageMime } from '../../../src/core/pictures/image';
import { referenceMimes } from '../../../src/core/services/preset';
import { referenceWords } from '../../../src/core/pictures/referenceWords';
import type { ReferencePreparer } from '../../../src/imaging/references';
import { createReferencePreparer } from '../../../src/imaging/references';
import { decode } from '../../../src/imaging/codecs';
import { lookOf } from '../../../src/imaging/look';
import { obstacleIn } from '../../../src/imaging/obstacle';
import { ReferenceImageError } from '../../../src/imaging/checkReferences';
import { bundleWorker } from './bundleWorker';
import {
  exif,
  jpegSegment,
  madeUpProfile,
  pngChunk,
  profileIn,
  riff,
  tagOf,
  webpChunk,
  withNotes,
  withPngChunks,
} from './fileNotes';

type Colour = readonly [red: number, green: number, blue: number, alpha?: number];
/** A picture as it is to be seen: the colour at a place. */
type Seen = (x: number, y: number) => Colour;

const [width, height] = [48, 32];
const [red, green, blue, white]: readonly Colour[] = [
  [220, 30, 30],
  [30, 200, 30],
  [30, 30, 220],
  [240, 240, 240],
];

/** Four quarters of different colours: it looks different in each of the eight ways to turn and mirror it. */
const quarters: Seen = (x, y) =>
  (y < height / 2 ? (x < width / 2 ? red : green) : x < width / 2 ? blue : white) ?? [0, 0, 0];

/** EXIF's own words: where the first row and the first column of the stored pixels are seen. */
const sides = [
  ['top', 'left'],
  ['top', 'right'],
  ['bottom', 'right'],
  ['bottom', 'left'],
  ['left', 'top'],
  ['right', 'top'],
  ['right', 'bottom'],
  ['left', 'bottom'],
] as const;

/** The pixels as a camera stores them that says so. */
function stored(seen: Seen, orientation: number): { width: number; height: number; data: Uint8Array } {
  const [row = 'top', column = 'left'] = sides[orientation - 1] ?? [];
  const isSideways = row === 'left' || row === 'right';
  const [across, along] = isSideways ? [height, width] : [width, height];
  const from = (side: string, n: number): number =>
    side === 'top' || side === 'left' ? n : (side === 'bottom' ? height : width) - 1 - n;
  const pixels: number[] = [];
  for (let r = 0; r < along; r += 1) {
    for (let c = 0; c < across; c += 1) {
      const [x, y] = isSideways ? [from(row, r), from(column, c)] : [from(column, c), from(row, r)];
      const [one, two, three, alpha = 255] = seen(x, y);
      pixels.push(one, two, three, alpha);
    }
  }
  return { width: across, height: along, data: Uint8Array.from(pixels) };
}

class Pixels implements ImageData {
  constructor(
    readonly data: Uint8ClampedArray<ArrayBuffer>,
    readonly width: number,
    readonly height: number,
  ) {}
}

/** A JPEG in cyan, magenta, yellow and black, as a program for print writes it. */
const cmykJpeg = Buffer.from(
  '/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAoHB4jHhkoIyEjLSsoMDxkQTw3Nzx7WF1JZJGAmZaPgIyKoLTmw6Cq2q2KjMj/y9ru9f///5vB////+v' +
    '/m/f/4/9sAQwErLS08NTx2QUF2+KWMpfj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4/8AAFAgACAAI' +
    'BAEiAAIRAQMRAQQiAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAEBf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBf' +
    '/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAOBAEAAhEDEQQAAD8AqAIR2yA//9k=',
  'base64',
);

describe('a reference that is made smaller looks the same', function () {
  this.timeout(120_000);
  let folder = '';
  let preparer: ReferencePreparer;

  before(async () => {
    Object.assign(globalThis, { ImageData: Pixels });
    folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-look-'));
    preparer = createReferencePreparer({ workerFile: await bundleWorker(folder) });
  });

  after(() => {
    Reflect.deleteProperty(globalThis, 'ImageData');
    rmSync(folder, { recursive: true, force: true });
  });

  /** What is sent of a picture that is too large by what lies behind its end, which is no part of it. */
  async function smaller(bytes: Uint8Array, room = 400_000): Promise<{ bytes: Uint8Array; mime: ImageMime }> {
    const large = Buffer.concat([bytes, Buffer.alloc(room)]);
    const limits = { most: 1, maxBytes: room, maxTotalBytes: room, types: referenceMimes };
    const [one] = await preparer.prepare([{ name: 'fox', bytes: large }], limits, new AbortController().signal);
    assert.ok(one?.change, 'it was sent as it is');
    return { bytes: one.image.bytes, mime: one.image.mime as ImageMime };
  }

  async function problemOf(bytes: Uint8Array): Promise<string> {
    const error = await smaller(bytes, 1_000_000).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof ReferenceImageError, String(error));
    assert.equal(error.message, referenceWords(error.problem));
    return error.message;
  }

  async function assertSeen({ bytes, mime }: { bytes: Uint8Array; mime: ImageMime }, seen: Seen): Promise<void> {
    const pixels = await decode(bytes, mime);
    assert.deepEqual([pixels.width, pixels.height], [width, height]);
    for (let y = 4; y < height; y += 8) {
      for (let x = 4; x < width; x += 8) {
        const got = pixels.data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4);
        const [r, g, b, a = 255] = seen(x, y);
        const off = [r, g, b, a].map((value, index) => Math.abs(value - (got[index] ?? 0)));
        assert.ok(Math.max(...off) <= 14, `at ${x},${y}: ${[...got].join()} for ${[r, g, b, a].join()}`);
      }
    }
  }

  /** A WebP, which has an alpha channel as all that are written here. */
  async function webp(picture: { width: number; height: number; data: Uint8Array }): Promise<Buffer> {
    const { bytes, mime } = await smaller(encodePng({ ...picture, channels: 4 }));
    assert.equal(mime, 'image/webp');
    return Buffer.from(bytes);
  }

  const shining: Seen = (x, y) => {
    const [r, g, b] = quarters(x, y);
    return [r, g, b, 200];
  };

  for (let orientation = 1; orientation <= 8; orientation += 1) {
    it(`stands upright, where EXIF says ${orientation}: ${sides[orientation - 1]?.join(', ')}`, async () => {
      const order = orientation % 2 === 0 ? 'II' : 'MM';
      const notes = { exif: exif(orientation, order) };
      const photo = jpeg.encode(stored(quarters, orientation), 95).data;
      await assertSeen(await smaller(withNotes(photo, 'image/jpeg', notes)), quarters);
      const png = encodePng({ ...stored(quarters, orientation), channels: 4 });
      await assertSeen(await smaller(withNotes(png, 'image/png', notes)), quarters);
      const drawing = await webp(stored(shining, orientation));
      const turned = await smaller(withNotes(drawing, 'image/webp', notes));
      await assertSeen(turned, shining);
      assert.ok(!Buffer.from(turned.bytes).includes('EXIF'), 'it says still how to turn it');
    });
  }

  it('and no EXIF data, however broken or hostile, does more than not to count', async () => {
    const bad = [
      Buffer.alloc(0),
      Buffer.from('MM'),
      exif(9),
      exif(0),
      Buffer.concat([Buffer.from('II*\0', 'latin1'), Buffer.from([0xff, 0xff, 0xff, 0xff])]),
      Buffer.concat([Buffer.from('II*\0\x08\0\0\0\xff\xff', 'latin1'), Buffer.alloc(60)]),
      Buffer.concat([Buffer.from('MM\0*\0\0\0\0', 'latin1'), Buffer.alloc(30, 1)]),
    ];
    for (const data of bad) {
      const png = withNotes(encodePng({ ...stored(quarters, 1), channels: 4 }), 'image/png', { exif: data });
      await assertSeen(await smaller(png), quarters);
    }
  });

  it('and nothing in a file, however spoiled, keeps what is told from its notes from an end', async () => {
    const notes = {
      exif: exif(6),
      profile: madeUpProfile(700, 'GRAY', [Buffer.from('kTRCcurv\0\0\0\0\0\0\0\0', 'latin1')]),
    };
    const png = encodePng({ ...stored(shining, 1), channels: 4 });
    const numbers = [
      pngChunk('gAMA', Buffer.alloc(4, 1)),
      pngChunk('cHRM', Buffer.alloc(32, 1)),
      pngChunk('cICP', Buffer.from([12, 13, 0, 1])),
    ];
    const files: [ImageMime, Buffer][] = [
      ['image/jpeg', withNotes(jpeg.encode(stored(quarters, 1), 50).data, 'image/jpeg', notes)],
      ['image/png', withNotes(png, 'image/png', notes)],
      ['image/png', withPngChunks(png, numbers)],
      ['image/webp', withNotes(await webp(stored(shining, 1)), 'image/webp', notes)],
    ];
    let state = 7;
    const random = (below: number): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) % below;
    for (const [mime, file] of files) {
      for (let round = 0; round < 1_000; round += 1) {
        const spoiled = Buffer.from(file);
        for (let n = random(6); n >= 0; n -= 1) spoiled[random(Math.min(1_500, spoiled.length))] = random(256);
        const bytes = random(4) === 0 ? spoiled.subarray(0, random(spoiled.length)) : spoiled;
        assert.doesNotThrow(() => [lookOf(bytes, mime), obstacleIn(bytes)], `${mime}, round ${round}`);
      }
    }
  });

  it('keeps its profile, byte for byte, whatever it was and whatever it becomes', async () => {
    for (const bytes of [3_145, 200_001]) {
      const notes = { profile: madeUpProfile(bytes) };
      const opaque: [ImageMime, Uint8Array][] = [
        ['image/jpeg', jpeg.encode(stored(quarters, 1), 95).data],
        ['image/png', encodePng({ ...stored(quarters, 1), channels: 4 })],
      ];
      for (const [mime, picture] of opaque) {
        const got = await smaller(withNotes(picture, mime, notes));
        assert.equal(got.mime, 'image/jpeg');
        assert.deepEqual(profileIn(got.bytes), notes.profile, mime);
        await assertSeen(got, quarters);
      }
      const transparent: [ImageMime, Uint8Array][] = [
        ['image/webp', await webp(stored(shining, 1))],
        ['image/png', encodePng({ ...stored(shining, 1), channels: 4 })],
      ];
      for (const [mime, picture] of transparent) {
        const got = await smaller(withNotes(picture, mime, notes));
        assert.equal(got.mime, 'image/webp');
        assert.deepEqual(profileIn(got.bytes), notes.profile, mime);
        await assertSeen(got, shining);
      }
    }
  });

  it('has no profile that it had not, none that is broken, and none that is larger than it may be itself', async () => {
    const png = encodePng({ ...stored(quarters, 1), channels: 4 });
    const bomb = Buffer.concat([Buffer.from('x\0\0', 'latin1'), deflateSync(Buffer.alloc(40_000_000))]);
    const cut = madeUpProfile(4_000).subarray(0, 3_000);
    for (const bytes of [
      png,
      withNotes(png, 'image/png', { profile: cut }),
      withNotes(png, 'image/png', { profile: Buffer.from('no profile') }),
      withNotes(png, 'image/png', { profile: madeUpProfile(4_000, 'CMYK') }),
      withPngChunks(png, [pngChunk('iCCP', bomb)]),
      withPngChunks(png, [pngChunk('iCCP', Buffer.from('x\0\0nothing compressed'))]),
    ]) {
      const got = await smaller(bytes);
      assert.equal(profileIn(got.bytes), undefined);
      await assertSeen(got, quarters);
    }
    const huge = withNotes(png, 'image/png', { profile: madeUpProfile(300_000) });
    await assert.rejects(smaller(huge, 200_000), /larger than 200000 bytes even when made smaller/);
  });

  it('keeps the curve of a profile for greys, as one for red, green and blue', async () => {
    const curve = Buffer.from('kTRCcurv\0\0\0\0\0\0\0\x01\x02\x33', 'latin1');
    const grey = (x: number): Colour => (x < width / 2 ? [60, 60, 60] : [190, 190, 190]);
    const data = Uint8Array.from({ length: width * height }, (_, index) => grey(index % width)[0]);
    const png = encodePng({ width, height, data, channels: 1 });
    const got = await smaller(withNotes(png, 'image/png', { profile: madeUpProfile(600, 'GRAY', [curve]) }));
    const profile = profileIn(got.bytes) ?? assert.fail('no profile');
    assert.equal(profile.toString('latin1', 16, 20), 'RGB ');
    for (const name of ['rTRC', 'gTRC', 'bTRC']) assert.deepEqual(tagOf(profile, name), curve.subarray(4));
    await assertSeen(got, grey);
  });

  describe('where a PNG says its colours in numbers,', () => {
    const png = encodePng({ ...stored(quarters, 1), channels: 4 });
    const numbers = (...values: readonly number[]): Buffer => {
      const data = Buffer.alloc(4 * values.length);
      values.forEach((value, index) => data.writeUInt32BE(Math.round(value * 100_000), index * 4));
      return data;
    };
    const gamma = (value: number): Buffer => pngChunk('gAMA', numbers(value));
    const primaries = (...values: readonly number[]): Buffer => pngChunk('cHRM', numbers(...values));
    const ofSrgb = primaries(0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06);
    const ofP3 = primaries(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06);

    const profileOf = async (...chunks: readonly Buffer[]): Promise<Buffer | undefined> =>
      profileIn((await smaller(withPngChunks(png, chunks))).bytes);
    const xyz = (profile: Buffer, name: string): number[] =>
      [8, 12, 16].map((at) => Number((tagOf(profile, name).readInt32BE(at) / 65_536).toFixed(3)));

    it('a profile says the same', async () => {
      // the numbers of Display P3 as its publisher's own profile has them
      for (const chunk of [[pngChunk('cICP', Buffer.from([12, 13, 0, 1]))], [ofP3, gamma(0.45455)]]) {
        const profile = (await profileOf(...chunk)) ?? assert.fail();
        assert.deepEqual(
          ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => xyz(profile, name)),
          [
            [0.515, 0.241, -0.001],
            [0.292, 0.692, 0.042],
            [0.157, 0.067, 0.784],
          ],
        );
      }
      const linear = (await profileOf(gamma(1))) ?? assert.fail();
      assert.deepEqual(xyz(linear, 'rXYZ'), [0.436, 0.222, 0.014]);
      assert.equal(tagOf(linear, 'gTRC').readUInt16BE(12), 0x0100);
      const profile = madeUpProfile(700);
      const compressed = Buffer.concat([Buffer.from('n\0\0', 'latin1'), deflateSync(profile)]);
      assert.deepEqual(await profileOf(gamma(1), pngChunk('iCCP', compressed)), profile);
    });

    it('that are sRGB, or no colours, none does', async () => {
      assert.equal(await profileOf(gamma(0.45455)), undefined);
      assert.equal(await profileOf(ofSrgb, gamma(0.45455)), undefined);
      assert.equal(await profileOf(gamma(1), pngChunk('sRGB', Buffer.from([0]))), undefined);
      assert.equal(await profileOf(pngChunk('cICP', Buffer.from([1, 13, 0, 1]))), undefined);
      assert.equal(await profileOf(primaries(0, 0, 0, 0, 0, 0, 0, 0), gamma(1)), undefined);
      assert.equal(await profileOf(gamma(0)), undefined);
      assert.equal(await profileOf(pngChunk('gAMA', Buffer.from([1]))), undefined);
    });
  });

  it('has the same pixels, however they are stored', async () => {
    const grey: Seen = (x) => (x < width / 2 ? [40, 40, 40] : [200, 200, 200]);
    const all = (channels: number, depth: 8 | 16, seen: Seen) => {
      const values = Array.from({ length: width * height }, (_, index) => {
        const [r, g, b, a = 255] = seen(index % width, Math.floor(index / width));
        return [[r], [r, a], [r, g, b], [r, g, b, a]][channels - 1] ?? [];
      }).flat();
      const data = depth === 8 ? Uint8Array.from(values) : Uint16Array.from(values, (value) => value * 257);
      return encodePng({ width, height, data, channels, depth });
    };
    for (const depth of [8, 16] as const) {
      await assertSeen(await smaller(all(1, depth, grey)), grey);
      await assertSeen(await smaller(all(2, depth, (x, y) => [grey(x, y)[0], 0, 0, 90])), (x, y) => [
        ...rgb(grey(x, y)),
        90,
      ]);
      await assertSeen(await smaller(all(3, depth, quarters)), quarters);
      await assertSeen(await smaller(all(4, depth, shining)), shining);
    }
    const palette = [red, green, blue, white].map((colour) => [...rgb(colour ?? [0, 0, 0])]);
    const indices = Uint8Array.from({ length: width * height }, (_, index) => {
      const [x, y] = [index % width, Math.floor(index / width)];
      return (y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1);
    });
    await assertSeen(await smaller(indexedPng(indices, palette)), quarters);
  });

  function rgb([r, g, b]: Colour): [number, number, number] {
    return [r, g, b];
  }

  function indexedPng(indices: Uint8Array, palette: readonly number[][]): Buffer {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([8, 3, 0, 0, 0], 8);
    const rows = Array.from({ length: height }, (_, y) => [0, ...indices.subarray(y * width, (y + 1) * width)]);
    return Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      pngChunk('IHDR', header),
      pngChunk('PLTE', Uint8Array.from(palette.flat())),
      pngChunk('IDAT', deflateSync(Uint8Array.from(rows.flat()))),
      pngChunk('IEND', Buffer.alloc(0)),
    ]);
  }

  describe('or it is said what it is, and what to do:', () => {
    const photo = jpeg.encode(stored(quarters, 1), 95).data;
    const withFrame = (marker: number, bits = 8): Buffer => {
      const bytes = Buffer.from(photo);
      const at = bytes.indexOf(Buffer.from([0xff, 0xc0]));
      bytes[at + 1] = marker;
      bytes[at + 4] = bits;
      return bytes;
    };

    it('a CMYK JPEG, however it is coded', async () => {
      assert.match(await problemOf(cmykJpeg), /^fox .*a CMYK JPEG .*convert it to RGB/);
      const progressive = Buffer.from(cmykJpeg);
      progressive[progressive.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc2;
      const padded = Buffer.concat([
        cmykJpeg.subarray(0, 2),
        jpegSegment(0xe1, Buffer.alloc(900)),
        progressive.subarray(2),
      ]);
      assert.match(await problemOf(padded), /a CMYK JPEG/);
    });

    it('a lossless, arithmetic-coded, hierarchical or 12-bit JPEG', async () => {
      for (const bytes of [
        withFrame(0xc3),
        withFrame(0xc9),
        withFrame(0xc5),
        withFrame(0xca),
        withFrame(0xc1, 12),
        withFrame(0xcf),
      ]) {
        assert.match(await problemOf(bytes), /12-bit JPEG cannot be made smaller here; save it as an ordinary JPEG/);
      }
    });

    it('an animated WebP', async () => {
      const still = await webp(stored(shining, 1));
      const size = [width - 1, 0, 0, height - 1, 0, 0];
      const frame = webpChunk(
        'ANMF',
        Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, ...size, 100, 0, 0, 0]), still.subarray(30)]),
      );
      const moving = riff([
        webpChunk('VP8X', Buffer.from([0x12, 0, 0, 0, ...size])),
        webpChunk('ANIM', Buffer.alloc(6)),
        frame,
        frame,
      ]);
      assert.match(await problemOf(moving), /an animated WebP .*save one frame of it/);
    });

    it('an HDR PNG', async () => {
      const png = encodePng({ ...stored(quarters, 1), channels: 4 });
      for (const transfer of [16, 18]) {
        const hdr = withPngChunks(png, [pngChunk('cICP', Buffer.from([9, transfer, 0, 1]))]);
        assert.match(await problemOf(hdr), /an HDR PNG .*save it in SDR/);
      }
    });

    it('a damaged picture, in the words of what reads it', async () => {
      const cut = photo.subarray(0, 300);
      assert.match(await problemOf(cut), /cannot be read; it may be damaged \(.*(?:JPEG|marker|Huffman).*\)/i);
    });
  });
});
