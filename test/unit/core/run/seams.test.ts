import assert from 'node:assert/strict';
import type { FailoverDeps, FailoverEvent } from '../../../../src/core/run/failover';
import { failOver } from '../../../../src/core/run/failover';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import type { Job } from '../../../../src/core/run/job';
import { generate } from '../../../../src/core/run/generate';
import { Health } from '../../../../src/core/run/health';
import { findModel } from '../../../../src/core/services/models';
import type { AttemptRecord, Recorder } from '../../../../src/core/run/recorder';
import { notRecorded } from '../../../../src/core/run/recorder';
import type { Route } from '../../../../src/core/services/route';
import { savedNowhere } from '../../../harness/savedNowhere';
import { RouteQueues } from '../../../../src/core/run/queue';
import { parseRoutes } from '../../../../src/core/settings/settings';
import { VirtualClock } from '../../../harness/virtualClock';

const model = findModel('nano-banana-2') ?? assert.fail();
const [apiyi, studio] = parseRoutes([
  { id: 'apiyi', preset: 'apiyi' },
  { id: 'studio', preset: 'google-ai-studio' },
]) as [Route, Route];
const request = { prompt: 'a fox', model: model.id, size: '1K', ratio: '1:1', references: [] } as const;
const image = { bytes: new Uint8Array([1]), mime: 'image/png', width: 1024, height: 1024 } as const;
const broken = new Error('a fault of our own');
const boom = (): never => {
  throw broken;
};
const rejects = async (): Promise<never> => boom();
const record: AttemptRecord = {
  id: 'a',
  sending: async () => undefined,
  receive: () => undefined,
  finished: () => undefined,
};
const recorder: Recorder = { reserve: async () => record };

/** Two routes with one place each; the first is half-open, and this job is the one that it lets through. */
function start(
  change: Partial<FailoverDeps> = {},
  script: (route: Route) => FailureFacts | 'picture' = () => 'picture',
) {
  const clock = new VirtualClock();
  const health = new Health(clock);
  health.failed('apiyi', { kind: 'timeout', charge: 'unknown' });
  clock.pass(30_000);
  const queues = new RouteQueues();
  const stop = new AbortController();
  const called: string[] = [];
  const deps: FailoverDeps = {
    clock,
    health,
    recorder,
    enter: (route, signal) => queues.enter(route.id, 1, signal),
    check: async () => undefined,
    credential: async () => ({ kind: 'none' }),
    ask: async () => true,
    onEvent: () => undefined,
    provider: (route) => ({
      async generate({ onSent }) {
        called.push(route.id);
        onSent();
        const fate = script(route);
        if (fate !== 'picture') throw new GenerationFailure(fate);
        return { images: [image], text: '', warnings: [] };
      },
    }),
    ...change,
  };
  const plan = {
    ...{ request, model, routes: [apiyi, studio], afterUncertainCharge: 'ask' as const },
    ...{ endsAt: clock.elapsed() + 40_000, softDeadlineMs: () => 0 },
  };
  const run = () => failOver(plan, deps, stop.signal);
  /** Whether a next job gets the places that this one had. */
  const isFree = async (): Promise<void> => {
    const soon = AbortSignal.timeout(1_000);
    for (const { id } of [apiyi, studio]) (await queues.enter(id, 1, soon))();
    clock.pass(3_600_000);
    assert.ok(health.admit('apiyi', Symbol('next')), 'the half-open route admits the next job');
  };
  return { run, isFree, called, stop, deps, health };
}

/** Each seam with what breaks it, and the end that its job comes to all the same. */
const seams: Record<string, { readonly change: Partial<FailoverDeps>; readonly end: string }> = {
  'a free check that rejects': { change: { check: rejects }, end: 'picture via apiyi' },
  'a free check that throws': { change: { check: boom }, end: 'picture via apiyi' },
  'a queue that rejects': { change: { enter: rejects }, end: 'unsupported' },
  'a queue that throws': { change: { enter: boom }, end: 'unsupported' },
  'a place that cannot be given back': { change: { enter: async () => boom }, end: 'picture via apiyi' },
  'a credential that rejects': { change: { credential: rejects }, end: 'auth' },
  'a credential that throws': { change: { credential: boom }, end: 'auth' },
  'a provider that cannot be had': { change: { provider: boom }, end: 'unsupported' },
  'a provider that throws': { change: { provider: () => ({ generate: boom }) }, end: 'badResponse' },
  'a provider that rejects': { change: { provider: () => ({ generate: rejects }) }, end: 'badResponse' },
  'a recorder that rejects': { change: { recorder: { reserve: rejects } }, end: 'budget' },
  'a recorder that throws': { change: { recorder: { reserve: boom } }, end: 'budget' },
  'a record that cannot be ended': {
    change: { recorder: { ...recorder, reserve: async () => ({ ...record, finished: boom }) } },
    end: 'picture via apiyi',
  },
  'a listener that throws': { change: { onEvent: boom }, end: 'picture via apiyi' },
  'a question about a slow request that rejects': { change: { askSlow: rejects }, end: 'picture via apiyi' },
};

