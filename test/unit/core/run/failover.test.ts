import assert from 'node:assert/strict';
import type { SlowAnswer, SlowQuestion } from '../../../../src/core/run/attempts';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import type { AfterUncertainCharge } from '../../../../src/core/run/afterUncertain';
import type {
  FailoverEvent,
  FailoverOutcome,
  FailoverPlan,
  UncertainQuestion,
} from '../../../../src/core/run/failover';
import { failOver } from '../../../../src/core/run/failover';
import { Health } from '../../../../src/core/run/health';
import type { ProviderAnswer } from '../../../../src/core/pictures/image';
import { findModel } from '../../../../src/core/services/models';
import type { AttemptCall } from '../../../../src/core/run/provider';
import type { Route } from '../../../../src/core/services/route';
import { parseRoutes } from '../../../../src/core/settings/settings';
import { VirtualClock } from '../../../harness/virtualClock';

const answer: ProviderAnswer = {
  images: [{ bytes: new Uint8Array([1]), mime: 'image/png', width: 1024, height: 1024 }],
  text: '',
  warnings: [],
};

interface Options {
  after?: AfterUncertainCharge;
  /** What the user says to a second payment. */
  consent?: boolean | 'never';
  health?: Health;
  /** Answers come only after this. */
  hold?: Promise<void>;
  askSlow?: (signal: AbortSignal) => Promise<SlowAnswer>;
  enter?: (route: Route, signal: AbortSignal) => Promise<() => void>;
  /** What a free check says; left out: there is none. */
  check?: (route: Route, modelIds: readonly string[]) => FailureFacts | undefined;
  /** The route whose credential cannot be read. */
  brokenCredential?: string;
}

type Script = (call: AttemptCall, nth: number) => FailureFacts | 'picture' | 'hang';

const [studio, apiyi, vertex] = parseRoutes([
  { id: 'studio', preset: 'google-ai-studio' },
  { id: 'apiyi', preset: 'apiyi' },
  { id: 'vertex', preset: 'vertex-ai', project: 'p' },
]) as [Route, Route, Route];

const model = findModel('nano-banana-2') ?? assert.fail();

function world(script: Script, routes: readonly Route[], options: Options = {}) {
  const calls: string[] = [];
  const questions: UncertainQuestion[] = [];
  const events: FailoverEvent[] = [];
  const clock = new VirtualClock();
  const health = options.health ?? new Health(clock);
  const stop = new AbortController();
  const plan: FailoverPlan = {
    request: { prompt: 'a fox', model: model.id, size: '1K', ratio: '1:1', references: [] },
    model,
    routes,
    afterUncertainCharge: options.after ?? 'ask',
    endsAt: 60_000,
    softDeadlineMs: () => 120_000,
  };
  const askSlow = options.askSlow ?? (async () => 'wait' as const);
  const run = () =>
    failOver(
      plan,
      {
        clock,
        health,
        credential: async (route) => {
          if (route.id === options.brokenCredential) throw new Error('the keyring is locked');
          return { kind: 'key', key: 'test-key-not-real' };
        },
        ...(options.enter ? { enter: options.enter } : {}),
        ...(options.check ? { check: checkOf(options.check) } : {}),
        ask: async (question) => {
          questions.push(question);
          return options.consent === 'never' ? new Promise(() => undefined) : (options.consent ?? false);
        },
        onEvent: (event) => events.push(event),
        ...(options.askSlow ? { askSlow: (_: SlowQuestion, signal: AbortSignal) => askSlow(signal) } : {}),
        provider: () => ({
          async generate(call) {
            calls.push(`${call.route.id} ${call.modelId} ${call.baseUrl}`);
            call.onSent();
            const outcome = script(call, calls.length);
            await options.hold;
            if (outcome === 'picture') return answer;
            if (outcome !== 'hang') throw new GenerationFailure(outcome);
            await new Promise((_, reject) =>
              call.signal.addEventListener('abort', () =>
                reject(new GenerationFailure({ kind: 'cancelled', charge: 'unknown' })),
              ),
            );
            return answer;
          },
        }),
      },
      stop.signal,
    );
  const routesCalled = (): string[] => calls.map((call) => call.split(' ')[0] ?? '');
  return { run, calls, routesCalled, questions, events, clock, stop };
}

function checkOf(check: NonNullable<Options['check']>) {
  return async (route: Route, modelIds: readonly string[]) => {
    const facts = check(route, modelIds);
    return facts && new GenerationFailure(facts);
  };
}

