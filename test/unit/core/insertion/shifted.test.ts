import assert from 'node:assert/strict';
import { shifted } from '../../../../src/core/insertion/shifted';

describe('a cursor in a document that is changed', () => {
  const change = (rangeOffset: number, rangeLength: number, text: string) => ({ rangeOffset, rangeLength, text });

  it('stays with the words around it', () => {
    assert.equal(shifted(10, [change(0, 0, 'abc')]), 13);
    assert.equal(shifted(10, [change(2, 5, '')]), 5);
    assert.equal(shifted(10, [change(11, 5, 'abc')]), 10);
    assert.equal(shifted(10, [change(20, 1, 'x'), change(5, 0, 'abc'), change(0, 2, '')]), 11);
  });

  it('goes to the end of what replaced them', () => {
    assert.equal(shifted(10, [change(8, 10, 'abc')]), 11);
    assert.equal(shifted(10, [change(0, 100, '')]), 0);
  });
});
