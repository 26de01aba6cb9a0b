import assert from 'node:assert/strict';
import type { Selection } from '../../../../src/webview/pictures/selection';
import {
  all,
  cleared,
  extended,
  focused,
  kept,
  nothingSelected,
  only,
  toggled,
  walkedTo,
} from '../../../../src/webview/pictures/selection';

const order = ['a', 'b', 'c', 'd', 'e', 'f'];
const idsOf = ({ ids }: Selection): string => [...ids].sort().join('');

describe('what is selected', () => {
  it('is one after a click, and another after the next', () => {
    assert.equal(idsOf(only('b')), 'b');
    assert.equal(only('b').current, 'b');
  });

  it('gains and loses one at a time', () => {
    const two = toggled(only('b'), 'd');
    assert.equal(idsOf(two), 'bd');
    assert.equal(idsOf(toggled(two, 'b')), 'd');
    assert.equal(toggled(two, 'b').current, 'b');
  });

  it('is a range from where it begins, both ways, until that is another', () => {
    const down = extended(only('c'), order, 'e');
    assert.equal(idsOf(down), 'cde');
    assert.equal(idsOf(extended(down, order, 'a')), 'abc');
    assert.equal(idsOf(extended(walkedTo(down, 'a'), order, 'b')), 'ab');
  });

  it('is a range also where the focus came to its end before', () => {
    assert.equal(idsOf(extended(focused(only('b'), 'd'), order, 'd')), 'bcd');
  });

  it('gains a range', () => {
    assert.equal(idsOf(extended(toggled(only('a'), 'd'), order, 'f', true)), 'adef');
  });

  it('begins a range at the focus where nothing is selected, and at the picture itself where nothing has it', () => {
    assert.equal(idsOf(extended(walkedTo(nothingSelected, 'b'), order, 'c')), 'bc');
    assert.equal(idsOf(extended(nothingSelected, order, 'c')), 'c');
  });

  it('is the picture alone where the beginning of the range is gone', () => {
    assert.equal(idsOf(extended(only('x'), order, 'c')), 'c');
  });

  it('is all, and then nothing, while the focus stays', () => {
    const every = all(only('c'), order);
    assert.equal(idsOf(every), 'abcdef');
    assert.deepEqual([idsOf(cleared(every)), cleared(every).current], ['', 'c']);
    assert.equal(all(nothingSelected, order).current, 'a');
  });

  it('is not changed by a walk', () => {
    const walked = walkedTo(only('b'), 'e');
    assert.deepEqual([idsOf(walked), walked.current], ['b', 'e']);
  });

  it('stays when others come and go, and loses what is gone', () => {
    const some = toggled(only('b'), 'd');
    assert.equal(kept(some, order, ['new', ...order]), some);
    const left = kept(some, order, ['a', 'c', 'd', 'e', 'f']);
    assert.deepEqual([idsOf(left), left.current], ['d', 'd']);
  });

  it('leaves the focus in its place where the picture that has it is gone', () => {
    assert.equal(kept(only('c'), order, ['a', 'b', 'd', 'e', 'f']).current, 'd');
    assert.equal(kept(only('f'), order, ['a', 'b', 'c']).current, 'c');
    assert.deepEqual(kept(only('f'), order, []), nothingSelected);
  });
});
