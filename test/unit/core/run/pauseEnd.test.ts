import assert from 'node:assert/strict';
import { pauseEnd } from '../../../../src/core/run/pauseEnd';

describe('the end of a pause', () => {
  const now = Date.parse('2026-11-29T09:08:00Z');
  const midnight = Date.parse('2026-11-30T08:00:00Z');

  it('is told in tens of seconds, or as about a minute, where it is near', () => {
    const told = [0, 4_000, 20_000, 29_900, 30_100].map((ms) => pauseEnd(now + ms, now));
    assert.deepEqual(
      told,
      [10, 10, 20, 30, 40].map((seconds) => ({ say: 'seconds', seconds })),
    );
    for (const ms of [51_000, 60_000, 119_000]) assert.deepEqual(pauseEnd(now + ms, now), { say: 'aboutAMinute' });
  });

  it('is the same minute, however a few milliseconds of two clocks fall', () => {
    for (const ms of [-900, -1, 0, 1, 900])
      assert.deepEqual(pauseEnd(midnight + ms, now), { say: 'time', at: midnight });
  });
});
