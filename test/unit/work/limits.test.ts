import assert from 'node:assert/strict';
import type { Limits } from '../../../src/core/money/limits';
import { models } from '../../../src/core/services/models';
import { parseRoutes } from '../../../src/core/settings/settings';
import { createStore } from '../../../src/store/store';
import { silentAsker } from '../../../src/work/asker';
import type { PriceQuestion } from '../../../src/work/clicks/clickPrice';
import type { Ended } from '../../../src/work/job';
import { TestFolder } from '../store/folder';
import type { WorldOptions } from './world';
import { startWork, TestAsker, wanted } from './world';

const own = { id: 'own', preset: 'openai-compatible', baseUrl: 'http://127.0.0.1:9' };
const two = [
  { id: 'apiyi', preset: 'apiyi' },
  { id: 'studio', preset: 'google-ai-studio' },
];

/** Somebody who answers the question about a price. */
class PayingAsker extends TestAsker {
  readonly prices: PriceQuestion[] = [];
  agrees = true;

  async confirm(question: PriceQuestion): Promise<boolean> {
    this.prices.push(question);
    return this.agrees;
  }
}

const kinds = (ends: readonly Ended[]): string[] =>
  ends.map((end) => (end.kind === 'failed' ? end.outcome.failure.kind : end.kind));

