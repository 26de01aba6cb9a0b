import assert from 'node:assert/strict';
import type { Attempt } from '../../../src/core/run/attempts';
import type { FailoverEvent } from '../../../src/core/run/failover';
import type { Progress } from '../../../src/work/progress';
import { progressAfter, waitLeft } from '../../../src/work/progress';

describe('what a job has tried', () => {
  it('is kept while it goes on, the first one first', () => {
    const attempts = ['apiyi', 'studio'].map((id) => ({ id }) as unknown as Attempt);
    const [first, second] = attempts.map((attempt): FailoverEvent => ({ type: 'failed', attempt }));
    assert.ok(first && second);
    const after = [first, { type: 'waiting', ms: 1, leftMs: 1 } as const, second].reduce<Progress>(
      (progress, event) => progressAfter(progress, event, 0),
      { step: { type: 'working' } },
    );
    assert.deepEqual(after.failed, attempts);
  });
});

describe('the wait of a job', () => {
  const waiting = progressAfter({ step: { type: 'working' } }, { type: 'waiting', ms: 5_000, leftMs: 37_000 }, 1_000);

  it('is counted down in one with the time until the job gives up', () => {
    const at = (now: number): unknown => waitLeft(waiting, now);
    assert.deepEqual(at(1_000), { retryMs: 5_000, endMs: 42_000 });
    assert.deepEqual(at(3_000), { retryMs: 3_000, endMs: 40_000 });
    assert.deepEqual(at(7_000), { retryMs: 0, endMs: 37_000 });
  });

  it('never ends after the job: the last one may take all that is left', () => {
    const last: Progress = { step: { type: 'waiting', ms: 6_000, leftMs: 0 }, since: 0 };
    for (const now of [0, 1_000, 6_000]) {
      const { retryMs = 0, endMs = -1 } = waitLeft(last, now) ?? {};
      assert.ok(endMs >= retryMs);
    }
  });

  it('is none while a route is tried', () => {
    assert.equal(waitLeft({ step: { type: 'working' }, since: 0 }, 5_000), undefined);
  });
});
