import assert from 'node:assert/strict';
import { createProviders } from '../../../src/providers/createProviders';
import { createNodeHttpClient } from '../../../src/providers/transport/nodeHttpClient';
import { systemClock } from '../../../src/providers/transport/systemClock';
import { createTransport } from '../../../src/providers/transport/transport';
import { priceKinds } from '../../../src/core/money/priceKind';
import type { PriceKind } from '../../../src/core/money/priceKind';
import type { Clock } from '../../../src/core/clock';
import { failoverDeps } from '../../../src/core/run/failoverDeps';
import { generate } from '../../../src/core/run/generate';
import { Health } from '../../../src/core/run/health';
import { RouteQueues } from '../../../src/core/run/queue';
import type { Catalogue } from '../../../src/core/services/models';
import { models } from '../../../src/core/services/models';
import type { Route } from '../../../src/core/services/route';
import { parseModels } from '../../../src/core/settings/modelSettings';
import { parseRoutes } from '../../../src/core/settings/settings';
import type { LedgerRow } from '../../../src/store/ledger/ledgerRow';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import type { AnswerStyle } from '../../emulator/answers/answerStyle';
import type { Emulator } from '../../emulator/emulator';
import { servedModels } from '../../emulator/served';
import { startEmulator } from '../../emulator/emulator';
import type { NoPicture } from '../../emulator/faults';
import type { EmulatorOptions } from '../../emulator/options';
import { testReader } from '../../harness/answers';
import { savedNowhere } from '../../harness/savedNowhere';
import { TestFolder } from '../store/folder';

const signal = new AbortController().signal;
let slept = 0;
/** Jumps over the waits between two tries. */
const clock: Clock = {
  ...systemClock,
  now: () => systemClock.now() + Math.round(slept),
  elapsed: () => systemClock.elapsed() + slept,
  sleep: async (ms) => void (slept += ms),
};
const byTokens = { per: 'token', pictureless: 'tokens' } as const;
const served = servedModels('relay');
const viaOpenRouter: Partial<EmulatorOptions> = {
  models: Object.fromEntries([...served].map(([id, row]) => [`google/${id}`, row])),
  billing: byTokens,
};

const refusals: readonly NoPicture[] = [
  ...(['noImage', 'imageProhibited', 'imageSafety', 'imageOther'] as const),
  ...(['promptBlocked', 'textOnly', 'textRefusal', 'empty'] as const),
];

