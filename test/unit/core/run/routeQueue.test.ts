import assert from 'node:assert/strict';
import { RouteQueues } from '../../../../src/core/run/queue';

describe('the queue of a route', () => {
  const never = new AbortController().signal;

  it('lets so many in at once and the others in order', async () => {
    const queues = new RouteQueues();
    const entered: number[] = [];
    const enter = async (n: number) => {
      const release = await queues.enter('a', 2, never);
      entered.push(n);
      return release;
    };
    const [one, two] = await Promise.all([enter(1), enter(2)]);
    const three = enter(3);
    const four = enter(4);
    await Promise.resolve();
    assert.deepEqual(entered, [1, 2]);
    two();
    two(); // giving a place back twice must not make a second one
    await three;
    assert.deepEqual(entered, [1, 2, 3]);
    one();
    await four;
    assert.deepEqual(entered, [1, 2, 3, 4]);
  });

  it('lets a cancelled job go without taking its place', async () => {
    const queues = new RouteQueues();
    const release = await queues.enter('a', 1, never);
    const stop = new AbortController();
    const waiting = queues.enter('a', 1, stop.signal);
    stop.abort();
    await assert.rejects(waiting);
    release();
    await queues.enter('a', 1, never);
  });

  it('takes nobody else’s place from a job that is cancelled as its turn comes', async () => {
    const queues = new RouteQueues();
    const release = await queues.enter('a', 1, never);
    const stop = new AbortController();
    const first = queues.enter('a', 1, stop.signal);
    const second = queues.enter('a', 1, never);
    release();
    stop.abort();
    (await first)();
    (await second)();
    await queues.enter('a', 1, never);
  });

  it('gives a place at once only while one is free, and never ahead of those who wait', async () => {
    const queues = new RouteQueues();
    const release = queues.enterNow('a', 1) ?? assert.fail();
    assert.equal(queues.enterNow('a', 1), undefined);
    const waiting = queues.enter('a', 1, never);
    release();
    release();
    assert.equal(queues.enterNow('a', 1), undefined);
    (await waiting)();
    assert.ok(queues.enterNow('a', 1));
  });
});
