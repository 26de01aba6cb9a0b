import assert from 'node:assert/strict';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { TestFolder } from './folder';

describe('prepaid credit', function () {
  this.timeout(15_000);
  const folder = new TestFolder();
  let store: Store;
  beforeEach(() => (store = createStore(folder.file('dualtrack.db'), folder.onFact)));
  afterEach(() => store.close());

  const spend = async (id: string, route: string, startedAt: number, charge: 'billed' | 'unknown'): Promise<void> => {
    const asked = { job: 'job-1', model: 'nano-banana-2', modelId: 'an-image-model', size: '1K', estimateUsd: 0.067 };
    const attempt = { id, route, ...asked, startedAt };
    await store.ledger.reserve(attempt);
    await store.ledger.finish(attempt, { charge, costUsd: 0.1, endedAt: startedAt + 1 });
  };

  it('counts down by what its route has cost since it was entered, and may have cost', async () => {
    assert.equal(await store.credit.of('apiyi'), undefined);
    await spend('before', 'apiyi', 1_000, 'billed');
    await store.credit.enter('apiyi', 250, 2_000);
    await spend('known', 'apiyi', 3_000, 'billed');
    await spend('unknown', 'apiyi', 4_000, 'unknown');
    await spend('other', 'studio', 4_000, 'billed');
    assert.deepEqual(await store.credit.of('apiyi'), { enteredUsd: 250, enteredAt: 2_000, leftUsd: 249.8 });
    assert.equal(await store.credit.of('studio'), undefined);
  });

  it('begins anew when it is entered anew, and ends when it is forgotten', async () => {
    await store.credit.enter('apiyi', 0.15, 2_000);
    await spend('one', 'apiyi', 3_000, 'billed');
    await spend('two', 'apiyi', 3_500, 'billed');
    assert.equal((await store.credit.of('apiyi'))?.leftUsd, -0.05);
    await store.credit.enter('apiyi', 5, 4_000);
    assert.equal((await store.credit.of('apiyi'))?.leftUsd, 5);
    await store.credit.forget('apiyi');
    assert.equal(await store.credit.of('apiyi'), undefined);
  });

  it('takes no amount that nobody has', async () => {
    for (const usd of [-1, NaN, Infinity, 1e9]) {
      await assert.rejects(store.credit.enter('apiyi', usd, 1_000), RangeError);
    }
  });
});