describe('the ledger beside the bills of the services', function () {
  this.timeout(60_000);
  const folder = new TestFolder();
  const open: Emulator[] = [];
  let store: Store;
  beforeEach(() => (store = createStore(folder.file('dualtrack.db'), folder.onFact)));
  afterEach(async () => {
    await store.close();
    await Promise.all(open.splice(0).map((emulator) => emulator.close()));
  });

  const start = async (options: EmulatorOptions): Promise<Emulator> => {
    const emulator = await startEmulator(options);
    open.push(emulator);
    return emulator;
  };
  const transport = createTransport(createNodeHttpClient({ vscodeProxy: () => false }));
  const painter = { draw: async () => new Uint8Array() };
  const providers = createProviders({ transport, reader: testReader, painter });
  let jobs = 0;

  /** Asks the routes for one picture, as a click does, and waits until the ledger knows how it ended. */
  async function make(
    routes: readonly (readonly [Route, Emulator])[],
    {
      model = 'nano-banana-2',
      size = '1K',
      catalogue = models,
    }: Partial<{ model: string; size: '1K' | '4K'; catalogue: Catalogue }> = {},
  ): Promise<readonly LedgerRow[]> {
    const id = `job-${++jobs}`;
    const keys = new Map(routes.map(([route, emulator]) => [route.id, emulator.key]));
    const shared = { clock, health: new Health(clock), queues: new RouteQueues(), providers };
    const deps = {
      ...failoverDeps(shared, {
        credential: async ({ id: route }) => ({ kind: 'key', key: keys.get(route) ?? '' }),
        recorder: store.recorder({ id }),
      }),
      ...savedNowhere,
      jobId: id,
    };
    const request = { prompt: 'a lighthouse', model, size, ratio: '1:1', references: [] } as const;
    const rules = { firstPartyOnly: false, afterUncertainCharge: 'stop', timeBudgetMs: 60_000, catalogue } as const;
    await generate({ request, routes: routes.map(([route]) => route), ...rules }, deps, signal);
    await store.ledger.flush();
    return store.ledger.ofJobs([id]);
  }

  const routeTo = (
    emulator: Emulator,
    entry: Readonly<Record<string, string | boolean>>,
  ): readonly [Route, Emulator] => {
    const [route] = parseRoutes([{ baseUrl: emulator.url, ...entry }]);
    return [route ?? assert.fail(), emulator];
  };
  /** Gives up after so many milliseconds. */
  const impatient = ([route, emulator]: readonly [Route, Emulator], ms: number): readonly [Route, Emulator] => {
    const hardDeadlineMs = { '512': ms, '1K': ms, '2K': ms, '4K': ms };
    return [{ ...route, preset: { ...route.preset, hardDeadlineMs } }, emulator];
  };
  const told = (cost: AnswerStyle['cost']): EmulatorOptions => ({ kind: 'relay', ...viaOpenRouter, answer: { cost } });
  it('comes to the same cent: successes, refusals, drafts, time-outs, retries, and each way of pricing', async () => {
    const google = routeTo(await start({ kind: 'ai-studio' }), {
      id: 'google',
      preset: 'google-ai-studio',
      firstParty: true,
    });
    const perCall = routeTo(await start({ kind: 'relay' }), { id: 'perCall', preset: 'apiyi' });
    const perToken = routeTo(await start({ kind: 'relay', billing: byTokens }), {
      ...{ id: 'perToken', preset: 'apiyi', billing: 'perToken' },
    });
    const openrouter = routeTo(await start(told('told')), { id: 'openrouter', preset: 'openrouter' });
    const ownKey = routeTo(await start(told('ownKey')), { id: 'ownKey', preset: 'openrouter' });
    const routes = [google, perCall, perToken, openrouter, ownKey];

    const kinds: (PriceKind | undefined)[] = [];
    for (const route of routes) {
      const rows = [...(await make([route])), ...(await make([route], { model: 'nano-banana-pro', size: '4K' }))];
      assert.ok(rows.every(({ charge }) => charge === 'billed'));
      kinds.push(rows[1]?.priceKind);
    }
    assert.deepEqual(kinds, ['measured', 'listed', 'measured', 'reported', 'reported']);

    for (const [route, emulator] of routes) {
      emulator.script({ do: 'answer', style: { drafts: 2 } });
      await make([[route, emulator]]);
    }
    // all of them were answered with pictures: so far everything is known, to the billionth
    const known = await store.ledger.spent({ since: 0 });
    const bills = (): number => routes.reduce((sum, [, emulator]) => sum + emulator.paidUsd(), 0);
    assert.deepEqual([known.unknownCount, known.knownUsd], [0, Number(bills().toFixed(9))]);

    for (const [route, emulator] of routes) {
      for (const how of refusals) {
        emulator.script({ do: 'noPicture', how });
        await make([[route, emulator]]);
      }
    }
    for (const [route, emulator] of routes) {
      emulator.script([
        { do: 'error', error: 'overloaded' },
        { do: 'status', status: 502 },
      ]);
      await make([[route, emulator]]); // tried again until it answers, or given up for free
      emulator.script({ do: 'error', error: 'gatewayTimeout' });
      const [lost] = await make([[route, emulator]]);
      const paid = emulator.bill.at(-1)?.usd;
      // what the user looks up, or has looked up
      if (route.preset.id === 'openrouter')
        await store.ledger.settle(lost?.id ?? '', 'charged', paid, 'user', 'reported');
      emulator.script({ do: 'error', error: 'rateLimit' }, { times: Infinity });
      await make([[route, emulator], perCall]); // the next route makes it
    }
    for (const [route, emulator] of [google, perCall]) {
      emulator.script({ do: 'hang', when: 'beforeHeaders' });
      await make([impatient([route, emulator], 500)]);
      emulator.script({ do: 'cut' });
      await make([[route, emulator]]);
    }
    const { knownUsd, unknownUsd, unknownCount, unpricedCount } = await store.ledger.spent({ since: 0 });
    assert.ok(unknownCount > 0 && unpricedCount === 0);
    assertSameCent(knownUsd + unknownUsd, bills(), 'all');
    assert.ok(known.knownUsd > 1 && bills() > 2, 'so much that a mistake would show');
    const rows = await store.ledger.list({ since: 0 });
    assert.deepEqual(new Set(rows.map(({ priceKind }) => priceKind)), new Set(priceKinds));
    for (const [{ id }, emulator] of routes) {
      const { knownUsd: sure, unknownUsd: perhaps } = await store.ledger.spent({ since: 0, route: id });
      assertSameCent(sure + perhaps, emulator.paidUsd(), id);
    }
  });

  it('keeps what a picture cost when prices change later', async () => {
    const route = routeTo(await start({ kind: 'relay' }), { id: 'perCall', preset: 'apiyi' });
    const [first] = await make([route]);
    const catalogue = parseModels([{ id: 'nano-banana-2', services: { apiyi: { prices: 0.2 } } }]);
    const [second] = await make([route], { catalogue });
    assert.deepEqual([second?.costUsd, second?.priceKind, second?.pricedOn], [0.2, 'listed', undefined]);
    assert.deepEqual([first?.costUsd, first?.priceKind, first?.pricedOn], [0.055, 'listed', '2026-08-18']);
    assert.deepEqual(await store.ledger.find(first?.id ?? ''), first);
  });
});

/** Answers that were lost have no tokens: their part is the published price. */
function assertSameCent(ledger: number, bill: number, where: string): void {
  assert.ok(Math.abs(ledger - bill) < 0.005, `${where}: ${ledger} in the ledger, ${bill} on the bill`);
}
