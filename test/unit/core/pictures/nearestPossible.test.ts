import assert from 'node:assert/strict';
import type { AspectRatio, ImageSize } from '../../../../src/core/pictures/image';
import { imageSizes } from '../../../../src/core/pictures/image';
import { nearestPossible } from '../../../../src/core/pictures/nearestPossible';

type Shape = readonly [ImageSize, AspectRatio];

describe('what is asked of another model', () => {
  const rows: readonly (readonly [wanted: Shape, readonly ImageSize[], readonly AspectRatio[], Shape])[] = [
    [['2K', '16:9'], imageSizes, ['1:1', '16:9'], ['2K', '16:9']],
    [
      ['4K', '8:1'],
      ['1K', '2K'],
      ['1:1', '16:9'],
      ['2K', '1:1'],
    ],
    [['4K', '1:1'], ['512', '1K'], ['1:1'], ['1K', '1:1']],
    [
      ['512', '8:1'],
      ['1K', '2K'],
      ['16:9', '1:1'],
      ['1K', '1:1'],
    ],
    [
      ['1K', '1:1'],
      ['2K', '4K'],
      ['3:2', '2:3'],
      ['2K', '3:2'],
    ],
    [['1K', '8:1'], [], [], ['1K', '8:1']],
  ];
  for (const [[size, ratio], sizes, ratios, [gotSize, gotRatio]] of rows) {
    it(`instead of ${size} ${ratio}, of ${[...sizes, ...ratios].join(', ') || 'nothing'}: ${gotSize} ${gotRatio}`, () => {
      assert.deepEqual(nearestPossible({ size, ratio }, { sizes, ratios }), { size: gotSize, ratio: gotRatio });
    });
  }
});
