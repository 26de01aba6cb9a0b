import assert from 'node:assert/strict';
import { brotliCompressSync, deflateSync, gzipSync, deflateRawSync } from 'node:zlib';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { failureFromThrown } from '../../../src/answers/failures/failureFromThrown';
import { decode } from '../../../src/answers/coding/coding';
import { seededRandom } from '../../emulator/pictures/random';
import { read } from '../answers/support';
import { corpus } from './corpus';
import { byteMutations } from './mutations';
import { fuzzSeed } from './seed';

const runs = 1000;
const codings: readonly (readonly [coding: string, compress: (bytes: Buffer) => Buffer])[] = [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', (bytes) => brotliCompressSync(bytes)],
  ['gzip, br', (bytes) => brotliCompressSync(gzipSync(bytes))],
  ['', gzipSync],
];

describe('A thousand mutated codings', () => {
  const seed = fuzzSeed();
  const random = seededRandom(seed);
  const pick = (end: number): number => Math.floor(random() * Math.max(1, end));
  const one = <T>(items: readonly T[]): T => items[pick(items.length)] ?? assert.fail();

  it(`with the seed ${seed} are read, or end as failures`, async () => {
    for (let run = 0; run < runs; run++) {
      const { name, body } = one(corpus.filter(({ status }) => status === 200));
      const [coding, compress] = one(codings);
      const mutation = one(byteMutations);
      const told = `run ${run} of seed ${seed}: ${name}, ${coding}, ${mutation.name}: `;
      const bytes = Buffer.from(mutation.spoil(compress(body), pick));
      try {
        await read({ body: await decode(bytes, coding, 2_000_000, pick(2) === 0) });
      } catch (error) {
        const failure =
          error instanceof GenerationFailure ? error : failureFromThrown(error, { sent: true, secrets: [] });
        assert.ok(
          ['interrupted', 'badResponse', 'noImage', 'refused', 'server'].includes(failure.kind),
          told + failure.kind,
        );
      }
    }
  }).timeout(60_000);
});
