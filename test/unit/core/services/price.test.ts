import assert from 'node:assert/strict';
import type { Usage } from '../../../../src/core/pictures/image';
import { findModel } from '../../../../src/core/services/models';
import { actualCost, estimateUsd, failedCost } from '../../../../src/core/services/price';
import type { Route } from '../../../../src/core/services/route';
import { parseModels } from '../../../../src/core/settings/modelSettings';
import { parseRoutes } from '../../../../src/core/settings/settings';

function routeOf(entry: Readonly<Record<string, string>>): Route {
  return parseRoutes([{ id: 'r', ...entry }])[0] ?? assert.fail();
}

const google = routeOf({ preset: 'google-ai-studio' });
const apiyi = routeOf({ preset: 'apiyi' });
const openrouter = routeOf({ preset: 'openrouter' });
const unknown = routeOf({ preset: 'openai-compatible', baseUrl: 'https://relay.example' });
const model = findModel('nano-banana-2') ?? assert.fail();
const pro = findModel('nano-banana-pro') ?? assert.fail();
const tokens: Usage = { imageTokens: 1120, inputTokens: 10, textTokens: 100 };
const pricedOn = '2026-08-18';

describe('what a picture cost', () => {
  it('is what the answer says, else its tokens, else the price that is known', () => {
    assert.deepEqual(actualCost(google, model, '1K', { ...tokens, costUsd: 0.04 }), { usd: 0.04, kind: 'reported' });
    const free = actualCost(apiyi, model, '1K', { costUsd: 0 });
    assert.deepEqual([free.usd, free.kind], [0.055, 'listed'], 'a nought that a relay writes everywhere');
    assert.deepEqual(actualCost(google, model, '1K', tokens), { usd: 0.067505, kind: 'measured', pricedOn });
    assert.deepEqual(actualCost(google, model, '2K', undefined), { usd: 0.101, kind: 'estimated', pricedOn });
    assert.deepEqual(actualCost(apiyi, model, '4K', tokens), { usd: 0.055, kind: 'listed', pricedOn });
    assert.deepEqual(actualCost(unknown, model, '1K', tokens), { usd: undefined, kind: 'unknown' });
    assert.equal(actualCost(google, model, '1K', { imageTokens: 1e15 }).kind, 'estimated', 'nobody believes that');
  });

  it('is the sum that the makers’ own formula gives', () => {
    const usage = { inputTokens: 326, textTokens: 340, imageTokens: 2000 };
    assert.equal(actualCost(google, pro, '4K', usage).usd, 0.244732);
  });

  it('is estimated, not measured, where the tokens of the picture are not told', () => {
    assert.equal(actualCost(google, model, '1K', { inputTokens: 10 }).kind, 'estimated');
    assert.equal(actualCost(openrouter, model, '1K', undefined).kind, 'estimated');
  });

  it('goes by what the user says of the key', () => {
    const perToken = { ...apiyi, billing: 'perToken' } as const;
    assert.deepEqual(actualCost(perToken, model, '1K', tokens), { usd: 0.067505, kind: 'measured', pricedOn });
    assert.deepEqual([estimateUsd(perToken, model, '4K'), estimateUsd(apiyi, model, '4K')], [0.151, 0.055]);
    const perCall = { ...unknown, billing: 'perCall' } as const;
    assert.equal(actualCost(perCall, model, '1K', tokens).kind, 'unknown');
    assert.equal(actualCost({ ...unknown, billing: 'perToken' }, model, '1K', tokens).usd, 0.067505);
  });

  it('is the user’s own price for the sizes that have one, and measured for the others', () => {
    const catalogue = parseModels([{ id: model.id, services: { google: { prices: { '4K': 0.2 } } } }]);
    const own = findModel(model.id, catalogue) ?? assert.fail();
    assert.deepEqual(actualCost(google, own, '4K', tokens), { usd: 0.2, kind: 'listed' });
    assert.equal(actualCost(google, own, '1K', tokens).kind, 'measured');
    const [perToken] = parseRoutes([{ id: 'r', preset: 'apiyi', billing: 'perToken' }]);
    const forRoute = parseModels([{ id: model.id, routes: { r: { prices: 0.03 } } }]);
    const priced = findModel(model.id, forRoute) ?? assert.fail();
    assert.deepEqual(actualCost(perToken ?? assert.fail(), priced, '1K', tokens), { usd: 0.03, kind: 'listed' });
  });
});

describe('what a failure cost', () => {
  const cost = (facts: Partial<Parameters<typeof failedCost>[0]>, route = google) =>
    failedCost({ kind: 'timeout', charge: 'unknown', ...facts }, route, model, '1K');

  it('is nothing where nothing was charged', () => {
    assert.deepEqual(cost({ charge: 'none' }), { usd: 0, kind: 'estimated' });
    assert.deepEqual(cost({ charge: 'none', costUsd: 0 }), { usd: 0, kind: 'reported' });
  });

  it('is the price of a picture where that may have been made', () => {
    assert.deepEqual(cost({}), { usd: 0.067, kind: 'unknown', pricedOn });
    assert.deepEqual(cost({ charge: 'billed' }), { usd: 0.067, kind: 'estimated', pricedOn });
    assert.deepEqual(cost({ charge: 'billed' }, apiyi), { usd: 0.055, kind: 'listed', pricedOn });
    assert.deepEqual(cost({ charge: 'billed', costUsd: 0.01 }), { usd: 0.01, kind: 'reported' });
  });

  it('is the tokens of a refusal where only those are billed', () => {
    const usage = { inputTokens: 10, textTokens: 184 };
    for (const kind of ['noImage', 'refused'] as const) {
      assert.deepEqual(cost({ kind, usage }), { usd: 0.000557, kind: 'measured', pricedOn });
      assert.equal(cost({ kind, usage }, apiyi).usd, 0.055);
      assert.equal(cost({ kind, usage }, { ...apiyi, billing: 'perToken' }).usd, 0.000557);
      assert.equal(cost({ kind, usage, toldPaid: true }).usd, 0.067);
    }
    assert.deepEqual(cost({ kind: 'noImage' }), { usd: 0.006, kind: 'unknown', pricedOn });
  });
});