describe('a job in which something of our own is broken', () => {
  for (const [what, { change, end }] of Object.entries(seams)) {
    it(`ends, and gives all its places back: ${what}`, async () => {
      const { run, isFree } = start(change);
      const outcome = await run();
      const how = 'delivered' in outcome ? `picture via ${outcome.delivered.attempt.route.id}` : outcome.failure.kind;
      assert.equal(how, end);
      await isFree();
    });
  }

  for (const type of ['trying', 'sent', 'failed', 'waiting'] satisfies FailoverEvent['type'][]) {
    it(`is not changed by a listener that throws at "${type}"`, async () => {
      const onEvent = (event: FailoverEvent): void => (event.type === type ? boom() : undefined);
      let rounds = 0;
      const script = (): FailureFacts | 'picture' =>
        (rounds += 1) > 2 ? 'picture' : { kind: 'overloaded', charge: 'none' };
      const { run, isFree, called } = start({ onEvent }, script);
      const outcome = await run();
      assert.ok('delivered' in outcome);
      assert.deepEqual([called.length, outcome.attempts.length], [3, 3]);
      await isFree();
    });
  }

  it('asks for no second payment where the question could not be asked', async () => {
    const { run, isFree, called } = start({ ask: rejects }, () => ({ kind: 'interrupted', charge: 'unknown' }));
    const outcome = await run();
    assert.ok('failure' in outcome && outcome.failure.kind === 'interrupted');
    assert.deepEqual(called, ['apiyi']);
    await isFree();
  });

  it('names what may have been paid before the fault', async () => {
    let entered = 0;
    const enter = async () => ((entered += 1) > 1 ? boom() : () => undefined);
    const { run } = start({ enter }, () => ({ kind: 'interrupted', charge: 'unknown' }));
    const outcome = await run();
    assert.ok('failure' in outcome && outcome.failure.kind === 'interrupted');
    assert.deepEqual(
      outcome.attempts.map(({ charge }) => charge),
      ['unknown'],
    );
  });

  for (const [what, change] of [
    ['a free check', { check: () => new Promise<never>(() => undefined) }],
    ['a credential', { credential: () => new Promise<never>(() => undefined) }],
    ['the ledger', { recorder: { ...recorder, reserve: () => new Promise<never>(() => undefined) } }],
  ] as const) {
    it(`ends at once when it is cancelled while ${what} does not come to an end`, async () => {
      const { run, isFree, stop, called } = start(change);
      const running = run();
      await new Promise((resolve) => setImmediate(resolve));
      stop.abort();
      const outcome = await running;
      assert.ok('failure' in outcome && outcome.failure.kind === 'cancelled' && outcome.failure.charge === 'none');
      assert.deepEqual(called, []);
      await isFree();
    });
  }
});

describe('an attempt that cannot be recorded', () => {
  const refusing: Recorder = { ...recorder, reserve: async () => Promise.reject(notRecorded(broken, 'ledgerBusy')) };

  it('is not made, and no other route is tried instead', async () => {
    const { run, isFree, called } = start({ recorder: refusing });
    const outcome = await run();
    assert.ok('failure' in outcome);
    const { kind, reason, charge, cause } = outcome.failure.facts;
    assert.deepEqual([kind, reason, charge, cause], ['budget', 'ledgerBusy', 'none', broken]);
    assert.deepEqual(called, []);
    await isFree();
  });

  it('says nothing of the route', async () => {
    const { run, health } = start({ recorder: refusing });
    health.failed('studio', { kind: 'overloaded', charge: 'none' });
    health.failed('studio', { kind: 'overloaded', charge: 'none' });
    await run();
    assert.equal(health.state('apiyi').state, 'halfOpen', 'a refusal of our own is no sign of life');
    health.failed('studio', { kind: 'overloaded', charge: 'none' });
    assert.equal(health.state('studio').state, 'resting');
  });

  it('is ended where it was recorded after the user had gone', async () => {
    let begun = (_: AttemptRecord): void => undefined;
    const ends: unknown[] = [];
    const started = new Promise<AttemptRecord>((resolve) => (begun = resolve));
    const { run, stop } = start({ recorder: { ...recorder, reserve: () => started } });
    const running = run();
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await running;
    begun({ ...record, finished: ({ charge, failure }) => void ends.push([charge, failure?.kind]) });
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(ends, [['none', 'cancelled']]);
  });
});

describe('the use case, with something of our own broken', () => {
  const job: Job = {
    ...{ request, routes: [apiyi, studio], firstPartyOnly: false, afterUncertainCharge: 'stop', timeBudgetMs: 0 },
  };

  it('keeps a picture that is saved, though nothing of it can be written down', async () => {
    const records = { settle: rejects, flush: rejects, remember: rejects, clear: rejects };
    const ending = { ...savedNowhere.ending, records };
    const outcome = await generate(job, { ...start().deps, ...savedNowhere, ending }, new AbortController().signal);
    assert.ok(outcome.ok);
    await outcome.recorded;
  });
});
