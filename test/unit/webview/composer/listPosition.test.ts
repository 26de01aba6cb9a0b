import assert from 'node:assert/strict';
import { listPosition } from '../../../../src/webview/composer/listPosition';

describe('the place of a list of choices', () => {
  const cases: readonly (readonly [top: number, windowHeight: number, choices: number, place: string])[] = [
    [100, 800, 6, 'below'],
    [100, 260, 6, 'below'],
    [100, 250, 6, 'below'], // neither has room: below has more
    [200, 300, 6, 'above'],
    [200, 300, 3, 'below'],
    [400, 650, 40, 'below'], // ten of them are in sight
    [400, 640, 40, 'above'],
  ];
  for (const [top, windowHeight, choices, place] of cases) {
    it(`is ${place} for ${choices} choices at ${top} of ${windowHeight} pixels`, () => {
      assert.equal(listPosition({ top, bottom: top + 26 }, windowHeight, choices), place);
    });
  }
});
