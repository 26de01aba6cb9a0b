import assert from 'node:assert/strict';
import { lazy, orTold } from '../../../../src/host/start/lazy';

describe('what is made on first use', () => {
  it('is not made before', () => {
    let made = 0;
    lazy(async () => (made += 1));
    assert.equal(made, 0);
  });

  it('is made once, for those too who ask while it is made', async () => {
    let made = 0;
    const one = lazy(async () => ({ nth: (made += 1) }));
    const [first, second] = await Promise.all([one(), one()]);
    assert.equal(first, second);
    assert.equal(first, await one());
    assert.equal(made, 1);
  });

  it('fails for all who wait, and is tried again at the next use', async () => {
    let tries = 0;
    const one = lazy(async () => {
      tries += 1;
      if (tries === 1) throw new Error('no such file');
      return 'made';
    });
    const waiting = await Promise.allSettled([one(), one()]);
    assert.deepEqual(
      waiting.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.equal(await one(), 'made');
    assert.equal(tries, 2);
  });
});

describe('what is told when it fails', () => {
  it('passes on what it is given and what comes of it', async () => {
    const sum = orTold(
      async (a: number, b: number) => a + b,
      async () => assert.fail('nothing failed'),
    );
    assert.equal(await sum(1, 2), 3);
  });

  it('tells what was thrown, and gives nothing', async () => {
    const thrown = new Error('no such file');
    const told: unknown[] = [];
    const fails = orTold(
      () => Promise.reject(thrown),
      async (error) => void told.push(error),
    );
    assert.equal(await fails(), undefined);
    assert.deepEqual(told, [thrown]);
  });
});
