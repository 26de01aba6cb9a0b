import assert from 'node:assert/strict';
import { offersFor } from '../../../../src/webview/details/offers';

describe('what the details offer', () => {
  it('is what helps with a picture by what became of its file', () => {
    const actions = (gone: boolean, saved: boolean): string[] =>
      offersFor({ gone, saved, favourite: false }).map(({ action }) => action);
    assert.deepEqual(actions(false, true), ['insert', 'open', 'favourite', 'copyPath', 'howMade']);
    assert.deepEqual(actions(false, false), ['recover', 'open', 'howMade']);
    assert.deepEqual(actions(true, true), ['locate', 'forget', 'howMade']);
    assert.deepEqual(actions(true, false), ['locate', 'forget', 'howMade']);
  });

  it('is to make it a favorite, or no longer', () => {
    const star = (favourite: boolean): (string | undefined)[] => {
      const offer = offersFor({ gone: false, saved: true, favourite }).find(({ action }) => action === 'favourite');
      return [offer?.text, offer?.icon];
    };
    assert.deepEqual(
      [star(false), star(true)],
      [
        ['addFavorite', 'star-empty'],
        ['removeFavorite', 'star-full'],
      ],
    );
  });
});
