import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import { failureKinds } from '../../../../src/core/failures/policy';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import type { AfterUncertainCharge } from '../../../../src/core/run/afterUncertain';
import type { FailoverOutcome } from '../../../../src/core/run/failover';
import { failOver } from '../../../../src/core/run/failover';
import { Health } from '../../../../src/core/run/health';
import { findModel } from '../../../../src/core/services/models';
import type { AttemptCall } from '../../../../src/core/run/provider';
import type { Route } from '../../../../src/core/services/route';
import { modelIdsOf } from '../../../../src/core/services/route';
import { parseRoutes } from '../../../../src/core/settings/settings';
import { VirtualClock } from '../../../harness/virtualClock';

const model = findModel('nano-banana-2') ?? assert.fail();
const pool = parseRoutes([
  { id: 'apiyi', preset: 'apiyi' },
  { id: 'studio', preset: 'google-ai-studio' },
  { id: 'vertex', preset: 'vertex-ai', project: 'p' },
  { id: 'own', preset: 'openai-compatible', baseUrl: 'https://relay.example' },
]);

/** What a service does with one request, as an adversary would choose it. */
type Fate = 'picture' | (FailureFacts & { readonly slowMs?: number });

const charged = ['timeout', 'interrupted', 'badResponse', 'refused', 'noImage', 'cancelled'] as const;
const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Fate>('picture') },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom(...failureKinds.filter((kind) => kind !== 'cancelled')),
      charge: fc.constant<'none'>('none'),
      blockedBy: fc.constantFrom(undefined, 'model' as const, 'relay' as const),
      routeOnly: fc.boolean(),
      retryAfterMs: fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(...charged.filter((kind) => kind !== 'cancelled')),
      charge: fc.constantFrom('unknown' as const, 'billed' as const),
      blockedBy: fc.constantFrom('model' as const, 'relay' as const),
    }),
  },
);

interface World {
  readonly routes: readonly Route[];
  readonly fates: readonly Fate[];
  readonly after: AfterUncertainCharge;
  readonly consent: boolean;
  /** The request during which the user cancels; beyond the last one: never. */
  readonly cancelAt: number;
  /** The wait during which the user cancels. */
  readonly cancelWait: number;
  /** What earlier jobs left: kinds of failure by route. */
  readonly past: readonly Fate[];
}

const world: fc.Arbitrary<World> = fc.record({
  routes: fc.shuffledSubarray([...pool], { minLength: 1 }),
  fates: fc.array(fate, { minLength: 1, maxLength: 24 }),
  after: fc.constantFrom<AfterUncertainCharge>('ask', 'switch', 'stop'),
  consent: fc.boolean(),
  cancelAt: fc.integer({ min: 0, max: 40 }),
  cancelWait: fc.integer({ min: 0, max: 12 }),
  past: fc.array(fate, { maxLength: 8 }),
});

interface Told {
  readonly outcome: FailoverOutcome;
  readonly calls: readonly { readonly call: AttemptCall; readonly fate: Fate }[];
  readonly questions: number;
  readonly cancelledAt: number | undefined;
}

async function play(given: World): Promise<Told> {
  const stop = new AbortController();
  let waits = 0;
  let questions = 0;
  let cancelledAt: number | undefined;
  const calls: { call: AttemptCall; fate: Fate }[] = [];
  const cancel = (): void => {
    cancelledAt ??= calls.length;
    stop.abort(new Error('the user'));
  };
  const clock = new VirtualClock({
    onSleep: () => {
      waits += 1;
      if (waits === given.cancelWait) cancel();
    },
  });
  const health = new Health(clock);
  for (const [index, fate] of given.past.entries()) {
    const route = given.routes[index % given.routes.length];
    if (route && fate !== 'picture') health.failed(route.id, fate);
  }
  const plan = {
    request: { prompt: 'a fox', model: model.id, size: '1K', ratio: '1:1', references: [] } as const,
    model,
    routes: given.routes,
    afterUncertainCharge: given.after,
    endsAt: 180_000,
    softDeadlineMs: () => 120_000,
  };
  const outcome = await failOver(
    plan,
    {
      clock,
      health,
      credential: async () => ({ kind: 'none' }),
      onEvent: () => undefined,
      ask: async () => {
        questions += 1;
        return given.consent;
      },
      provider: () => ({
        async generate(call) {
          const fate = given.fates[calls.length % given.fates.length] ?? 'picture';
          calls.push({ call, fate });
          assert.ok(calls.length < 2_000, 'the job does not end');
          clock.pass(1_000);
          if (calls.length === given.cancelAt) {
            cancel();
            throw new GenerationFailure({ kind: 'cancelled', charge: 'unknown' });
          }
          if (fate !== 'picture') throw new GenerationFailure(fate);
          return {
            images: [{ bytes: new Uint8Array(), mime: 'image/png', width: 1, height: 1 }],
            text: '',
            warnings: [],
          };
        },
      }),
    },
    stop.signal,
  );
  return { outcome, calls, questions, cancelledAt };
}

