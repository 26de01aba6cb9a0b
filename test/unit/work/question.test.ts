import assert from 'node:assert/strict';
import { sumsOf } from '../../../src/work/question';
import { VirtualClock } from '../../harness/virtualClock';
import { startWork, wanted } from './world';

/** What is asked when the first route breaks off, of a click for so many pictures. */
async function askedOf(count: number) {
  const clock = new VirtualClock();
  const { work, asker } = startWork({
    clock,
    afterUncertainCharge: 'ask',
    answer: ({ id }) => (id === 'apiyi' ? { kind: 'interrupted', charge: 'unknown' } : 'picture'),
  });
  const ends = await clock.run(async () => {
    const jobs = await work.make(wanted({ count }), asker);
    while (asker.asked.length === 0) await clock.sleep(10, new AbortController().signal);
    asker.asked[0]?.answer('pay');
    return Promise.all(jobs.map(({ ended }) => ended));
  });
  return { asked: asker.asked, ends };
}

describe('the sums of a question', () => {
  for (const [count, spent, next] of [
    [1, '0.055', '0.067'],
    [3, '0.165', '0.201'],
  ] as const) {
    it(`are those of all pictures that the answer is for: ${count}`, async () => {
      const { asked, ends } = await askedOf(count);
      assert.equal(asked.length, 1);
      const sums = asked.map(sumsOf)[0];
      assert.deepEqual([sums?.spentUsd?.toFixed(3), sums?.nextUsd?.toFixed(3)], [spent, next]);
      const paid = ends.map((end) => (end.kind === 'made' ? (end.made.picture.costUsd ?? 0) : 0));
      assert.equal(paid.reduce((sum, usd) => sum + usd).toFixed(3), next); // what the answer has cost
    });
  }

  it('are unknown where a price is', async () => {
    const { asked } = await askedOf(2);
    const [open] = asked;
    assert.ok(open?.question.what === 'uncertain');
    const failed = { ...open.question.failed, costUsd: undefined };
    const question = { ...open.question, failed, nextUsd: undefined };
    assert.deepEqual(sumsOf({ question, pictures: 2 }), { spentUsd: undefined, nextUsd: undefined });
  });
});
