import assert from 'node:assert/strict';
import { walkOf } from '../../../../src/webview/composer/earlierKey';

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false };
const up = { ...none, key: 'ArrowUp' };
const down = { ...none, key: 'ArrowDown' };

function at(place: number, value = 'one\ntwo\nthree') {
  return { value, selectionStart: place, selectionEnd: place };
}

describe('walkOf', () => {
  it('leaves a text only at its very start and end', () => {
    assert.equal(walkOf(up, at(0, ''), false), 'older');
    assert.equal(walkOf(up, at(0), false), 'older');
    assert.equal(walkOf(up, at(1), false), undefined);
    assert.equal(walkOf(down, at(13), false), 'newer');
    assert.equal(walkOf(down, at(12), false), undefined);
  });

  it('leaves an earlier prompt from anywhere in its first and last line', () => {
    assert.equal(walkOf(up, at(3), true), 'older');
    assert.equal(walkOf(up, at(4), true), undefined);
    assert.equal(walkOf(down, at(8), true), 'newer');
    assert.equal(walkOf(down, at(7), true), undefined);
  });

  it('leaves keys with modifiers, selections, other keys and words being composed alone', () => {
    for (const modifier of ['altKey', 'ctrlKey', 'metaKey', 'shiftKey', 'isComposing']) {
      assert.equal(walkOf({ ...up, [modifier]: true }, at(0), false), undefined, modifier);
    }
    assert.equal(walkOf(up, { ...at(0), selectionEnd: 2 }, true), undefined);
    assert.equal(walkOf({ ...none, key: 'ArrowLeft' }, at(0), false), undefined);
  });
});