describe('a click under a limit', () => {
  const folder = new TestFolder();

  function start({
    limits = {},
    confirmAboveUsd,
    routes = two,
    answer,
    afterUncertainCharge = 'stop',
  }: Partial<Given & Pick<WorldOptions, 'answer' | 'afterUncertainCharge'>> = {}) {
    const given: Given = { limits, confirmAboveUsd, routes };
    const store = createStore(folder.file('dualtrack.db'), folder.onFact);
    const settings = () => ({
      ...{ routes: parseRoutes(given.routes), catalogue: models, firstPartyOnly: false, timeBudgetMs: 60_000 },
      ...{ afterUncertainCharge, limits: given.limits, confirmAboveUsd: given.confirmAboveUsd },
    });
    const { work, calls } = startWork({ store, parts: { settings }, ...(answer ? { answer } : {}) }, folder.path);
    const asker = new PayingAsker();
    const make = async (change: Parameters<typeof wanted>[0] = {}, by = asker): Promise<readonly Ended[]> => {
      const running = await work.make(wanted(change), by);
      const ends = await Promise.all(running.map(({ ended }) => ended));
      await work.recorded();
      return ends;
    };
    return { given, store, work, calls, asker, make };
  }
  interface Given {
    limits: Limits;
    confirmAboveUsd: number | undefined;
    routes: readonly unknown[];
  }

  it('makes what fits and refuses the rest before anything is sent, whichever route comes next', async () => {
    const { make, calls, store } = start({ limits: { dailyUsd: 0.12 } });
    const ends = await make({ count: 4 });
    assert.deepEqual(kinds(ends).sort(), ['budget', 'budget', 'made', 'made']);
    assert.deepEqual(calls, ['apiyi', 'apiyi']);
    const refused = ends.flatMap((end) => (end.kind === 'failed' ? [end.outcome.failure.facts.limitReached] : []));
    assert.deepEqual([refused[0]?.limit, refused[0]?.limitUsd, refused[0]?.nextUsd], ['daily', 0.12, 0.055]);
    await store.close();
  });

  it('asks the next route where the limit is one route’s own', async () => {
    const { make, calls, store } = start({
      limits: { routeDailyUsd: new Map([['apiyi', 0.06]]) },
    });
    assert.deepEqual(kinds(await make({ count: 2 })), ['made', 'made']);
    assert.deepEqual(calls.toSorted(), ['apiyi', 'studio']);
    await store.close();
  });

  it('holds a limit that is set, or raised, while pictures wait for their turn', async () => {
    const { make, given, store } = start();
    assert.deepEqual(kinds(await make()), ['made']);
    given.limits = { dailyUsd: 0.06 };
    assert.deepEqual(kinds(await make()), ['budget']);
    given.limits = { dailyUsd: 0.2 };
    assert.deepEqual(kinds(await make()), ['made']);
    await store.close();
  });

  it('counts what an agent spends in its own limit and in the others, and asks nobody', async () => {
    const { make, asker, store } = start({ limits: { dailyUsd: 0.2, agentDailyUsd: 0.06 }, confirmAboveUsd: 0 });
    assert.deepEqual(kinds(await make({ caller: 'agent', count: 2 })).sort(), ['budget', 'made']);
    assert.deepEqual(asker.prices, []);
    assert.deepEqual(kinds(await make({ count: 3 })).sort(), ['budget', 'made', 'made']);
    assert.equal((await store.ledger.list({ since: 0 })).filter(({ caller }) => caller === 'agent').length, 1);
    await store.close();
  });

  it('asks nobody to pay a route that the limit would refuse', async () => {
    const { make, asker, calls, store } = start({
      limits: { dailyUsd: 0.12 },
      afterUncertainCharge: 'ask',
      answer: () => ({ kind: 'interrupted', charge: 'unknown' }),
    });
    assert.deepEqual(kinds(await make()), ['interrupted']);
    assert.deepEqual([asker.asked, calls], [[], ['apiyi']]);
    await store.close();
  });

  it('at an unknown price is agreed to for the route that was named, and no other', async () => {
    const { make, asker, calls, store } = start({
      limits: { dailyUsd: 1 },
      routes: [own, { ...own, id: 'other' }],
      answer: () => ({ kind: 'credit', charge: 'none' }),
    });
    assert.deepEqual(kinds(await make()), ['budget']);
    assert.deepEqual([calls, asker.prices.length], [['own'], 1]);
    await store.close();
  });

  it('belongs to the day on which it is sent, not on which somebody was asked for a key', async () => {
    const { make, asker, store } = start();
    let until = 0;
    asker.credential = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      until = Date.now();
      return { kind: 'key', key: 'test-key-not-real' };
    };
    await make();
    const [row] = await store.ledger.list({ since: 0 });
    assert.ok(row && row.startedAt >= until);
    await store.close();
  });

  it('is asked about first where it costs more than its user wants to spend unasked', async () => {
    const { make, asker, calls, store } = start({ confirmAboveUsd: 0.1 });
    assert.deepEqual(kinds(await make()), ['made']);
    assert.equal(asker.prices.length, 0);
    asker.agrees = false;
    assert.deepEqual(await make({ count: 2 }), []);
    assert.deepEqual([asker.prices[0]?.usd, asker.prices[0]?.what, calls.length], [0.11, 'dear', 1]);
    asker.agrees = true;
    assert.deepEqual(kinds(await make({ count: 2 })), ['made', 'made']);
    await store.close();
  });

  it('at an unknown price is made under a limit only where a person agrees, each time', async () => {
    const { make, asker, calls, store } = start({ limits: { dailyUsd: 1 }, routes: [own] });
    assert.deepEqual(kinds(await make()), ['made']);
    assert.deepEqual(kinds(await make()), ['made']);
    assert.deepEqual(
      asker.prices.map(({ what }) => what),
      ['unpriced', 'unpriced'],
    );
    asker.agrees = false;
    assert.deepEqual(await make(), []);
    const silent = silentAsker(async () => ({ kind: 'key', key: 'test-key-not-real' }));
    const running = await start({ limits: { dailyUsd: 1 }, routes: [own] }).work.make(wanted(), silent);
    const [refused] = await Promise.all(running.map(({ ended }) => ended));
    assert.ok(refused?.kind === 'failed');
    assert.equal(refused.outcome.failure.facts.reason, 'priceUnknown');
    assert.equal(calls.length, 2);
    await store.close();
  });
});
