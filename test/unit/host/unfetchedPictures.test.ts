import assert from 'node:assert/strict';
import { UnfetchedPictures } from '../../../src/host/unfetchedPictures';

describe('pictures that could not be fetched', () => {
  function start() {
    const told: number[] = [];
    const unfetched: UnfetchedPictures<string> = new UnfetchedPictures<string>(() => told.push(unfetched.count));
    return { unfetched, told };
  }

  it('are kept until each is there', async () => {
    const { unfetched, told } = start();
    let isDown = true;
    unfetched.add('fox', async () => 'a fox');
    unfetched.add('whale', async () => {
      if (isDown) throw new Error('down');
      return 'a whale';
    });
    const first = await unfetched.fetchAll();
    assert.deepEqual(
      first.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
    assert.equal(unfetched.count, 1);
    isDown = false;
    assert.deepEqual(await unfetched.fetchAll(), [{ status: 'fulfilled', value: 'a whale' }]);
    assert.deepEqual(told, [1, 2, 1, 0]);
  });

  it('are fetched once, from whatever door, and no second time when they are there', async () => {
    const { unfetched } = start();
    let times = 0;
    const fetch = unfetched.add('fox', async () => `fox ${(times += 1)}`);
    const [one, [other]] = await Promise.all([fetch(), unfetched.fetchAll()]);
    assert.deepEqual([one, other], ['fox 1', { status: 'fulfilled', value: 'fox 1' }]);
    assert.equal(await fetch(), 'fox 1');
    assert.equal(times, 1);
  });

  it('can be given up, and fetched all the same by a message that still stands', async () => {
    const { unfetched } = start();
    const fetch = unfetched.add('fox', async () => 'a fox');
    unfetched.giveUp();
    assert.equal(unfetched.count, 0);
    assert.deepEqual(await unfetched.fetchAll(), []);
    assert.equal(await fetch(), 'a fox');
  });
});
