import assert from 'node:assert/strict';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import { clickEndOf, failedTogether, lostOf } from '../../../../src/work/clicks/clickEnd';
import { VirtualClock } from '../../../harness/virtualClock';
import type { Answer } from '../world';
import { startWork, wanted } from '../world';

const refused: FailureFacts = { kind: 'refused', charge: 'unknown', blockedBy: 'model' };
const cut: FailureFacts = { kind: 'interrupted', charge: 'unknown' };
const overloaded: FailureFacts = { kind: 'overloaded', charge: 'none' };

/** A click for as many pictures as there are answers of the first route; the second one always delivers. */
async function click(...answers: readonly Answer[]) {
  const clock = new VirtualClock({ now: Date.parse('2026-11-28T12:00:00Z') });
  let nth = 0;
  const answer = ({ id }: { readonly id: string }): Answer =>
    id === 'apiyi' ? (answers[nth++] ?? 'picture') : 'picture';
  const { work, asker } = startWork({ clock, answer, afterUncertainCharge: 'switch' });
  const parts: unknown[] = [];
  const ends = await clock.run(async () => {
    const jobs = await work.make(wanted({ count: answers.length }), asker);
    parts.push(...jobs.map(({ part }) => part && `${part.nth} of ${part.of}`));
    return Promise.all(jobs.map(({ ended }) => ended));
  });
  return { parts, ends, end: clickEndOf(ends) };
}

const sharesOf = ({ end }: Awaited<ReturnType<typeof click>>): unknown[] =>
  end.shares.map(({ route, count, usd }) => `${count} by ${route.id} for ${usd?.toFixed(3)}`);

describe('the pictures of one click', () => {
  it('have their numbers, and one picture has none', async () => {
    assert.deepEqual((await click('picture', 'picture', 'picture')).parts, ['1 of 3', '2 of 3', '3 of 3']);
    assert.deepEqual((await click('picture')).parts, [undefined]);
  });

  it('are told together: which route made how many, for how much', async () => {
    assert.deepEqual(sharesOf(await click('picture', 'picture', 'picture', 'picture')), ['4 by apiyi for 0.220']);
    const mixed = sharesOf(await click('picture', overloaded, 'picture'));
    assert.deepEqual(mixed.toSorted(), ['1 by studio for 0.067', '2 by apiyi for 0.110']);
  });

  it('that failed are wanted again as many as they are, with all that they may have cost', async () => {
    const { end } = await click(refused, 'picture', refused);
    assert.deepEqual([end.made.length, end.failed.length, end.cancelled.length, end.errors.length], [1, 2, 0, 0]);
    const again = failedTogether(end.failed);
    assert.deepEqual([again?.wanted.count, again?.outcome.attempts.length], [2, 2]);
    assert.equal(failedTogether([]), undefined);
  });

  it('that the user cancelled have not failed', async () => {
    const { end } = await click({ kind: 'cancelled', charge: 'unknown' }, 'picture');
    assert.deepEqual([end.failed.length, end.cancelled.length, end.made.length], [0, 1, 1]);
  });

  it('tell what was asked in vain on the way to pictures that were made', async () => {
    const three = (await click(cut, cut, cut)).end;
    assert.deepEqual([three.made.length, three.shares[0]?.usd?.toFixed(3)], [3, '0.201']);
    const lost = three.lost.map(({ route, charge, costUsd }) => `${route.id} ${charge} ${costUsd}`);
    assert.deepEqual(lost, Array(3).fill('apiyi unknown 0.055'));
    assert.deepEqual((await click('picture')).end.lost, []);
  });

  it('do not count as lost what was paid for a picture that was fetched later', async () => {
    const [made] = (await click(cut)).end.made;
    assert.ok(made);
    const [failed] = made.attempts;
    assert.ok(failed);
    const failure = new GenerationFailure({ ...cut, pictureUrl: 'https://pictures.example/1.png' });
    const source = { ...failed, failure };
    const fetched = { picture: { ...made.picture, route: failed.route }, attempts: [failed, source] };
    assert.deepEqual(lostOf(fetched), [failed]);
  });
});
