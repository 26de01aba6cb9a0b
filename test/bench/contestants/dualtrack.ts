import { GenerationFailure } from '../../../src/core/failure';
import type { GenerateDeps } from '../../../src/core/generate';
import { generate } from '../../../src/core/generate';
import { Health } from '../../../src/core/health';
import type { Route } from '../../../src/core/route';
import { RouteQueues } from '../../../src/core/routeQueue';
import { parseRoutes } from '../../../src/core/settings';
import { createProviders } from '../../../src/providers/all';
import { systemClock } from '../../../src/providers/systemClock';
import { createTransport } from '../../../src/providers/transport';
import { createNodeEdge } from '../../../src/providers/transport/nodeEdge';
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

function routesOf({ relayUrl, officialUrl, patienceMs }: Places): Route[] {
  const routes = parseRoutes([
    { id: 'relay', preset: 'apiyi', baseUrl: relayUrl, wire: 'chat' },
    { id: 'official', preset: 'google-ai-studio', baseUrl: officialUrl },
  ]);
  const hardDeadlineMs = { '512': patienceMs, '1K': patienceMs, '2K': patienceMs, '4K': patienceMs };
  return routes.map((route) => ({ ...route, preset: { ...route.preset, hardDeadlineMs } }));
}

function depsOf({ relayKey, officialKey }: Places): GenerateDeps<void> {
  const providers = createProviders(createTransport(createNodeEdge({ vscodeProxy: () => false })), {
    generate: async () => new Uint8Array(),
  });
  const queues = new RouteQueues();
  return {
    clock: systemClock,
    health: new Health(systemClock),
    enter: (route, stop) => queues.enter(route.id, route.preset.concurrency, stop),
    provider: ({ wire }) => {
      const provider = providers[wire];
      if (!provider) throw new GenerationFailure({ kind: 'unsupported', charge: 'none' });
      return provider;
    },
    credential: async ({ id }) => ({ kind: 'key', key: id === 'relay' ? relayKey : officialKey }),
    ask: async () => false,
    onEvent: () => undefined,
    save: async () => undefined,
  };
}