const free = (kind: FailureFacts['kind'], more: Partial<FailureFacts> = {}): FailureFacts => ({
  kind,
  charge: 'none',
  ...more,
});

describe('failover', () => {
  it('takes the next route after a free failure and keeps both attempts', async () => {
    const w = world(
      (call) => (call.route === apiyi ? free('overloaded', { status: 503 }) : 'picture'),
      [apiyi, studio],
    );
    const outcome = await w.run();
    assert.ok('delivered' in outcome);
    assert.equal(outcome.delivered.attempt.route, studio);
    assert.deepEqual(w.routesCalled(), ['apiyi', 'studio']);
    assert.deepEqual(
      outcome.attempts.map(({ charge }) => charge),
      ['none', 'billed'],
    );
  });

  it('stops when the model refused the content', async () => {
    const w = world(() => ({ kind: 'refused', charge: 'none', blockedBy: 'model' }), [studio, apiyi]);
    const outcome = await w.run();
    assert.ok('failure' in outcome && outcome.failure.kind === 'refused');
    assert.deepEqual(w.routesCalled(), ['studio']);
  });

  it('goes on after a word list of a relay that charged nothing', async () => {
    const script: Script = (call) =>
      call.route === apiyi ? { kind: 'refused', charge: 'none', blockedBy: 'relay' } : 'picture';
    const w = world(script, [apiyi, studio]);
    assert.ok('delivered' in (await w.run()));
  });

  it('asks before it pays again after a time-out, and stops without consent', async () => {
    const w = world(() => ({ kind: 'timeout', charge: 'unknown' }), [apiyi, studio], { consent: false });
    const outcome = await w.run();
    assert.ok('failure' in outcome && outcome.failure.kind === 'timeout');
    assert.deepEqual(w.routesCalled(), ['apiyi']);
    assert.equal(w.questions.length, 1);
    assert.equal(w.questions[0]?.nextUsd, 0.067);
    assert.equal(w.questions[0]?.failed.costUsd, 0.055);
  });

  it('lets a consent cover one request and no more', async () => {
    const script: Script = (call) =>
      call.route === apiyi ? { kind: 'timeout', charge: 'unknown' } : free('overloaded');
    const w = world(script, [apiyi, studio, vertex], { consent: true });
    const outcome = await w.run();
    assert.ok('failure' in outcome);
    assert.deepEqual(w.routesCalled(), ['apiyi', 'studio']);
    assert.equal(w.questions.length, 1);
  });

  it('never asks when the setting says switch or stop', async () => {
    const script: Script = (call) => (call.route === apiyi ? { kind: 'interrupted', charge: 'unknown' } : 'picture');
    const switching = world(script, [apiyi, studio], { after: 'switch' });
    assert.ok('delivered' in (await switching.run()));
    const stopping = world(script, [apiyi, studio], { after: 'stop' });
    assert.ok('failure' in (await stopping.run()));
    assert.equal(switching.questions.length + stopping.questions.length, 0);
  });

  it('tries the next id of the model, then the next route', async () => {
    const w = world((call) => (call.route === studio ? free('model', { status: 404 }) : 'picture'), [studio, apiyi]);
    await w.run();
    assert.deepEqual(
      w.calls.map((call) => call.split(' ').slice(0, 2).join(' ')),
      ['studio gemini-3.1-flash-image', 'studio gemini-3.1-flash-image-preview', 'apiyi gemini-3.1-flash-image'],
    );
  });

  it('tries the next base URL of a preset when one cannot be reached', async () => {
    const w = world((call) => (call.baseUrl.includes('//vip.') ? free('network') : 'picture'), [apiyi]);
    assert.ok('delivered' in (await w.run()));
    assert.equal(w.calls.length, 2);
  });

  it('asks Google once more for a missing picture and then goes on, but asks first where nobody knows its price', async () => {
    const google = world((_, nth) => (nth < 3 ? { kind: 'noImage', charge: 'unknown' } : 'picture'), [studio, vertex]);
    assert.ok('delivered' in (await google.run()));
    assert.deepEqual(google.routesCalled(), ['studio', 'studio', 'vertex']);
    const relay = world(() => ({ kind: 'noImage', charge: 'unknown' }), [apiyi, studio]);
    await relay.run();
    assert.deepEqual(relay.routesCalled(), ['apiyi']);
    assert.equal(relay.questions.length, 1);
  });

  it('stops at a bad request, but passes over a route that alone lacks the option', async () => {
    const wrong = world(() => free('badRequest'), [studio, apiyi]);
    assert.ok('failure' in (await wrong.run()));
    assert.equal(wrong.calls.length, 1);
    const lacking = world(
      (call) => (call.route === studio ? free('badRequest', { routeOnly: true }) : 'picture'),
      [studio, apiyi],
    );
    assert.ok('delivered' in (await lacking.run()));
  });

  it('goes round again while everything is free, with growing waits, until the time budget ends', async () => {
    const w = world(() => free('overloaded'), [apiyi, studio]);
    const outcome = await w.run();
    assert.ok('failure' in outcome);
    assert.deepEqual(w.clock.waits, [2_000, 5_000, 15_000, 30_000]);
    assert.equal(outcome.attempts.length, 10);
    assert.ok(w.clock.elapsed() <= 60_000);
  });

  it('waits as long as it was told', async () => {
    const w = world((_, nth) => (nth === 1 ? free('rateLimit', { retryAfterMs: 12_000 }) : 'picture'), [studio]);
    assert.ok('delivered' in (await w.run()));
    assert.deepEqual(w.clock.waits, [12_000]);
  });

  it('does not come back to a route whose key was rejected', async () => {
    const script: Script = (call) => (call.route === apiyi ? free('auth') : free('overloaded'));
    const w = world(script, [apiyi, studio]);
    await w.run();
    assert.equal(w.routesCalled().filter((route) => route === 'apiyi').length, 1);
  });

  it('ends at once when the user cancels, and says that it may have been charged', async () => {
    const w = world(() => 'hang', [apiyi, studio]);
    const running = w.run();
    setImmediate(() => w.stop.abort());
    const outcome = await running;
    assert.ok('failure' in outcome);
    assert.equal(outcome.failure.kind, 'cancelled');
    assert.equal(outcome.failure.charge, 'unknown');
    assert.equal(outcome.attempts[0]?.costUsd, 0.055);
    assert.deepEqual(w.routesCalled(), ['apiyi']);
  });

  it('treats a fault of our own as a request that may have been paid', async () => {
    const w = world(() => {
      throw new TypeError('a bug');
    }, [apiyi, studio]);
    const outcome = await w.run();
    assert.ok('failure' in outcome);
    assert.equal(outcome.failure.charge, 'unknown');
    assert.deepEqual(w.routesCalled(), ['apiyi']);
  });

  it('keeps twenty jobs at once apart', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        world((call) => (call.route === apiyi ? free('network') : 'picture'), [apiyi, studio]).run(),
      ),
    );
    assert.ok(outcomes.every((outcome) => 'delivered' in outcome));
  });
});

