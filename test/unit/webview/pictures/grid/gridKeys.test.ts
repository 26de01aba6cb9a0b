import assert from 'node:assert/strict';
import { gridCommand } from '../../../../../src/webview/pictures/grid/gridKeys';

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false };

describe('a key in the grid', () => {
  it('moves, and extends what is selected with Shift', () => {
    const move = gridCommand({ ...plain, key: 'ArrowUp' });
    assert.deepEqual(move, { kind: 'move', move: 'up', extends: false });
    const extend = gridCommand({ ...plain, key: 'End', shiftKey: true });
    assert.deepEqual(extend, { kind: 'move', move: 'last', extends: true });
  });

  it('selects, opens, and clears', () => {
    const kinds = [' ', 'Enter', 'Escape'].map((key) => gridCommand({ ...plain, key })?.kind);
    assert.deepEqual(kinds, ['toggle', 'open', 'clear']);
  });

  it('selects all with Ctrl or Cmd, also with Caps Lock', () => {
    for (const key of ['a', 'A']) assert.equal(gridCommand({ ...plain, key, ctrlKey: true })?.kind, 'all');
    assert.equal(gridCommand({ ...plain, key: 'a', metaKey: true })?.kind, 'all');
  });

  it('is not the grid’s where it is for something else', () => {
    for (const key of ['a', 'Tab', 'F1', 'toString']) assert.equal(gridCommand({ ...plain, key }), undefined);
    assert.equal(gridCommand({ ...plain, key: 'ArrowUp', altKey: true }), undefined);
    assert.equal(gridCommand({ ...plain, key: 'ArrowUp', ctrlKey: true }), undefined);
    assert.equal(gridCommand({ ...plain, key: 'a', ctrlKey: true, shiftKey: true }), undefined);
    assert.equal(gridCommand({ ...plain, key: 'Enter', isComposing: true }), undefined);
  });
});
