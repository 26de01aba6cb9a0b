import assert from 'node:assert/strict';
import { Shutdown } from '../../../../src/host/start/shutdown';

describe('the shutdown', () => {
  it('ends what was built last first, one after the other', async () => {
    const shutdown = new Shutdown();
    const ended: string[] = [];
    shutdown.onEnd(() => void ended.push('log'));
    shutdown.onEnd(async () => {
      await Promise.resolve();
      ended.push('store');
    });
    shutdown.onEnd(async () => {
      await Promise.resolve();
      ended.push('jobs');
    });
    await shutdown.run();
    assert.deepEqual(ended, ['jobs', 'store', 'log']);
  });

  it('has nothing to end where nothing was built, or a second time', async () => {
    const shutdown = new Shutdown();
    await shutdown.run();
    let ended = 0;
    shutdown.onEnd(() => void (ended += 1));
    await shutdown.run();
    await shutdown.run();
    assert.equal(ended, 1);
  });
});
