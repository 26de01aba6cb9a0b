import assert from 'node:assert/strict';
import { mostPictures } from '../../../../src/panel/pictures';
import { filterFrom } from '../../../../src/webview/filters/filter';
import { draftFrom } from '../../../../src/webview/composer/draft';
import { usualHeight } from '../../../../src/webview/pictures/tileSize';

const gallery = { words: '', everywhere: false, filter: filterFrom({}) };

describe('draftFrom', () => {
  it('gives what was kept', () => {
    const look = { tileHeight: 320, details: 'p1', gallery };
    const draft = { prompt: 'half a', count: mostPictures, earlier: ['one'], route: 'apiyi', ...look };
    assert.deepEqual(draftFrom(draft), draft);
  });

  it('takes what an older version has kept, or nothing', () => {
    const nothing = { route: undefined, details: undefined, tileHeight: usualHeight, gallery };
    const empty = { prompt: '', count: 1, earlier: [], ...nothing };
    assert.deepEqual(draftFrom({ prompt: 'half a' }), { ...empty, prompt: 'half a' });
    assert.deepEqual(draftFrom(undefined), empty);
    assert.deepEqual(draftFrom({ prompt: 1, earlier: ['one', 2], route: {} }).earlier, ['one']);
    assert.deepEqual(draftFrom({ details: ['p'] }), empty);
  });

  it('is for one picture where the count is none that can be chosen', () => {
    for (const count of [0, -1, 1.5, NaN, mostPictures + 1, '2']) {
      assert.equal(draftFrom({ prompt: 'a fox', count }).count, 1);
    }
  });

  it('shows pictures in the usual size where theirs is none that can be chosen', () => {
    for (const tileHeight of [0, 100, 352, -96, NaN, '96', null]) {
      assert.equal(draftFrom({ tileHeight }).tileHeight, usualHeight);
    }
  });
});