function healthWith(...withoutCredit: readonly string[]): Health {
  const health = new Health(new VirtualClock());
  for (const id of withoutCredit) health.failed(id, free('credit'));
  return health;
}

describe('failover with what earlier jobs learned', () => {
  it('does not begin with a route that is known to be down', async () => {
    const script: Script = (call) => (call.route === apiyi ? free('network') : 'picture');
    const health = new Health(new VirtualClock());
    for (let n = 0; n < 3; n += 1) await world(script, [apiyi, studio], { health }).run();
    const w = world(script, [apiyi, studio], { health });
    assert.ok('delivered' in (await w.run()));
    assert.deepEqual(w.routesCalled(), ['studio']);
  });

  it('names the routes that it did not ask: beside a picture only those that were its turn before', async () => {
    const health = new Health(new VirtualClock());
    health.failed('apiyi', free('auth'));
    health.failed('vertex', free('credit'));
    const delivered = await world(() => 'picture', [apiyi, studio, vertex], { health }).run();
    const skippedOf = ({ skipped }: Pick<FailoverOutcome, 'skipped'>): string[] =>
      skipped.map(({ route, state, isLeftOut }) => `${route.id} ${state.kind} ${isLeftOut}`);
    assert.deepEqual(skippedOf(delivered), ['apiyi auth true']);
    const failed = await world(() => free('region'), [apiyi, studio, vertex], { health }).run();
    assert.deepEqual(skippedOf(failed), ['apiyi auth true']);
    assert.deepEqual(
      failed.attempts.map(({ route }) => route.id),
      ['studio', 'vertex'],
    );
    const refused = await world(() => ({ ...free('refused'), blockedBy: 'model' }), [apiyi, studio, vertex], {
      health: healthWith('apiyi', 'vertex'),
    }).run();
    assert.deepEqual(skippedOf(refused), ['apiyi credit false', 'vertex credit false']);
  });

  it('says so when all routes rest, and tries all the same', async () => {
    const health = new Health(new VirtualClock());
    health.failed('studio', free('credit'));
    const w = world(() => 'picture', [studio], { health });
    assert.ok('delivered' in (await w.run()));
    assert.equal(w.events[0]?.type, 'allResting');
  });

  it('does not hold against a route what its key of before was refused for', async () => {
    const health = new Health(new VirtualClock());
    const script: Script = ({ route }) => {
      if (route !== apiyi) return 'picture';
      health.forget('apiyi'); // the key is set while the request is under way
      return free('auth');
    };
    assert.ok('delivered' in (await world(script, [apiyi, studio], { health }).run()));
    assert.deepEqual(health.state('apiyi'), { state: 'ready' });
  });

  it('does not ask for an id again that is gone', async () => {
    const health = new Health(new VirtualClock());
    const script: Script = (call) => (call.modelId === 'gemini-3.1-flash-image' ? free('model') : 'picture');
    await world(script, [studio], { health }).run();
    const w = world(script, [studio], { health });
    await w.run();
    assert.deepEqual(
      w.calls.map((call) => call.split(' ')[1]),
      ['gemini-3.1-flash-image-preview'],
    );
  });
});

