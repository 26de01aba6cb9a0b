import assert from 'node:assert/strict';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import type { ToldFailure } from '../../../../src/work/clicks/failedClicks';
import { FailedClicks } from '../../../../src/work/clicks/failedClicks';
import { VirtualClock } from '../../../harness/virtualClock';
import type { Answer } from '../world';
import { startWork, wanted } from '../world';

const refused: FailureFacts = { kind: 'refused', charge: 'unknown', blockedBy: 'model' };
const invalid: FailureFacts = { kind: 'badRequest', charge: 'none' };

const reasonOf = (failure: ToldFailure): string =>
  failure.kind === 'failed' ? failure.outcome.failure.kind : String(failure.error);

describe('what failed of a click', () => {
  async function begin(answers: readonly Answer[]) {
    const clock = new VirtualClock({ now: Date.parse('2026-11-28T12:00:00Z') });
    let nth = 0;
    const { work, asker } = startWork({ clock, answer: () => answers[nth++] ?? 'picture' });
    let changes = 0;
    const clicks = new FailedClicks(reasonOf, () => (changes += 1));
    const wish = wanted({ count: answers.length });
    const jobs = await work.make(wish, asker);
    const ends = clicks.follow(jobs);
    const shown = (): (readonly [string, number])[] =>
      clicks.tiles.map(({ failures }) => [reasonOf(failures[0]), failures.length]);
    return { clicks, jobs, ends, wish, shown, changes: () => changes };
  }

  it('is told at once, and once for the same reason, and stays when the click is over', async () => {
    const { jobs, ends, shown, changes } = await begin(['hang', refused, 'picture', refused, invalid]);
    await Promise.all(jobs.slice(1).map((job) => job.ended));
    assert.deepEqual(shown().sort(), [
      ['badRequest', 1],
      ['refused', 2],
    ]);
    assert.equal(changes(), 3);
    jobs[0]?.cancel();
    assert.equal((await ends).length, 5);
    assert.equal(shown().length, 2, 'what was cancelled is known to who did it');
  });

  it('is taken away by its id, once', async () => {
    const { clicks, ends, jobs, changes } = await begin([refused]);
    await ends;
    const id = jobs[0]?.id ?? assert.fail();
    assert.equal(clicks.take('another'), undefined);
    assert.equal(clicks.take(id)?.failures.length, 1);
    assert.deepEqual([clicks.tiles, clicks.take(id)], [[], undefined]);
    assert.equal(changes(), 2);
  });

  it('is forgotten when the same is asked for again, whatever its number, and not for another prompt', async () => {
    const { clicks, ends, wish } = await begin([refused]);
    await ends;
    clicks.forget({ ...wish, prompt: 'another' });
    clicks.forget({ ...wish, options: { ...wish.options, size: '4K' } });
    assert.equal(clicks.tiles.length, 1);
    clicks.forget({ ...wish, options: { ...wish.options } });
    assert.deepEqual(clicks.tiles, []);
  });

  it('of two clicks is two tiles', async () => {
    const { clicks, ends, jobs } = await begin([refused]);
    await ends;
    await clicks.follow(jobs.map((job) => ({ ...job, id: 'other', ended: job.ended })));
    assert.deepEqual(
      clicks.tiles.map(({ id }) => id === 'other'),
      [false, true],
    );
  });
});
