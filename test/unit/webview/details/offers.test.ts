import assert from 'node:assert/strict';
import { offersFor } from '../../../../src/webview/details/offers';

describe('what the details offer', () => {
  it('is what helps with a picture by what became of its file', () => {
    const actions = (gone: boolean, saved: boolean): string[] => offersFor({ gone, saved }).map(({ action }) => action);
    assert.deepEqual(actions(false, true), ['insert', 'open', 'copyPath', 'howMade']);
    assert.deepEqual(actions(false, false), ['recover', 'open', 'howMade']);
    assert.deepEqual(actions(true, true), ['locate', 'forget', 'howMade']);
    assert.deepEqual(actions(true, false), ['locate', 'forget', 'howMade']);
  });
});
