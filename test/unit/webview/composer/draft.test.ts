import assert from 'node:assert/strict';
import { mostPictures } from '../../../../src/panel/pictures';
import { draftFrom } from '../../../../src/webview/composer/draft';

describe('draftFrom', () => {
  it('gives what was kept', () => {
    const draft = { prompt: 'half a', count: mostPictures, earlier: ['one'], route: 'apiyi', details: 'p' };
    assert.deepEqual(draftFrom(draft), draft);
  });

  it('takes what an older version has kept, or nothing', () => {
    const none = { count: 1, earlier: [], route: undefined, details: undefined };
    assert.deepEqual(draftFrom({ prompt: 'half a' }), { prompt: 'half a', ...none });
    assert.deepEqual(draftFrom(undefined), { prompt: '', ...none });
    assert.deepEqual(draftFrom({ prompt: 1, earlier: ['one', 2], route: {} }).earlier, ['one']);
    assert.deepEqual(draftFrom({ details: ['p'] }), { prompt: '', ...none });
  });

  it('is for one picture where the count is none that can be chosen', () => {
    for (const count of [0, -1, 1.5, NaN, mostPictures + 1, '2']) {
      assert.equal(draftFrom({ prompt: 'a fox', count }).count, 1);
    }
  });
});
