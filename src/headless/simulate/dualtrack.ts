import { deadlinesOf } from '../../core/deadlines';
import { GenerationFailure } from '../../core/failure';
import type { GenerateDeps, Job } from '../../core/generate';
import { generate } from '../../core/generate';
import { Health } from '../../core/health';
import type { ProviderAnswer } from '../../core/image';
import type { Catalogue } from '../../core/models';
import { models, perCall } from '../../core/models';
import type { AttemptCall, Provider } from '../../core/provider';
import { RouteQueues } from '../../core/routeQueue';
import { parseRoutes } from '../../core/settings';
import { faults } from './faults';
import type { Scenario } from './scenario';
import type { Answer } from './service';
import type { Client, World } from './world';

const picture: ProviderAnswer = {
  images: [{ bytes: new Uint8Array(), mime: 'image/png', width: 1024, height: 1024 }],
  text: '',
  warnings: [],
};

/** The product as it is: `core/generate` with one health and one set of queues for all jobs, as in one window. */
export const dualtrack: Client = (world, scenario) => {
  const job = jobOf(scenario);
  const health = new Health(world.clock);
  const queues = new RouteQueues();
  return async (number) => {
    const asked = { consents: 0 };
    const deps: GenerateDeps<void> = {
      clock: world.clock,
      health,
      enter: (route, signal) => queues.enter(route.id, route.preset.concurrency, signal),
      credential: async () => ({ kind: 'key', key: 'test-key-not-real' }),
      provider: () => simulatedProvider(world, number),
      ...answersOf(world, scenario, asked),
      onEvent: () => undefined,
      save: async () => undefined,
    };
    const end = await generate(job, deps, new AbortController().signal);
    return {
      delivered: end.ok,
      failure: end.ok ? undefined : end.failure.kind,
      consents: asked.consents,
      mayHavePaid: end.attempts.some(({ failure, charge }) => failure && charge !== 'none'),
    };
  };
};

function jobOf({ model, size, timeBudgetSeconds, afterUncertain, routes }: Scenario): Job {
  const prices = routes.map(({ id, priceUsd }) => [id, { prices: perCall(priceUsd, [size]) }] as const);
  const catalogue: Catalogue = models.map((row) => ({ ...row, routeOffers: Object.fromEntries(prices) }));
  const entries = routes.map(({ id, preset }) => ({
    ...{ id, preset },
    ...(preset === 'vertex-ai' ? { project: 'simulated' } : {}),
  }));
  return {
    request: { prompt: 'a lighthouse', model, size, ratio: '1:1', references: [] },
    routes: parseRoutes(entries),
    catalogue,
    firstPartyOnly: false,
    afterUncertainCharge: afterUncertain,
    timeBudgetMs: timeBudgetSeconds * 1000,
  };
}

/** The wire: what is sent is sent, and at the hard deadline the connection is closed, as `transport` does it. */
function simulatedProvider(world: World, job: number): Provider {
  return {
    async generate({ route, model, request, signal, onSent }: AttemptCall) {
      const { hardMs } = deadlinesOf(route, model, request.size);
      const answer = await world
        .service(route.id)
        .request(job, hardMs, signal)
        .catch((error: unknown) => {
          throw new GenerationFailure({ kind: 'cancelled', charge: 'unknown', cause: error });
        });
      if (answer === 'picture' || answer === 'late' || answer.kind !== 'unreachable') onSent();
      if (answer === 'picture') return picture;
      throw failureOf(answer);
    },
  };
}

function failureOf(answer: Exclude<Answer, 'picture'>): GenerationFailure {
  if (answer === 'late') return new GenerationFailure(faults.noAnswer.facts);
  const { kind, retryAfterSeconds } = answer;
  const told = retryAfterSeconds === undefined ? {} : { retryAfterMs: retryAfterSeconds * 1000 };
  return new GenerationFailure({ ...faults[kind].facts, ...told });
}

/** The scenario's person at the questions; with nobody there, none is asked. */
function answersOf(
  { clock }: World,
  { person }: Scenario,
  asked: { consents: number },
): Pick<GenerateDeps<void>, 'ask' | 'askSlow'> {
  if (!person) return { ask: async () => false };
  const after = (signal: AbortSignal): Promise<void> => clock.sleep(person.afterSeconds * 1000, signal);
  return {
    ask: async (_question, signal) => {
      await after(signal);
      if (person.uncertain === 'switch') asked.consents += 1;
      return person.uncertain === 'switch';
    },
    askSlow: async (_question, signal) => {
      await after(signal);
      if (person.slow === 'switch') asked.consents += 1;
      return person.slow;
    },
  };
}
