import assert from 'node:assert/strict';
import { cursorAfter } from '../../../../src/core/insertion/cursorAfter';

describe('the cursor after a picture was inserted', () => {
  it('is behind it, and before the blank lines that follow', () => {
    assert.equal(cursorAfter([{ at: 10, text: 'abc' }], '\n'), 13);
    assert.equal(cursorAfter([{ at: 10, text: '\n\nabc\n\n' }], '\n'), 15);
    assert.equal(cursorAfter([{ at: 10, text: '\n\nabc' }], '\r\n'), 17);
  });

  it('counts what was inserted or replaced before it, such as an import', () => {
    const picture = { at: 10, text: 'abc' };
    assert.equal(cursorAfter([{ at: 0, text: 'import\n' }, picture], '\n'), 20);
    assert.equal(cursorAfter([{ at: 0, text: 'x', replaces: 4 }, picture], '\n'), 10);
    assert.equal(cursorAfter([{ at: 20, text: 'import\n' }, picture], '\n'), 13);
    assert.equal(cursorAfter([{ at: 2, text: 'abc', replaces: 9 }], '\n'), 5);
  });
});
