import assert from 'node:assert/strict';
import { failOver } from '../../../../src/core/run/failover';
import type { FailoverEvent } from '../../../../src/core/run/failover';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import { Health } from '../../../../src/core/run/health';
import { findModel } from '../../../../src/core/services/models';
import type { RecordedEnd } from '../../../../src/core/run/recorder';
import type { Route } from '../../../../src/core/services/route';
import { parseRoutes } from '../../../../src/core/settings/settings';
import { VirtualClock } from '../../../harness/virtualClock';

const day = 86_400_000;
const model = findModel('nano-banana-2') ?? assert.fail();
const [studio] = parseRoutes([{ id: 'studio', preset: 'google-ai-studio' }]) as [Route];

/** A wall clock that can be set, beside a steady one that shows something else. */
const startClock = (): VirtualClock => new VirtualClock({ now: Date.parse('2026-11-22T12:00:00Z'), elapsed: 5 });

/** One job on one route: each request takes a second, in whose middle the wall clock is set. */
async function play(setBy: number, script: (nth: number) => FailureFacts | 'picture') {
  const clock = startClock();
  const ends: RecordedEnd[] = [];
  const events: FailoverEvent[] = [];
  let calls = 0;
  const outcome = await failOver(
    {
      request: { prompt: 'a fox', model: model.id, size: '1K', ratio: '1:1', references: [] },
      ...{ model, routes: [studio], afterUncertainCharge: 'stop', softDeadlineMs: () => 120_000 },
      endsAt: clock.elapsed() + 60_000,
    },
    {
      clock,
      health: new Health(clock),
      credential: async () => ({ kind: 'none' }),
      ask: async () => false,
      onEvent: (event) => events.push(event),
      recorder: recorderOf(ends),
      provider: () => ({
        async generate() {
          calls += 1;
          clock.pass(500);
          clock.setWall(setBy);
          clock.pass(500);
          const fate = script(calls);
          if (fate !== 'picture') throw new GenerationFailure(fate);
          return {
            images: [{ bytes: new Uint8Array(), mime: 'image/png', width: 1, height: 1 }],
            text: '',
            warnings: [],
          };
        },
      }),
    },
    new AbortController().signal,
  );
  const waits = events.flatMap((event) => (event.type === 'waiting' ? [event] : []));
  return { outcome, calls, ends, waits };
}

function recorderOf(ends: RecordedEnd[]) {
  const record = {
    id: 'a',
    sending: async () => undefined,
    receive: () => undefined,
    finished: (end: RecordedEnd) => void ends.push(end),
  };
  return { reserve: async () => record, saved: async () => undefined };
}

for (const [how, setBy] of [
  ['back', -day],
  ['forward', day],
] as const) {
  describe(`a wall clock that is set ${how} by a day`, () => {
    it('does not change how long an attempt took, for people or in the ledger', async () => {
      const { outcome, ends } = await play(setBy, () => 'picture');
      const [attempt] = outcome.attempts;
      assert.equal(attempt?.ms, 1_000);
      assert.equal((ends[0]?.endedAt ?? NaN) - attempt.startedAt, 1_000);
    });

    it('neither ends nor stretches the time budget of a job', async () => {
      const { calls, waits } = await play(setBy, () => ({ kind: 'overloaded', charge: 'none' }));
      const undisturbed = await play(0, () => ({ kind: 'overloaded', charge: 'none' }));
      assert.equal(calls, undisturbed.calls);
      assert.ok(calls > 2);
      assert.deepEqual(waits, undisturbed.waits);
      assert.ok(waits.every(({ leftMs }) => leftMs >= 0 && leftMs <= 60_000));
    });

    it('does not make a route wait longer or shorter than it told', async () => {
      const told = (nth: number) =>
        nth === 1 ? ({ kind: 'rateLimit', charge: 'none', retryAfterMs: 7_000 } as const) : 'picture';
      const { outcome, calls, waits } = await play(setBy, told);
      assert.ok('delivered' in outcome);
      assert.equal(calls, 2);
      assert.deepEqual(
        waits.map(({ ms }) => ms),
        [7_000],
      );
    });

    it('neither ends nor stretches a rest, or its end for people', () => {
      const clock = startClock();
      const health = new Health(clock);
      health.failed('a', { kind: 'rateLimit', charge: 'none', retryAfterMs: 30_000 });
      clock.setWall(setBy);
      const state = health.state('a');
      assert.ok(state.state === 'resting');
      assert.equal(state.until, clock.now() + 30_000);
      clock.pass(29_999);
      assert.equal(health.state('a').state, 'resting');
      clock.pass(1);
      assert.equal(health.state('a').state, 'ready');
    });

    it('neither opens nor shuts a breaker, and a half-open one admits one job still', () => {
      const clock = startClock();
      const health = new Health(clock);
      health.failed('a', { kind: 'timeout', charge: 'unknown' });
      clock.setWall(setBy);
      assert.equal(health.state('a').state, 'resting');
      clock.pass(30_000);
      assert.equal(health.state('a').state, 'halfOpen');
      const job = Symbol('job');
      assert.ok(health.admit('a', job));
      clock.setWall(setBy);
      assert.ok(!health.admit('a', Symbol('another')));
    });

    it('neither ends nor stretches a rest that the user ordered, or the wait for attention', () => {
      const clock = startClock();
      const health = new Health(clock);
      health.rest('a', 3_600_000);
      health.failed('b', { kind: 'credit', charge: 'none' });
      clock.setWall(setBy);
      assert.deepEqual([health.state('a').state, health.state('b').state], ['resting', 'needsAttention']);
      clock.pass(600_000);
      assert.deepEqual([health.state('a').state, health.state('b').state], ['resting', 'ready']);
      clock.pass(3_000_000);
      assert.equal(health.state('a').state, 'ready');
    });

    it('does not keep a route out beyond the end of a daily quota', () => {
      const clock = startClock();
      const health = new Health(clock);
      health.failed('a', { kind: 'quota', charge: 'none', quotaPeriod: 'day' });
      clock.setWall(setBy);
      clock.pass(20 * 3_600_000); // 8:00 UTC the next day
      assert.equal(health.state('a').state, 'ready');
    });
  });
}

describe('a laptop that sleeps, and its steady clock with it', () => {
  it('finds a daily quota lifted when it wakes after midnight Pacific', () => {
    const clock = startClock();
    const health = new Health(clock);
    health.failed('a', { kind: 'quota', charge: 'none', quotaPeriod: 'day' });
    clock.setWall(20 * 3_600_000 - 1);
    assert.equal(health.state('a').state, 'resting');
    clock.setWall(1);
    assert.equal(health.state('a').state, 'ready');
  });
});