describe('a slow request', () => {
  it('stays open while the user is asked, and its picture answers the question', async () => {
    let deliver = (): void => undefined;
    const w = world(() => 'picture', [apiyi, studio], {
      hold: new Promise<void>((resolve) => (deliver = resolve)),
      askSlow: async (signal) => {
        deliver();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        return 'switch';
      },
    });
    const outcome = await w.run();
    assert.ok('delivered' in outcome);
    assert.deepEqual(w.routesCalled(), ['apiyi']);
  });

  it('is closed when the user would rather try the next route, without a second question', async () => {
    const w = world((call) => (call.route === apiyi ? 'hang' : 'picture'), [apiyi, studio], {
      askSlow: async () => 'switch',
    });
    const outcome = await w.run();
    assert.ok('delivered' in outcome);
    assert.deepEqual(w.routesCalled(), ['apiyi', 'studio']);
    assert.equal(w.questions.length, 0);
    assert.equal(outcome.attempts[0]?.charge, 'unknown');
    assert.equal(outcome.attempts[0]?.failure?.kind, 'timeout');
  });

  it('ends the job when the user stops it', async () => {
    const w = world(() => 'hang', [apiyi, studio], { askSlow: async () => 'stop' });
    const outcome = await w.run();
    assert.ok('failure' in outcome && outcome.failure.kind === 'cancelled');
    assert.deepEqual(w.routesCalled(), ['apiyi']);
  });
});

describe('failover beside other jobs', () => {
  it('does not spend a consent for one route on the one behind it', async () => {
    const clock = new VirtualClock();
    const health = new Health(clock);
    health.failed('studio', { kind: 'timeout', charge: 'unknown' });
    clock.pass(30_000);
    const script: Script = (call) => {
      if (call.route !== apiyi) return 'picture';
      assert.ok(health.admit('studio', Symbol('another job')));
      return { kind: 'timeout', charge: 'unknown' };
    };
    const w = world(script, [apiyi, studio, vertex], { health, consent: true });
    w.clock.pass(clock.elapsed());
    const outcome = await w.run();
    assert.ok('failure' in outcome);
    assert.equal(w.questions[0]?.next, studio);
    assert.deepEqual(w.routesCalled(), ['apiyi']);
  });

  it('asks the only route all the same when another job has its probe', async () => {
    const clock = new VirtualClock();
    const health = new Health(clock);
    health.failed('studio', { kind: 'timeout', charge: 'unknown' });
    clock.pass(30_000);
    health.admit('studio', Symbol('another job'));
    const w = world(() => 'picture', [studio], { health });
    assert.ok('delivered' in (await w.run()));
  });

  it('does not ask a route again before the time that it told, even if another is asked', async () => {
    const script: Script = (call, nth) =>
      call.route === apiyi ? free('rateLimit', { retryAfterMs: 40_000 }) : nth < 5 ? free('overloaded') : 'picture';
    const w = world(script, [apiyi, studio]);
    assert.ok('delivered' in (await w.run()));
    assert.deepEqual(w.routesCalled(), ['apiyi', 'studio', 'studio', 'studio', 'studio']);
  });

  it('leaves the queue of a full route for the next one after a while, and waits at the last one', async () => {
    const asked: string[] = [];
    const full = (route: Route, signal: AbortSignal): Promise<() => void> => {
      asked.push(route.id);
      if (route !== apiyi) return Promise.resolve(() => undefined);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('tired of waiting'))));
    };
    const w = world(() => 'picture', [apiyi, studio], { enter: full });
    const outcome = await w.run();
    assert.ok('delivered' in outcome);
    assert.deepEqual(asked, ['apiyi', 'studio']);
    assert.deepEqual(w.routesCalled(), ['studio']);
  });

  it('ends when the user cancels, though a place or a question never does, and gives back a place that comes after all', async () => {
    let come = (_: () => void): void => undefined;
    const place = new Promise<() => void>((resolve) => (come = resolve));
    const queued = world(() => 'picture', [apiyi, studio], { enter: () => place });
    const running = queued.run();
    setImmediate(() => queued.stop.abort());
    const outcome = await running;
    assert.ok('failure' in outcome);
    assert.deepEqual([outcome.failure.kind, outcome.failure.charge, queued.calls], ['cancelled', 'none', []]);
    await new Promise<void>((given) => come(given));

    const asking = world(() => free('timeout', { charge: 'unknown' }), [apiyi, studio], { consent: 'never' });
    const asked = asking.run();
    setImmediate(() => asking.stop.abort());
    const end = await asked;
    assert.ok('failure' in end);
    assert.deepEqual([end.failure.kind, end.attempts.length], ['timeout', 1]);
  });

  it('takes a credential that cannot be had for free, and a cheap answer without a picture for cheap', async () => {
    const broken = world(() => 'picture', [studio, apiyi], { brokenCredential: 'studio' });
    const outcome = await broken.run();
    assert.ok('delivered' in outcome);
    assert.equal(outcome.attempts[0]?.charge, 'none');
    const empty = world(() => ({ kind: 'noImage', charge: 'unknown' }), [studio]);
    const { attempts } = await empty.run();
    assert.ok(attempts.every(({ costUsd = 1 }) => costUsd < 0.01));
  });
});