/** Whether a request may have cost the price of a picture. Google's answer without one costs a fraction of a cent. */
function mayHaveCost({ call, fate }: Told['calls'][number]): boolean {
  if (fate === 'picture') return true;
  return fate.charge !== 'none' && !(fate.kind === 'noImage' && call.route.preset.pictureless === 'tokens');
}

describe('failover, whatever the routes do', () => {
  const check = (property: (told: Told, given: World) => void, runs = 3_000) =>
    fc.assert(
      fc.asyncProperty(world, async (given) => property(await play(given), given)),
      { seed: 20_261_122, numRuns: runs },
    );

  it('never makes two charges possible without consent, and never more than two', () =>
    check(({ calls, questions }, { after, consent, cancelAt }) => {
      const costly = calls.filter((made, index) => mayHaveCost(made) || index + 1 === cancelAt).length;
      const agreed = after === 'switch' || (after === 'ask' && consent && questions > 0);
      assert.ok(costly <= (agreed ? 2 : 1));
      assert.ok(questions <= 1);
      if (after !== 'ask') assert.equal(questions, 0);
    }));

  it('makes one request, and no more, after the first that may have cost something', () =>
    check(({ calls }) => {
      const first = calls.findIndex(mayHaveCost);
      if (first < 0) return;
      const later = calls.slice(first + 1).map(({ call }) => call.route.id);
      assert.ok(new Set(later).size <= 1);
      // on the route that was agreed to, only what cannot cost anything is tried again: its next id or address
      for (const { fate } of calls.slice(first + 1, -1)) {
        assert.ok(fate !== 'picture' && fate.charge === 'none' && ['model', 'network'].includes(fate.kind));
      }
    }));

  it('never goes on after the model refused the content', () =>
    check(({ calls }) => {
      const refused = calls.findIndex(
        ({ fate }) => fate !== 'picture' && fate.kind === 'refused' && fate.blockedBy !== 'relay',
      );
      if (refused >= 0) assert.equal(calls.length, refused + 1);
    }));

  it('makes no request after the user cancelled', () =>
    check(({ calls, cancelledAt, outcome }) => {
      if (cancelledAt === undefined) return;
      assert.equal(calls.length, cancelledAt);
      assert.ok('failure' in outcome);
    }));

  it('uses the chosen routes only, with ids of the chosen model', () =>
    check(({ calls }, { routes }) => {
      for (const { call } of calls) {
        assert.ok(routes.includes(call.route));
        assert.ok(modelIdsOf(call.route, model).includes(call.modelId));
        assert.ok(call.route.baseUrls.includes(call.baseUrl));
      }
    }));

  it('tells every request, with the charge that its answer told', () =>
    check(({ calls, outcome }, { cancelAt }) => {
      assert.ok(outcome.attempts.length >= calls.length);
      const told = outcome.attempts.slice(0, calls.length).map(({ charge }) => charge);
      const expected = calls.map(({ fate }, index) =>
        index + 1 === cancelAt ? 'unknown' : fate === 'picture' ? 'billed' : fate.charge,
      );
      assert.deepEqual(told, expected);
    }));

  it('ends with a picture exactly when the last request gave one', () =>
    check(({ calls, outcome }, { cancelAt }) => {
      const last = calls.at(-1);
      const delivered = last?.fate === 'picture' && calls.length !== cancelAt;
      assert.equal('delivered' in outcome, delivered);
    }));
});
