import assert from 'node:assert/strict';
import { Health } from '../../../src/core/run/health';
import { HealthWatch } from '../../../src/work/healthWatch';
import { VirtualClock } from '../../harness/virtualClock';

describe('what is watched of the routes', () => {
  it('tells what was learned of one, and the end of a rest', async () => {
    const clock = new VirtualClock({ now: Date.parse('2026-11-28T12:00:00Z') });
    const health = new Health(clock);
    const watch = new HealthWatch(health, clock);
    const seen: string[] = [];
    watch.onDidChange(() => seen.push(health.state('a').state));
    await clock.run(async () => {
      health.failed('a', { kind: 'rateLimit', charge: 'none' });
      await clock.sleep(29_000);
      assert.deepEqual(seen, ['resting']);
      await clock.sleep(2_000);
    });
    assert.deepEqual(seen, ['resting', 'ready']);
    watch.dispose();
    health.forget('a');
    assert.equal(seen.length, 2);
  });

  it('tells a changed key, a rest that the user orders, and a route that delivers', () => {
    const clock = new VirtualClock();
    const health = new Health(clock);
    let told = 0;
    const listening = health.onDidChange(() => (told += 1));
    health.failed('a', { kind: 'auth', charge: 'none' });
    assert.equal(health.msToNextChange(), undefined, 'a rejected key does not get better with time');
    health.forget('a');
    health.rest('a', 1_000);
    assert.equal(health.msToNextChange(), 1_000);
    health.succeeded('b');
    assert.equal(told, 4);
    listening.dispose();
    health.forget('a');
    assert.equal(told, 4);
  });
});
