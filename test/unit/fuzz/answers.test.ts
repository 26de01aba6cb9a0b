import assert from 'node:assert/strict';
import type { Charge } from '../../../src/core/failures/failure';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { seededRandom } from '../../emulator/pictures/random';
import { cpuMs, cpuMsOnce, hangMs } from '../answers/reading/growth';
import { read } from '../answers/support';
import type { Answer } from './corpus';
import { corpus } from './corpus';
import type { Mutation } from './mutations';
import { mutations } from './mutations';
import { fuzzSeed } from './seed';

const runs = 20_000;

interface End {
  /** Pictures were paid for. */
  readonly charge: Charge;
  readonly kind: string;
}

/** What an answer comes to; rejects with anything that is no failure of ours. */
async function endOf({ status, body }: Pick<Answer, 'status' | 'body'>): Promise<End> {
  try {
    await read({ status, body });
    return { charge: 'billed', kind: 'picture' };
  } catch (error) {
    if (!(error instanceof GenerationFailure)) throw error;
    return error;
  }
}

const price = /"(?:upstream_inference_)?cost":0\.0\d/;

/**
 * Whether a mutated answer is one that hangs together and says something else, such as nothing of a price: what it says then
 * counts. An answer with its price, and one that is damaged, must not become free.
 */
function saysOtherwise(answer: Answer, chosen: readonly Mutation[], body: Buffer): boolean {
  if (chosen.some(({ restates }) => restates)) return true;
  const text = body.toString().replaceAll(/[\0\ufeff]/g, ''); // as UTF-16 too
  const lostPrice = price.test(answer.body.toString()) && !price.test(text.replaceAll('\\', ''));
  return lostPrice && isJson(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('Twenty thousand mutated answers', () => {
  const seed = fuzzSeed();
  const random = seededRandom(seed);
  const pick = (end: number): number => Math.floor(random() * Math.max(1, end));

  it(`with the seed ${seed} throw nothing but failures, hang nothing, and make nothing free that was paid`, async () => {
    const whole = new Map(await Promise.all(corpus.map(async (answer) => [answer, await endOf(answer)] as const)));

    for (let run = 0; run < runs; run++) {
      const answer = corpus[pick(corpus.length)] ?? assert.fail();
      const chosen = Array.from({ length: 1 + pick(2) }, () => mutations[pick(mutations.length)] ?? assert.fail());
      const body = chosen.reduce((spoilt, { spoil }) => spoil(spoilt, pick), answer.body).subarray(0, 2_000_000);
      const told = `run ${run} of seed ${seed}: ${answer.name}, ${chosen.map(({ name }) => name).join(', ')}: `;
      const mutated = { ...answer, body };
      let end: End | undefined;
      const reads = async (): Promise<void> => {
        end = await endOf(mutated).catch((error: unknown) => assert.fail(`${told}threw ${String(error)}`));
      };
      const hung = (await cpuMsOnce(reads)) > hangMs && (await cpuMs(reads)) > hangMs;
      assert.ok(!hung && end, `${told}hung`);
      if (whole.get(answer)?.charge === 'billed' && !saysOtherwise(answer, chosen, body)) {
        assert.notEqual(end.charge, 'none', `${told}${end.kind} is free: ${body.toString().slice(0, 2000)}`);
      }
    }
  }).timeout(300_000);
});
