import assert from 'node:assert/strict';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import { Health } from '../../../../src/core/run/health';
import { nextMidnightPacific } from '../../../../src/core/run/pacificMidnight';
import { VirtualClock } from '../../../harness/virtualClock';

const a = { id: 'a' };
const b = { id: 'b' };
const c = { id: 'c' };

function start() {
  const clock = new VirtualClock({ now: Date.parse('2026-11-22T12:00:00Z') });
  const health = new Health(clock);
  const order = (): string =>
    health
      .order([a, b, c])
      .routes.map(({ id }) => id)
      .join('');
  const fail = (id: string, kind: FailureFacts['kind'], more: Partial<FailureFacts> = {}): void =>
    health.failed(id, { kind, charge: 'none', ...more });
  return { clock, health, order, fail };
}

describe('health', () => {
  it('keeps the user’s order while all routes are well', () => {
    const { order, health } = start();
    assert.equal(order(), 'abc');
    assert.equal(health.order([a]).allResting, false);
  });

  it('opens the breaker after three counting failures in a row, for a growing time', () => {
    const { clock, health, order, fail } = start();
    fail('a', 'overloaded');
    fail('a', 'server');
    assert.equal(order(), 'abc');
    fail('a', 'network');
    assert.equal(order(), 'bca');
    clock.pass(30_000);
    assert.equal(health.state('a').state, 'halfOpen');
    assert.equal(order(), 'abc');
    assert.ok(health.admit('a', Symbol('probe')));
    fail('a', 'overloaded');
    clock.pass(30_000);
    assert.equal(health.state('a').state, 'resting');
    clock.pass(30_000);
    assert.notEqual(health.state('a').state, 'ready');
  });

  it('takes failures of jobs that ran at once for one reason to rest', () => {
    const { clock, health, fail } = start();
    for (let n = 0; n < 8; n += 1) fail('a', 'rateLimit');
    clock.pass(30_000);
    assert.equal(health.state('a').state, 'ready');
  });

  it('knows why a route is kept back, as exactly as its failure told', () => {
    const { health, fail } = start();
    fail('a', 'setup', { reason: 'apiDisabled' });
    fail('b', 'quota', { reason: 'freeTier', quotaPeriod: 'never' });
    const why = (id: string): unknown[] => Object.values(health.state(id)).slice(2);
    assert.deepEqual(
      [why('a'), why('b')],
      [
        ['setup', 'apiDisabled'],
        ['quota', 'freeTier'],
      ],
    );
  });

  it('leaves a key out until it changes, but looks again at a login that is mended in a terminal', () => {
    const { clock, health, order, fail } = start();
    fail('a', 'auth');
    fail('b', 'auth', { reason: 'signInAgain' });
    assert.equal(order(), 'cb');
    clock.pass(600_000);
    assert.equal(order(), 'bc');
    assert.equal(health.state('a').state, 'needsAttention');
  });

  it('keeps a rest that the user ordered, whatever jobs under way tell', () => {
    const { clock, health, fail } = start();
    health.rest('a', 3_600_000);
    health.succeeded('a');
    assert.equal(health.state('a').state, 'resting');
    for (const kind of ['timeout', 'rateLimit', 'auth', 'overloaded', 'overloaded', 'overloaded', 'refused'] as const) {
      fail('a', kind, { charge: 'unknown', ...(kind === 'auth' ? { reason: 'signInAgain' } : {}) });
    }
    clock.pass(3_599_000);
    assert.equal(health.state('a').state, 'resting');
    clock.pass(2_000);
    assert.notEqual(health.state('a').state, 'resting');
  });

  it('keeps a rejected key in mind beyond a rest that the user ordered', () => {
    const { clock, health, fail } = start();
    health.rest('a', 3_600_000);
    fail('a', 'auth');
    clock.pass(3_601_000);
    assert.equal(health.state('a').state, 'needsAttention');
  });

  it('learns nothing from a request that was sent before the user changed the route', () => {
    const { health, fail, order } = start();
    const before = health.revision('a');
    fail('a', 'auth');
    health.forget('a'); // the key is set
    health.failed('a', { kind: 'auth', charge: 'none' }, undefined, before);
    health.idIsGone('a', 'some-model', before);
    assert.equal(order(), 'abc');
    assert.ok(!health.isGone('a', 'some-model'));
    health.failed('a', { kind: 'auth', charge: 'none' }, undefined, health.revision('a'));
    assert.equal(order(), 'bc');
  });

  it('forgets failures that a success came after', () => {
    const { health, order, fail } = start();
    fail('a', 'overloaded');
    fail('a', 'overloaded');
    health.succeeded('a');
    fail('a', 'overloaded');
    assert.equal(order(), 'abc');
  });

  it('lets exactly one job through a half-open breaker, and another when that one was cancelled', () => {
    const { clock, health, fail } = start();
    fail('a', 'timeout', { charge: 'unknown' });
    clock.pass(30_000);
    const [first, second] = [Symbol('first'), Symbol('second')];
    assert.ok(health.admit('a', first));
    assert.ok(health.admit('a', first));
    assert.ok(!health.admit('a', second));
    health.failed('a', { kind: 'cancelled', charge: 'unknown' }, first);
    assert.ok(health.admit('a', second));
    health.succeeded('a');
    assert.equal(health.state('a').state, 'ready');
  });

  it('rests for the told time', () => {
    const { clock, health, fail } = start();
    fail('a', 'rateLimit', { retryAfterMs: 5_000 });
    assert.equal(health.state('a').state, 'resting');
    clock.pass(5_000);
    assert.equal(health.state('a').state, 'ready');
  });

  it('rests until midnight Pacific after a daily quota', () => {
    const { health, fail, clock } = start();
    fail('a', 'quota', { quotaPeriod: 'day' });
    const state = health.state('a');
    assert.ok(state.state === 'resting');
    assert.equal(new Date(state.until).toISOString(), '2026-11-23T08:00:00.000Z');
    assert.equal(nextMidnightPacific(clock.now()), state.until);
  });

  it('rests as long as an answer says that a limit lasts', () => {
    const { health, fail, clock } = start();
    fail('a', 'quota', { liftsInMs: 5 * 3_600_000 });
    const state = health.state('a');
    assert.ok(state.state === 'resting' && state.until === clock.now() + 5 * 3_600_000);
    clock.pass(5 * 3_600_000);
    assert.equal(health.state('a').state, 'ready');
  });

  it('puts routes that need attention last and tries them again after ten minutes or the user’s action', () => {
    const { clock, health, order, fail } = start();
    fail('a', 'credit');
    assert.equal(order(), 'bca');
    clock.pass(600_000);
    assert.equal(order(), 'abc');
    fail('a', 'setup');
    health.forget('a');
    assert.equal(order(), 'abc');
  });

  it('leaves a route out whose key was rejected, until the key changes', () => {
    const { clock, health, order, fail } = start();
    fail('b', 'auth');
    assert.equal(order(), 'ac');
    clock.pass(86_400_000);
    assert.equal(order(), 'ac');
    health.forget('b');
    assert.equal(order(), 'abc');
  });

  it('tries the least bad first when none is well, and says so', () => {
    const { health, fail, order } = start();
    fail('a', 'credit');
    fail('b', 'auth');
    fail('c', 'rateLimit', { retryAfterMs: 60_000 });
    assert.equal(order(), 'cab');
    assert.ok(health.order([a, b, c]).allResting);
  });

  it('does not hold a refused prompt against a route', () => {
    const { order, fail } = start();
    for (let n = 0; n < 5; n += 1) fail('a', 'refused');
    for (let n = 0; n < 5; n += 1) fail('a', 'badRequest');
    assert.equal(order(), 'abc');
  });

  it('remembers ids that are gone', () => {
    const { health } = start();
    health.idIsGone('a', 'old-id');
    assert.ok(health.isGone('a', 'old-id'));
    assert.ok(!health.isGone('b', 'old-id'));
    health.forget('a');
    assert.ok(!health.isGone('a', 'old-id'));
  });
});
