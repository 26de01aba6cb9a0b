import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { failureFromThrown } from '../../../src/providers/failures';
import { TooLargeError } from '../../../src/providers/tooLarge';
import { decode } from '../../../src/providers/transport/body';

const mega = 1024 * 1024;
const cap = 256 * mega;

const codings: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gzipSync(bytes, { level: 1 }),
  'x-gzip': (bytes) => gzipSync(bytes, { level: 1 }),
  deflate: (bytes) => deflateSync(bytes, { level: 1 }),
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};

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

  it('is left as it is in another coding, or in two', async () => {
    const bytes = gzipSync(gzipSync('{}'));
    for (const coding of ['gzip, gzip', 'gzip, br', 'zstd', 'identity', null]) {
      assert.equal(await decode(bytes, coding, cap), bytes);
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
