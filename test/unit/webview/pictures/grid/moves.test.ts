import assert from 'node:assert/strict';
import type { PictureView } from '../../../../../src/panel/pictures';
import type { Move } from '../../../../../src/webview/pictures/grid/moves';
import { moved } from '../../../../../src/webview/pictures/grid/moves';
import { layOut } from '../../../../../src/webview/pictures/rows';

const picture = (id: string, width: number): PictureView => ({
  ...{ id, path: `${id}.png`, prompt: id, details: '', saved: true, gone: false, day: '2026-11-28' },
  ...{ pixels: { width, height: 100 }, cost: '', favourite: false },
});

/*
 * Today      a a | b | c
 *            d | e e | f
 * Yesterday  g
 */
const layout = layOut(
  [
    {
      day: '2026-11-28',
      pictures: [
        ...[picture('a', 200), picture('b', 100), picture('c', 100)],
        ...[picture('d', 100), picture('e', 200), picture('f', 100)],
      ],
    },
    { day: '2026-11-27', pictures: [picture('g', 100)] },
  ],
  670,
  160,
);

const go = (from: string, move: Move, page = 1000): string | undefined => moved(layout, from, move, page);

describe('a move in the grid', () => {
  it('goes from picture to picture, over the ends of rows and days', () => {
    assert.deepEqual([go('a', 'right'), go('c', 'right'), go('f', 'right')], ['b', 'd', 'g']);
    assert.deepEqual([go('g', 'left'), go('d', 'left')], ['f', 'c']);
    assert.deepEqual([go('a', 'left'), go('g', 'right')], [undefined, undefined]);
  });

  it('goes to the nearest above and below, over the heading of a day', () => {
    assert.deepEqual([go('a', 'down'), go('b', 'down'), go('c', 'down')], ['d', 'e', 'f']);
    assert.deepEqual([go('e', 'up'), go('f', 'up'), go('f', 'down'), go('g', 'up')], ['b', 'c', 'g', 'd']);
    assert.deepEqual([go('b', 'up'), go('g', 'down')], [undefined, undefined]);
  });

  it('goes to both ends', () => {
    assert.deepEqual([go('e', 'first'), go('e', 'last')], ['a', 'g']);
  });

  it('goes a page, at least to the next row, at most to the end', () => {
    assert.deepEqual([go('b', 'pageDown', 250), go('b', 'pageDown', 1), go('b', 'pageDown')], ['e', 'e', 'g']);
    assert.deepEqual([go('g', 'pageUp', 250), go('g', 'pageUp')], ['d', 'a']);
    assert.deepEqual([go('b', 'pageUp'), go('g', 'pageDown')], [undefined, undefined]);
  });

  it('goes nowhere from a picture that is not there', () => {
    assert.equal(go('x', 'right'), undefined);
  });
});
