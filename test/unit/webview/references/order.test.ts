import assert from 'node:assert/strict';
import { neighbourOf, placeAfter, placeOfDrop, stepOf } from '../../../../src/webview/references/order';

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

describe('the order of reference pictures', () => {
  it('is changed with Alt or Ctrl and an arrow, and Delete removes', () => {
    assert.equal(stepOf({ ...none, key: 'ArrowLeft', altKey: true }), 'left');
    assert.equal(stepOf({ ...none, key: 'ArrowRight', ctrlKey: true }), 'right');
    assert.equal(stepOf({ ...none, key: 'Delete' }), 'remove');
    assert.equal(stepOf({ ...none, key: 'Backspace' }), 'remove');
  });

  it('is left alone by other keys', () => {
    for (const press of [
      { key: 'ArrowLeft' },
      { key: 'ArrowLeft', altKey: true, ctrlKey: true },
      { key: 'ArrowRight', altKey: true, shiftKey: true },
      { key: 'ArrowLeft', metaKey: true },
      { key: 'Delete', ctrlKey: true },
      { key: 'Enter' },
      { key: 'd' },
    ]) {
      assert.equal(stepOf({ ...none, ...press }), undefined, JSON.stringify(press));
    }
  });

  it('has ends', () => {
    assert.deepEqual([placeAfter('left', 0, 3), placeAfter('left', 2, 3)], [undefined, 1]);
    assert.deepEqual([placeAfter('right', 2, 3), placeAfter('right', 0, 3)], [undefined, 1]);
  });

  it('puts what is dropped before or behind another one', () => {
    assert.equal(placeOfDrop(0, 2, true), 2);
    assert.equal(placeOfDrop(0, 2, false), 1);
    assert.equal(placeOfDrop(2, 0, false), 0);
    assert.equal(placeOfDrop(2, 0, true), 1);
    assert.deepEqual([placeOfDrop(1, 1, true), placeOfDrop(1, 1, false)], [undefined, undefined]);
    assert.deepEqual([placeOfDrop(1, 0, true), placeOfDrop(1, 2, false)], [undefined, undefined]);
  });

  it('gives the focus to the next one, or the one before, where one is gone', () => {
    assert.equal(neighbourOf(['a', 'b', 'c'], 'b'), 'c');
    assert.equal(neighbourOf(['a', 'b'], 'b'), 'a');
    assert.equal(neighbourOf(['a'], 'a'), undefined);
  });
});
