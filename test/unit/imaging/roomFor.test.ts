import assert from 'node:assert/strict';
import { roomFor } from '../../../src/imaging/checkReferences';

describe('the room for references', () => {
  it('is what each has, where all fit', () => {
    assert.deepEqual(roomFor([3, 1, 2], 5, 6), [3, 1, 2]);
    assert.deepEqual(roomFor([], 5, 6), []);
  });

  it('is bounded for each', () => {
    assert.deepEqual(roomFor([9, 1], 5, 100), [5, 1]);
  });

  it('is shared by the large ones, and the small ones stay as they are', () => {
    assert.deepEqual(roomFor([10, 1, 20, 2], 100, 13), [5, 1, 5, 2]);
    assert.deepEqual(roomFor([10, 10, 10], 100, 10), [3, 3, 4]);
  });
});
