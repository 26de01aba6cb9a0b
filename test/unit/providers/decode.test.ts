import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants, deflateSync, gzipSync, deflateRawSync } from 'node:zlib';
import { failureFromThrown } from '../../../src/answers/failures/failureFromThrown';
import { TooLargeError } from '../../../src/answers/json/limits';
import { decode } from '../../../src/answers/coding/coding';

const mega = 1024 * 1024;
const cap = 256 * mega;

const codings: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gzipSync(bytes, { level: 1 }),
  'x-gzip': (bytes) => gzipSync(bytes, { level: 1 }),
  deflate: (bytes) => deflateSync(bytes, { level: 1 }),
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};

const words = `{"a":"${'夏 and more '.repeat(500)}"}`;
const gzip = (text: Buffer | string): Buffer => gzipSync(text);
const deflate = (text: Buffer | string): Buffer => deflateSync(text);
const br = (text: Buffer | string): Buffer => brotliCompressSync(text);

/** What is declared, and the bytes. */
const inSeveral: readonly (readonly [string, Buffer])[] = [
  ['gzip, gzip', gzip(gzip(words))],
  ['gzip, gzip', gzip(words)],
  ['gzip, identity', gzip(words)],
  ['identity, gzip', gzip(words)],
  ['GZIP , , X-Gzip', gzip(words)],
  ['gzip, br', br(gzip(words))],
  ['br,gzip', gzip(br(words))],
  ['deflate, gzip, br', br(gzip(deflate(words)))],
  ['gzip', gzip(gzip(words))],
  ['', gzip(words)],
  ['br', gzip(words)],
  ['deflate', gzip(words)],
  ['utf-8', gzip(words)],
  ['deflate', deflateRawSync(words)],
  ['deflate, gzip', gzip(deflateRawSync(words))],
];

describe('a compressed answer', () => {
  for (const [coding, compress] of Object.entries(codings)) {
    it(`is decoded as long as it is no bomb: ${coding}`, async () => {
      const fine = compress(Buffer.alloc(60 * mega, '1,'));
      assert.equal((await decode(fine, coding, cap)).byteLength, 60 * mega);
      await assert.rejects(decode(compress(Buffer.alloc(65 * mega, '1,')), coding, cap), TooLargeError);
    });

    it(`comes to no more than its reader allows: ${coding}`, async () => {
      const bytes = compress(Buffer.alloc(mega));
      assert.equal((await decode(bytes, coding, mega)).byteLength, mega);
      await assert.rejects(decode(bytes, coding, mega - 1), TooLargeError);
    });
  }

  it('may be larger where as much of it came over the wire, as pictures do not compress', async () => {
    const stored = gzipSync(randomBytes(9 * mega), { level: 0 });
    const blanks = (megas: number): Buffer => gzipSync(Buffer.alloc(megas * mega), { level: 1 });
    const large = Buffer.concat([stored, blanks(60)]);
    assert.equal((await decode(large, 'gzip', cap)).byteLength, 69 * mega);
    await assert.rejects(decode(Buffer.concat([stored, blanks(70)]), 'gzip', cap), TooLargeError);
  });

  it('is left as it is in another coding', async () => {
    const bytes = brotliCompressSync('{}');
    for (const coding of ['zstd', 'br2', 'constructor', 'identity', ',,', '', null]) {
      assert.equal(await decode(bytes, coding, cap), bytes, String(coding));
    }
  });

  for (const [declared, bytes] of inSeveral) {
    it(`is decoded to its end: ${declared}`, async () => {
      assert.equal((await decode(bytes, declared, cap)).toString(), words);
    });
  }

  it('is no bomb in a bomb either', async () => {
    const bomb = (count: number): Buffer =>
      count === 0 ? Buffer.alloc(65 * mega) : gzipSync(bomb(count - 1), { level: 1 });
    for (const count of [2, 3, 4]) await assert.rejects(decode(bomb(count), 'gzip', cap), TooLargeError);
    const larger = gzipSync(gzipSync(Buffer.alloc(2 * mega), { level: 0 }));
    await assert.rejects(decode(larger, 'gzip, gzip', mega), TooLargeError);
  });

  it('is decoded so many times and no more', async () => {
    let bytes = Buffer.from(words);
    for (let times = 0; times < 1000; times++) bytes = gzipSync(bytes);
    const declared = Array<string>(1000).fill('gzip').join(',');
    assert.ok((await decode(bytes, declared, cap)).byteLength > words.length);
  });

  it('keeps its words, whatever a proxy has left behind it', async () => {
    for (const junk of ['junk', '\n', '\r\n0\r\n\r\n', '\0\0junk', 'x'.repeat(100_000)]) {
      for (const [coding, compress] of Object.entries({ ...codings, deflateRaw: deflateRawSync })) {
        const bytes = Buffer.concat([compress(Buffer.from(words)), Buffer.from(junk)]);
        const declared = coding.replace('Raw', '');
        for (const cut of [false, true]) {
          assert.equal((await decode(bytes, declared, cap, cut)).toString(), words, coding + JSON.stringify(junk));
        }
      }
    }
  });

  it('keeps its words behind a gzip header with all that it can have', async () => {
    const gzip = gzipSync(words);
    const header = Buffer.concat([gzip.subarray(0, 10), Buffer.from('\x03\0xyzname\0comment\0')]);
    header[3] = 0x04 | 0x08 | 0x10;
    const bytes = Buffer.concat([header, gzip.subarray(10), Buffer.from('junk')]);
    assert.equal((await decode(bytes, 'gzip', cap)).toString(), words);
  });

  it('that is damaged is not read', async () => {
    for (const [coding, compress] of Object.entries(codings)) {
      const whole = compress(randomBytes(5000));
      const flipped = Buffer.from(whole);
      flipped[2500] = (flipped[2500] ?? 0) ^ 0xff;
      const junk = Buffer.from('junk');
      const damaged = [whole.subarray(0, -1000), ...(coding === 'br' ? [] : [flipped, Buffer.concat([flipped, junk])])];
      if (coding.endsWith('gzip')) {
        damaged.push(
          Buffer.concat([whole.subarray(0, -8), Buffer.alloc(8), junk]),
          Buffer.concat([whole, whole, junk]),
        );
        damaged.push(...[3, 10, 12].map((end) => whole.subarray(0, end)));
      }
      for (const [index, bytes] of damaged.entries()) {
        await assert.rejects(decode(bytes, coding, cap), { name: 'Error' }, `${coding} ${index}`);
      }
    }
  });

  it('that is too large makes no sense, and may have been charged', async () => {
    const bomb = brotliCompressSync(Buffer.alloc(65 * mega));
    const error: unknown = await decode(bomb, 'br', cap).catch((thrown: unknown) => thrown);
    const wrapped = new Error('Connection error.', { cause: error });
    for (const thrown of [error, wrapped]) {
      const { kind, reason, charge, providerMessage } = failureFromThrown(thrown, { sent: true, secrets: [] }).facts;
      assert.deepEqual(
        [kind, reason, charge, providerMessage],
        ['badResponse', 'answerTooLarge', 'unknown', undefined],
      );
    }
  });
}).timeout(60_000);
