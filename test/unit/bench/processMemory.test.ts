import assert from 'node:assert/strict';
import { parentOf, pssOf, withDescendants } from '../../bench/processMemory';

describe('the memory of a process and all below it', () => {
  it('counts children and theirs, and nobody else', () => {
    const parents = new Map([
      ...([
        [1, 0],
        [10, 1],
        [11, 10],
        [12, 11],
        [13, 10],
        [20, 1],
      ] as const),
    ]);
    assert.deepEqual(withDescendants(10, parents), [10, 11, 12, 13]);
  });

  it('finds the parent behind a name with blanks and brackets', () => {
    assert.equal(parentOf('4242 (a (b) c) S 17 4242 4242 0 -1'), 17);
  });

  it('reads the proportional share, and nothing of a process that has ended', () => {
    assert.equal(pssOf('5581-7ffc [rollup]\nRss:    2000 kB\nPss:    1500 kB\nPss_Anon:  900 kB\n'), 1500 * 1024);
    assert.equal(pssOf(''), 0);
  });
});
