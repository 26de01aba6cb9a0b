import assert from 'node:assert/strict';
import { VirtualClock } from '../../harness/virtualClock';

const clockAt = (now: number): VirtualClock => new VirtualClock({ now });

describe('the virtual clock', () => {
  it('wakes sleepers in the order of their times, and equal ones as they fell asleep', async () => {
    const clock = clockAt(1000);
    const woken: string[] = [];
    const sleeper = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      woken.push(`${name} ${clock.now()}`);
    };
    await clock.run(() => Promise.all([sleeper('a', 30), sleeper('b', 10), sleeper('c', 30), sleeper('d', 20)]));
    assert.deepEqual(woken, ['b 1010', 'd 1020', 'a 1030', 'c 1030']);
  });

  it('ends a sleep at once when it is aborted, without letting time pass', async () => {
    const clock = clockAt(0);
    const stop = new AbortController();
    const reason = new Error('enough');
    const [slept] = await clock.run(() =>
      Promise.allSettled([clock.sleep(50, stop.signal), clock.sleep(10).then(() => stop.abort(reason))]),
    );
    assert.ok(slept.status === 'rejected' && slept.reason === reason);
    assert.equal(clock.now(), 10);
  });

  it('does not fall asleep for who is already stopped', async () => {
    await assert.rejects(clockAt(0).sleep(5, AbortSignal.abort()));
  });

  it('lets a sleep pass at once where nobody drives it', async () => {
    const clock = clockAt(1000);
    await clock.sleep(30);
    await clock.sleep(5);
    assert.equal(clock.elapsed(), 1035);
    assert.deepEqual(clock.waits, [30, 5]);
  });

  it('measures the same however its wall clock is set', () => {
    const clock = new VirtualClock({ now: 1000, elapsed: 5 });
    clock.setWall(-400);
    clock.pass(20);
    assert.deepEqual([clock.now(), clock.elapsed()], [620, 25]);
  });

  it('says so when a job waits for something that never happens', async () => {
    await assert.rejects(
      clockAt(0).run(() => new Promise(() => undefined)),
      /stands still/,
    );
  });
});
