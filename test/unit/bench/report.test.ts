import assert from 'node:assert/strict';
import { hostileBodies } from '../../bench/hostileBodies';
import { tables } from '../../bench/report';

describe('what the bench prints', () => {
  it('is a table for each part that was run', () => {
    assert.deepEqual(tables({}), []);
    const worst = { ms: 12, shape: 'a list of numbers' };
    const ends = { shapes: 3, next: worst, longestStall: worst };
    const printed = tables({
      poisoned: { large: ends, small: ends },
      bigAnswers: { Dualtrack: { longestStallMs: 3.2, stallOfPipe: 1.1, timeOfGoogle: 0.98 } },
    });
    assert.equal(printed.length, 2);
    assert.match(printed[0] ?? '', /Dualtrack +3\.2 ms +1\.10 +0\.98/);
    assert.match(printed[1] ?? '', /large, 3 shapes +12 ms \(a list of numbers\)/);
  });

  it('takes each hostile shape of the tests under a name of its own', () => {
    const names = hostileBodies.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { name, make } of hostileBodies) assert.ok(make(1000).length > 0, name);
  });
});
