import assert from 'node:assert/strict';
import { createStore } from '../../../src/store/store';
import { TestFolder } from './folder';

describe('what is said once a day', () => {
  const folder = new TestFolder();
  const open = () => createStore(folder.file('dualtrack.db'), folder.onFact);

  it('is for the first of two windows, and for the next day again', async () => {
    const stores = [open(), open()];
    const first = await Promise.all(stores.map(({ told }) => told.first('daily', '2031-05-17')));
    assert.deepEqual(first.toSorted(), [false, true]);
    const [one] = stores;
    assert.equal(await one?.told.first('daily', '2031-05-18'), true);
    assert.equal(await one?.told.first('monthly', '2031-05-18'), true);
    await Promise.all(stores.map((store) => store.close()));
  });
});
