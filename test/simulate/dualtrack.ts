import { deadlinesOf } from '../../src/core/run/deadlines';
import { GenerationFailure } from '../../src/core/failures/failure';
import type { JobDeps } from '../../src/core/run/failoverDeps';
import { failoverDeps } from '../../src/core/run/failoverDeps';
import type { Job } from '../../src/core/run/job';
import { wires } from '../../src/core/services/wires';
import { savedNowhere } from '../harness/savedNowhere';
import { generate } from '../../src/core/run/generate';
import { Health } from '../../src/core/run/health';
import type { ProviderAnswer } from '../../src/core/pictures/image';
import type { Catalogue } from '../../src/core/services/models';
import { models, perCall } from '../../src/core/services/models';
import type { AttemptCall, Provider } from '../../src/core/run/provider';
import { RouteQueues } from '../../src/core/run/queue';
import { parseRoutes } from '../../src/core/settings/settings';
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
    const provider = simulatedProvider(world, number);
    const deps = failoverDeps(
      { clock: world.clock, health, queues, providers: Object.fromEntries(wires.map((wire) => [wire, provider])) },
      { credential: async () => ({ kind: 'key', key: 'test-key-not-real' }), ...answersOf(world, scenario, asked) },
    );
    const end = await generate(job, { ...deps, ...savedNowhere }, new AbortController().signal);
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
): Pick<JobDeps, 'ask' | 'askSlow'> {
  if (!person) return {};
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
