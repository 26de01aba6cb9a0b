import assert from 'node:assert/strict';
import { Coalescer } from '../../../../src/host/panel/coalescer';

/** A coalescer whose runs are counted and whose time passes by hand. */
function rig() {
  let runs = 0;
  let waiting: (() => void) | undefined;
  const coalescer = new Coalescer(
    () => runs++,
    100,
    (run) => {
      assert.equal(waiting, undefined, 'two timers at once');
      waiting = run;
      return () => (waiting = undefined);
    },
  );
  const pass = (): void => {
    const run = waiting;
    waiting = undefined;
    run?.();
  };
  return { coalescer, pass, runs: () => runs, isWaiting: () => waiting !== undefined };
}

describe('Coalescer', () => {
  it('serves the first request at once', () => {
    const { coalescer, runs } = rig();
    coalescer.request();
    assert.equal(runs(), 1);
  });

  it('serves all requests of an interval with one run at its end', () => {
    const { coalescer, pass, runs } = rig();
    for (let i = 0; i < 50; i++) coalescer.request();
    assert.equal(runs(), 1);
    pass();
    assert.equal(runs(), 2);
  });

  it('does not run at the end of an interval without a request', () => {
    const { coalescer, pass, runs, isWaiting } = rig();
    coalescer.request();
    pass();
    assert.equal(runs(), 1);
    assert.equal(isWaiting(), false);
  });

  it('serves a request at once again when an interval has passed', () => {
    const { coalescer, pass, runs } = rig();
    coalescer.request();
    pass();
    coalescer.request();
    assert.equal(runs(), 2);
  });

  it('starts a new interval after the run at the end of one', () => {
    const { coalescer, pass, runs } = rig();
    coalescer.request();
    coalescer.request();
    pass();
    coalescer.request();
    assert.equal(runs(), 2);
    pass();
    assert.equal(runs(), 3);
  });

  it('flushes a waiting request once, and nothing when none waits', () => {
    const { coalescer, pass, runs } = rig();
    coalescer.flush();
    assert.equal(runs(), 0);
    coalescer.request();
    coalescer.request();
    coalescer.flush();
    assert.equal(runs(), 2);
    pass();
    assert.equal(runs(), 2);
  });

  it('keeps a request that comes while it runs', () => {
    const runs: number[] = [];
    const timers: (() => void)[] = [];
    const coalescer = new Coalescer(
      () => {
        if (runs.push(1) === 1) coalescer.request();
      },
      100,
      (run) => {
        timers.push(run);
        return () => undefined;
      },
    );
    coalescer.request();
    assert.equal(runs.length, 1);
    timers[0]?.();
    assert.equal(runs.length, 2);
  });

  it('runs no more when it is disposed', () => {
    const { coalescer, runs, isWaiting } = rig();
    coalescer.request();
    coalescer.request();
    coalescer.dispose();
    assert.equal(isWaiting(), false);
    assert.equal(runs(), 1);
  });
});
