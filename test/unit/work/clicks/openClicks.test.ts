import assert from 'node:assert/strict';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import type { RunningJob } from '../../../../src/work/job';
import { OpenClicks } from '../../../../src/work/clicks/openClicks';
import { VirtualClock } from '../../../harness/virtualClock';
import type { Answer } from '../world';
import { startWork, wanted } from '../world';

const refused: FailureFacts = { kind: 'refused', charge: 'unknown', blockedBy: 'model' };

describe('a picture that fails while others of its click go on', () => {
  const answers: readonly Answer[] = ['hang', refused, 'picture', 'hang'];

  async function begin() {
    const clock = new VirtualClock({ now: Date.parse('2026-11-28T12:00:00Z') });
    let nth = 0;
    const { work, asker } = startWork({ clock, answer: () => answers[nth++] ?? 'picture' });
    let changes = 0;
    const clicks = new OpenClicks(() => (changes += 1));
    const jobs = await work.make(wanted({ count: answers.length }), asker);
    const ends = clicks.follow(jobs);
    const shown = (): string[] =>
      clicks.among(work.running).map((one) => ('job' in one ? `${one.job.part?.nth} failed` : `${one.part?.nth}`));
    await Promise.all([jobs[1]?.ended, jobs[2]?.ended]);
    return { work, jobs, ends, shown, changes: () => changes };
  }

  it('stays at its place, unlike one that was made or cancelled, until the click is over', async () => {
    const { jobs, ends, shown, changes } = await begin();
    assert.deepEqual(shown(), ['1', '2 failed', '4']);
    jobs[0]?.cancel();
    await jobs[0]?.ended;
    assert.deepEqual(shown(), ['2 failed', '4']);
    const before = changes();
    jobs[3]?.cancel();
    assert.equal((await ends).length, 4);
    assert.deepEqual(shown(), []);
    assert.ok(changes() > before, 'the list is drawn again');
  });

  it('is beside what other clicks have under way', async () => {
    const { work, ends, shown } = await begin();
    const other = { id: 'other' } as RunningJob;
    const clicks = new OpenClicks(() => undefined);
    assert.deepEqual(clicks.among([other, ...work.running]), [other, ...work.running]);
    work.cancelAll();
    await ends;
    assert.deepEqual(shown(), []);
  });
});
