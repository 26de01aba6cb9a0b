import assert from 'node:assert/strict';
import { placeholderRoute } from '../../../../src/core/settings/settings';
import { priceQuestionOf } from '../../../../src/work/clicks/clickPrice';

const wanted = { prompt: 'a fox', count: 4 };
const routes = [placeholderRoute];

describe('the price of a click', () => {
  it('is asked about above the amount that its user has set, and not at it', () => {
    const settings = { confirmAboveUsd: 1 };
    assert.equal(priceQuestionOf(wanted, settings, { routes, usd: 0.25 }), undefined);
    assert.equal(priceQuestionOf({ ...wanted, count: 10 }, settings, { routes, usd: 0.1 }), undefined);
    const question = priceQuestionOf(wanted, settings, { routes, usd: 0.26 }) ?? assert.fail();
    assert.deepEqual([question.what, question.usd, question.pictures], ['dear', 1.04, 4]);
    assert.equal(priceQuestionOf({ prompt: 'a fox' }, settings, { routes, usd: 0.26 }), undefined);
  });

  it('that nobody knows is asked about only where a limit is set', () => {
    const unknown = { routes, usd: undefined };
    assert.equal(priceQuestionOf(wanted, { confirmAboveUsd: 0 }, unknown), undefined);
    assert.equal(priceQuestionOf(wanted, { limits: { agentDailyUsd: 1 } }, unknown), undefined);
    assert.equal(priceQuestionOf(wanted, { limits: { dailyUsd: 5 } }, unknown)?.what, 'unpriced');
    const ofRoute = (id: string) => ({ limits: { routeDailyUsd: new Map([[id, 5]]) } });
    assert.equal(priceQuestionOf(wanted, ofRoute('another'), unknown), undefined);
    assert.equal(priceQuestionOf(wanted, ofRoute(placeholderRoute.id), unknown)?.what, 'unpriced');
  });

  it('is not asked about where nobody is there, or no route is', () => {
    const settings = { confirmAboveUsd: 0, limits: { dailyUsd: 5 } };
    assert.equal(priceQuestionOf({ ...wanted, caller: 'agent' }, settings, { routes, usd: 9 }), undefined);
    assert.equal(priceQuestionOf(wanted, settings, { routes: [], usd: undefined }), undefined);
  });
});
