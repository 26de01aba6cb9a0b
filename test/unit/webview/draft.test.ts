import assert from 'node:assert/strict';
import { mostPictures } from '../../../src/panel/pictures';
import { draftOf } from '../../../src/webview/draft';

describe('the draft', () => {
  it('comes back as it was kept', () => {
    const draft = { prompt: 'a fox', count: mostPictures };
    assert.deepEqual(draftOf(draft), draft);
  });

  it('is empty, for one picture, where nothing was kept', () => {
    for (const kept of [undefined, null, 'a fox', 3, {}]) assert.deepEqual(draftOf(kept), { prompt: '', count: 1 });
  });

  it('keeps its prompt where the count is missing or none that can be chosen', () => {
    for (const count of [undefined, 0, -1, 1.5, NaN, mostPictures + 1, '2']) {
      assert.deepEqual(draftOf({ prompt: 'a fox', count }), { prompt: 'a fox', count: 1 });
    }
  });
});
