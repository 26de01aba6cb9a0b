import type { AnswerReader } from '../../../src/answers/answerReader';
import type { GenerateDeps } from '../../../src/core/run/generate';
import { generate } from '../../../src/core/run/generate';
import { Health } from '../../../src/core/run/health';
import type { Route } from '../../../src/core/services/route';
import { RouteQueues } from '../../../src/core/run/queue';
import { parseRoutes } from '../../../src/core/settings/settings';
import { createProviders } from '../../../src/providers/createProviders';
import { systemClock } from '../../../src/providers/transport/systemClock';
import { createTransport } from '../../../src/providers/transport/transport';
import { createNodeHttpClient } from '../../../src/providers/transport/nodeHttpClient';
import type { SharedDeps } from '../../../src/core/run/failoverDeps';
import { failoverDeps } from '../../../src/core/run/failoverDeps';
import { testReader } from '../../harness/answers';
import { savedNowhere } from '../../harness/savedNowhere';
import type { Contestant, Places } from '../contestant';
import { prompt } from '../contestant';

/** The product: the same use case and providers as behind every door, without saving. Nobody is there to be asked. */
export const dualtrack: Contestant = {
  name: 'Dualtrack',
  create(places) {
    const job = {
      request: { prompt, model: 'nano-banana-2', size: '1K', ratio: '1:1', references: [] },
      routes: routesOf(places),
      firstPartyOnly: false,
      afterUncertainCharge: 'stop',
      timeBudgetMs: 180_000,
    } as const;
    const deps = depsOf(places);
    return {
      async generate() {
        const end = await generate(job, deps, new AbortController().signal);
        if (!end.ok) throw end.failure;
        return 'picture';
      },
    };
  },
  close: async () => undefined,
};

/** The two routes of a place, with its patience. */
export function routesOf({ relayUrl, officialUrl, patienceMs }: Places): Route[] {
  const routes = parseRoutes([
    { id: 'relay', preset: 'apiyi', baseUrl: relayUrl, wire: 'chat' },
    { id: 'official', preset: 'google-ai-studio', baseUrl: officialUrl },
  ]);
  const hardDeadlineMs = { '512': patienceMs, '1K': patienceMs, '2K': patienceMs, '4K': patienceMs };
  return routes.map((route) => ({ ...route, preset: { ...route.preset, hardDeadlineMs } }));
}

/**
 * What all jobs of one client share; it knows nothing of its routes yet. Connections are those of a window: without a proxy, VS
 * Code's agent hands each request to Node's own, which keeps them for a while.
 */
export function sharedDeps(reader: AnswerReader = testReader): SharedDeps {
  const providers = createProviders({
    transport: createTransport(createNodeHttpClient({ vscodeProxy: () => true })),
    reader,
    painter: { draw: async () => new Uint8Array() },
  });
  return { clock: systemClock, health: new Health(systemClock), queues: new RouteQueues(), providers };
}

function depsOf({ relayKey, officialKey }: Places): GenerateDeps<{ uri: string }> {
  const keyOf = (id: string): string => (id === 'relay' ? relayKey : officialKey);
  return {
    ...failoverDeps(sharedDeps(), { credential: async ({ id }) => ({ kind: 'key', key: keyOf(id) }) }),
    ...savedNowhere,
  };
}
