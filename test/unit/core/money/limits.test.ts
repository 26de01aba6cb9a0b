import assert from 'node:assert/strict';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import { nextStep } from '../../../../src/core/failures/nextStep';
import type { Caller } from '../../../../src/core/money/caller';
import type { Counted, Limits } from '../../../../src/core/money/limits';
import { areSet, checkLimits, limitsFor, routeLimitsOf } from '../../../../src/core/money/limits';
import { placeholderRoute } from '../../../../src/core/settings/settings';

const noon = new Date(2031, 4, 17, 12).getTime();
const attempt = { route: 'apiyi', estimateUsd: 0.055, startedAt: noon };

interface Given {
  known: number;
  open: number;
  agreed: boolean;
  caller: Caller;
  estimateUsd: number | undefined;
  route: string;
}

/** What was asked for, and the failure; undefined where it fits. */
function check(limits: Limits, { known = 0, open = 0, agreed = false, ...changed }: Partial<Given> = {}) {
  const counted: Counted[] = [];
  const sumUp = (one: Counted) => {
    counted.push(one);
    return { knownUsd: known, unknownUsd: open };
  };
  try {
    checkLimits(limits, { ...attempt, ...changed }, sumUp, agreed);
  } catch (error) {
    assert.ok(error instanceof GenerationFailure);
    return { counted, facts: error.facts };
  }
  return { counted, facts: undefined };
}
describe('a limit', () => {
  it('takes what fits in it to the last cent, and refuses a billionth more', () => {
    assert.equal(check({ dailyUsd: 0.11 }, { known: 0.055 }).facts, undefined);
    assert.equal(check({ dailyUsd: 0.3 }, { known: 0.1, open: 0.145 }).facts, undefined); // 0.30000000000000004
    const { facts } = check({ dailyUsd: 0.11 }, { known: 0.055, open: 0.000000001 });
    assert.deepEqual([facts?.kind, facts?.reason, facts?.charge], ['budget', 'overLimit', 'none']);
    assert.deepEqual(facts?.limitReached, {
      ...{ limit: 'daily', limitUsd: 0.11, spentUsd: 0.055, reservedUsd: 0.000000001, nextUsd: 0.055 },
    });
  });

  it('counts from the local day, or from the first of the month', () => {
    assert.deepEqual(check({ dailyUsd: 9 }).counted, [{ fromDay: '2031-05-17' }]);
    assert.deepEqual(check({ monthlyUsd: 9 }).counted, [{ fromDay: '2031-05-01' }]);
    assert.equal(check({ monthlyUsd: 9 }, { known: 9 }).facts?.limitReached?.limit, 'monthly');
  });

  it('of agents holds for what nobody watches, besides the others', () => {
    const limits = { dailyUsd: 9, agentDailyUsd: 1 };
    assert.deepEqual(check(limits).counted, [{ fromDay: '2031-05-17' }]);
    for (const caller of ['agent', 'list'] as const) {
      assert.deepEqual(check(limits, { caller }).counted, [
        { fromDay: '2031-05-17' },
        { fromDay: '2031-05-17', unwatched: true },
      ]);
    }
    assert.equal(check(limits, { caller: 'agent', known: 1 }).facts?.limitReached?.limit, 'agentDaily');
    assert.equal(check(limits, { known: 1 }).facts, undefined);
  });

  it('of a route lets the next one be asked, and every other limit ends the job', () => {
    const routeDailyUsd = routeLimitsOf([{ id: 'apiyi', dailyLimitUsd: 1 }, { id: 'other' }]);
    const ofRoute = check({ routeDailyUsd }, { known: 1 }).facts ?? assert.fail();
    assert.equal(nextStep(ofRoute, placeholderRoute), 'nextRoute');
    assert.deepEqual(check({ routeDailyUsd }, { known: 1, route: 'other' }), { counted: [], facts: undefined });
    const ofAll = check({ dailyUsd: 1, routeDailyUsd }, { known: 1 }).facts ?? assert.fail();
    assert.equal(ofAll.limitReached?.limit, 'daily');
    assert.equal(nextStep(ofAll, placeholderRoute), 'stop');
  });

  it('lets through what costs nothing', () => {
    assert.deepEqual(check({ dailyUsd: 0 }, { estimateUsd: 0 }), { counted: [], facts: undefined });
  });

  it('takes an unknown price only where a person has agreed, and there is room left', () => {
    const unpriced = { estimateUsd: undefined };
    const refused = check({ dailyUsd: 5 }, unpriced).facts ?? assert.fail();
    assert.equal(refused.reason, 'priceUnknown');
    assert.equal(nextStep(refused, placeholderRoute), 'nextRoute');
    assert.equal(check({ dailyUsd: 5 }, { ...unpriced, agreed: true, known: 4.99 }).facts, undefined);
    assert.equal(check({ dailyUsd: 5 }, { ...unpriced, agreed: true, known: 5 }).facts?.reason, 'overLimit');
    assert.equal(check({}, unpriced).facts, undefined);
  });

  it('is set where any is', () => {
    assert.ok(
      !areSet({}) && !areSet({ routeDailyUsd: new Map() }) && !areSet(limitsFor({ agentDailyUsd: 1 }, 'person')),
    );
    assert.ok(areSet({ dailyUsd: 0 }) && areSet({ routeDailyUsd: new Map([['a', 1]]) }));
    assert.ok(areSet(limitsFor({ agentDailyUsd: 1 }, 'list')));
  });
});
