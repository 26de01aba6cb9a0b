import assert from 'node:assert/strict';
import { mostPictures } from '../../../../src/panel/pictures';
import { filterFrom } from '../../../../src/webview/filters/filter';
import { draftFrom } from '../../../../src/webview/composer/draft';

const gallery = { everywhere: false, filter: filterFrom({}) };

describe('draftFrom', () => {
  it('gives what was kept', () => {
    const draft = { prompt: 'half a', count: mostPictures, earlier: ['one'], route: 'apiyi', gallery };
    assert.deepEqual(draftFrom(draft), draft);
  });

  it('takes what an older version has kept, or nothing', () => {
    assert.deepEqual(draftFrom({ prompt: 'half a' }), {
      prompt: 'half a',
      count: 1,
      earlier: [],
      route: undefined,
      gallery,
    });
    assert.deepEqual(draftFrom(undefined), { prompt: '', count: 1, earlier: [], route: undefined, gallery });
    assert.deepEqual(draftFrom({ prompt: 1, earlier: ['one', 2], route: {} }).earlier, ['one']);
  });

  it('is for one picture where the count is none that can be chosen', () => {
    for (const count of [0, -1, 1.5, NaN, mostPictures + 1, '2']) {
      assert.equal(draftFrom({ prompt: 'a fox', count }).count, 1);
    }
  });
});