describe('a free check before a job is sent where others have failed', () => {
  /** APIYI's breaker is half-open: it was opened, and its rest is over. */
  function afterARest(): { health: Health; clock: VirtualClock } {
    const clock = new VirtualClock();
    const health = new Health(clock);
    health.failed('apiyi', { kind: 'timeout', charge: 'unknown' });
    clock.pass(31_000);
    return { health, clock };
  }

  it('keeps the route out where its address is dead, and the job goes to the next at once', async () => {
    const { health } = afterARest();
    const w = world(() => 'picture', [apiyi, studio], { health, check: () => free('network') });
    const outcome = await w.run();
    assert.ok('delivered' in outcome && outcome.delivered.attempt.route === studio);
    assert.deepEqual(w.routesCalled(), ['studio']);
    assert.equal(outcome.attempts[0]?.failure?.kind, 'network');
    assert.equal(outcome.attempts[0].charge, 'none');
    assert.equal(health.state('apiyi').state, 'resting');
  });

  it('never lets a route in: only the job’s own picture closes the breaker', async () => {
    const { health } = afterARest();
    const w = world(() => free('overloaded'), [apiyi, studio], { health, check: () => undefined });
    await w.run();
    assert.equal(w.routesCalled()[0], 'apiyi');
    assert.equal(health.state('apiyi').state, 'resting');
  });

  it('says nothing by failures that a busy service gives too', async () => {
    const { health } = afterARest();
    const w = world(() => 'picture', [apiyi, studio], { health, check: () => free('overloaded') });
    await w.run();
    assert.deepEqual(w.routesCalled(), ['apiyi']);
  });

  it('is not made of a route that is well, nor of the last one there is', async () => {
    const asked: string[] = [];
    const check = (route: Route): FailureFacts => {
      asked.push(route.id);
      return free('network');
    };
    await world(() => 'picture', [apiyi, studio], { check }).run();
    const { health } = afterARest();
    const w = world(() => 'picture', [apiyi], { health, check });
    await w.run();
    assert.deepEqual(asked, []);
    assert.deepEqual(w.routesCalled(), ['apiyi']);
  });

  it('keeps the route out where none of the model’s ids is known', async () => {
    const { health } = afterARest();
    const asked: string[] = [];
    const check = (_: Route, ids: readonly string[]): FailureFacts => {
      asked.push(...ids);
      return free('model');
    };
    const w = world(() => 'picture', [apiyi, studio], { health, check });
    await w.run();
    assert.deepEqual(asked, ['gemini-3.1-flash-image', 'gemini-3.1-flash-image-preview']);
    assert.deepEqual(w.routesCalled(), ['studio']);
    assert.equal(health.state('apiyi').state, 'halfOpen');
  });
});
