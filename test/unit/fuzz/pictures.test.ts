import assert from 'node:assert/strict';
import { extensionOf, readImage } from '../../../src/core/pictures/imageBytes';
import { bytesOfText } from '../../../src/answers/pictures/base64';
import { endOfPicture, pictureOf } from '../../../src/answers/pictures/pictureBytes';
import { jpegPicture } from '../../emulator/pictures/jpegPicture';
import { pngPicture } from '../../emulator/pictures/pngPicture';
import { seededRandom } from '../../emulator/pictures/random';
import { cpuMs, cpuMsOnce, hangMs } from '../answers/reading/growth';
import { b64, dataUrl, jpegOf, png, read, webpOf } from '../answers/support';
import { noisyPng } from '../imaging/noisyPictures';
import { byteMutations } from './mutations';
import { fuzzSeed } from './seed';

const runs = 2000;
/** What reading may take beside the bytes themselves, and far less than any size that a broken header can declare. */
const mostMemory = 32 * 1024 * 1024;

const whole: Readonly<Record<string, Buffer>> = {
  'a smallest PNG': png,
  'a PNG': pngPicture(300, 200, [90, 170, 230]),
  'a PNG of noise': Buffer.from(noisyPng(60, 40)),
  'a smallest JPEG': jpegOf(0x2a),
  'a JPEG': jpegPicture(300, 200, [90, 170, 230]),
  'a WebP': webpOf(0x5c),
};

/** All that is done with the bytes of a picture before it is saved. */
async function useAll(bytes: Buffer): Promise<void> {
  const image = pictureOf(bytes);
  const end = endOfPicture(bytes);
  assert.ok(end === undefined || end <= bytes.byteLength);
  for (const { width, height, mime } of [image, readImage(bytes)].filter((read) => read !== undefined)) {
    assert.ok(width > 0 && height > 0 && extensionOf(mime) !== '');
  }
  assert.deepEqual(Buffer.from(bytesOfText(dataUrl(bytes))), bytes);
  const answer = read({ body: { data: [{ b64_json: b64(bytes) }] } });
  const [given] = (await answer.catch(() => undefined))?.images ?? [];
  assert.deepEqual(given && Buffer.from(given.bytes), image && bytes);
}

describe('Two thousand mutated pictures', () => {
  const seed = fuzzSeed();
  const random = seededRandom(seed);
  const pick = (end: number): number => Math.floor(random() * Math.max(1, end));

  it(`with the seed ${seed} are read or refused, without an end to wait for and without the memory that they ask for`, async () => {
    const names = Object.keys(whole);
    for (const [name, bytes] of Object.entries(whole)) assert.ok(pictureOf(bytes), name);

    for (let run = 0; run < runs; run++) {
      const name = names[pick(names.length)] ?? '';
      const chosen = Array.from(
        { length: 1 + pick(3) },
        () => byteMutations[pick(byteMutations.length)] ?? assert.fail(),
      );
      const given = whole[name] ?? assert.fail();
      const bytes = Buffer.from(
        chosen.reduce((spoilt, { spoil }) => spoil(spoilt, pick), given).subarray(0, 2_000_000),
      );
      const told = `run ${run} of seed ${seed}: ${name}, ${chosen.map((mutation) => mutation.name).join(', ')}: `;

      const memory = process.memoryUsage().arrayBuffers;
      const use = (): Promise<void> => useAll(bytes).catch((error: unknown) => assert.fail(`${told}${String(error)}`));
      const taken = await cpuMsOnce(use);
      assert.ok(process.memoryUsage().arrayBuffers - memory < mostMemory, `${told}took memory`);

      assert.ok(taken <= hangMs || (await cpuMs(use)) <= hangMs, `${told}hung`);
    }
  }).timeout(120_000);
});
