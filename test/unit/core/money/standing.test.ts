import assert from 'node:assert/strict';
import type { Counted } from '../../../../src/core/money/limits';
import { isNearlyUsed, standingsOf, untilTomorrow } from '../../../../src/core/money/standing';

const noon = new Date(2031, 4, 17, 12).getTime();
const spent = async ({ fromDay }: Counted) =>
  fromDay === '2031-05-17' ? { knownUsd: 0.1, unknownUsd: 0.2 } : { knownUsd: 3, unknownUsd: 0.5 };

describe('how limits stand', () => {
  it('is told of the tighter one first, each with its own day or month', async () => {
    assert.deepEqual(await standingsOf({ dailyUsd: 1, monthlyUsd: 4 }, noon, spent), [
      { limit: 'monthly', limitUsd: 4, usedUsd: 3.5, leftUsd: 0.5, fromDay: '2031-05-01' },
      { limit: 'daily', limitUsd: 1, usedUsd: 0.3, leftUsd: 0.7, fromDay: '2031-05-17' },
    ]);
    assert.deepEqual(await standingsOf({ agentDailyUsd: 1 }, noon, spent), []);
  });

  it('never says that less than nothing is left', async () => {
    assert.equal((await standingsOf({ dailyUsd: 0.2 }, noon, spent))[0]?.leftUsd, 0);
  });

  it('is a warning from four fifths on', () => {
    const at = (usedUsd: number, limitUsd = 1) =>
      isNearlyUsed({ limit: 'daily', limitUsd, usedUsd, leftUsd: 0, fromDay: '' });
    assert.deepEqual([at(0.79), at(0.8), at(2), at(0, 0)], [false, true, true, false]);
  });

  it('is looked at again when the day ends', () => {
    assert.equal(untilTomorrow(noon), 12 * 3_600_000);
    assert.equal(untilTomorrow(new Date(2031, 11, 31, 23, 59, 59).getTime()), 1_000);
  });
});
