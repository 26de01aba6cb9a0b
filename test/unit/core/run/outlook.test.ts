import assert from 'node:assert/strict';
import type { Job, RouteRequest } from '../../../../src/core/run/job';
import { Health } from '../../../../src/core/run/health';
import { outlookOf } from '../../../../src/core/run/outlook';
import { parseRoutes } from '../../../../src/core/settings/settings';
import { VirtualClock } from '../../../harness/virtualClock';

const routes = parseRoutes([
  { id: 'apiyi', preset: 'apiyi' },
  { id: 'studio', preset: 'google-ai-studio' },
]);
const rejected = { kind: 'auth', charge: 'none' } as const;
const busy = { kind: 'rateLimit', charge: 'none' } as const;

function look(
  health: Pick<Health, 'order'> = new Health(new VirtualClock()),
  job: Partial<Job> = {},
  request: Partial<RouteRequest> = {},
): unknown[] {
  const outlook = outlookOf(
    { routes, firstPartyOnly: false, afterUncertainCharge: 'ask', timeBudgetMs: 0, ...job },
    { model: 'nano-banana-2', size: '1K', ratio: '1:1', references: [], ...request },
    health,
  );
  const skipped = outlook.skipped.map(({ route, isLeftOut }) => `${route.id} ${isLeftOut ? 'not at all' : 'last'}`);
  return [outlook.routes.map(({ id }) => id).join(' '), outlook.usd, skipped.join(', '), outlook.allResting];
}

function healthAfter(...failures: readonly [string, typeof rejected | typeof busy][]): Health {
  const health = new Health(new VirtualClock());
  for (const [id, failure] of failures) health.failed(id, failure);
  return health;
}

describe('the outlook of a job', () => {
  it('is the first route and its price while all are well', () => {
    assert.deepEqual(look(), ['apiyi studio', 0.055, '', false]);
  });

  it('leaves out a route whose key was rejected, and tells the price of the next', () => {
    assert.deepEqual(look(healthAfter(['apiyi', rejected])), ['studio', 0.067, 'apiyi not at all', false]);
  });

  it('has a route that rests last', () => {
    assert.deepEqual(look(healthAfter(['apiyi', busy])), ['studio apiyi', 0.067, 'apiyi last', false]);
  });

  it('leaves nothing out where no route is known to work', () => {
    const health = healthAfter(['apiyi', rejected], ['studio', busy]);
    assert.deepEqual(look(health), ['studio apiyi', 0.067, 'apiyi last, studio last', true]);
  });

  it('tells what it may come to on the first route', () => {
    const health = new Health(new VirtualClock());
    const job = { routes, firstPartyOnly: true, afterUncertainCharge: 'ask', timeBudgetMs: 0 } as const;
    const request = { model: 'nano-banana-2', size: '1K', ratio: '1:1', references: [] } as const;
    assert.deepEqual(outlookOf(job, request, health).range, { from: 0.067, to: 0.14, kind: 'estimated' });
    assert.equal(outlookOf({ ...job, routes: [] }, request, health).range, undefined);
  });

  it('tells what keeps a route from the picture', () => {
    const job = { routes, firstPartyOnly: true, afterUncertainCharge: 'ask', timeBudgetMs: 0 } as const;
    const request = { model: 'nano-banana-2', size: '1K', ratio: '1:1', references: [] } as const;
    const obstaclesOf = (onlyRoute: string): unknown[] => {
      const { obstacles } = outlookOf({ ...job, onlyRoute }, request, new Health(new VirtualClock()));
      return obstacles.map(({ route, obstacle }) => [route.id, obstacle.what]);
    };
    assert.deepEqual([obstaclesOf('apiyi'), obstaclesOf('studio')], [[['apiyi', 'relay']], []]);
  });

  it('is of the routes that can and may do what is asked', () => {
    const health = healthAfter();
    assert.deepEqual(look(health, { firstPartyOnly: true }), ['studio', 0.067, '', false]);
    assert.deepEqual(look(health, { onlyRoute: 'studio' }), ['studio', 0.067, '', false]);
    assert.deepEqual(look(health, { routes: routes.toReversed(), routeOrder: 'cheapest' })[0], 'apiyi studio');
    const references = Array.from({ length: 99 }, () => ({ mime: 'image/png' }));
    assert.deepEqual(look(health, {}, { references }), ['', undefined, '', false]);
    assert.deepEqual(look(health, {}, { model: 'no-such-model' }), ['', undefined, '', false]);
  });
});
