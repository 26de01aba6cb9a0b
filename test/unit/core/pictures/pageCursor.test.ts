import assert from 'node:assert/strict';
import { cursorOf, pageKeyOf } from '../../../../src/core/pictures/pageCursor';

describe('the cursor of a page', () => {
  for (const key of [
    { at: 0n, id: 'a' },
    { at: 1_790_000_000_000n, id: '0b9c6e8a-3a55-4a0b-9a44-2f1de2a7a1b5' },
    { at: -5n, id: '5.5' },
    { at: 2n ** 63n - 1n, id: 'ü\n' },
    { at: -(2n ** 63n), id: 'x'.repeat(200) },
  ]) {
    it(`leads back to ${key.at} and its id`, () => assert.deepEqual(pageKeyOf(cursorOf(key)), key));
  }

  for (const text of ['', '.', '5', '5.', '.a', '5 .a', ' 5.a', '+5.a', '0x5.a', '5e3.a', '--5.a', '1n.a']) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(pageKeyOf(text), undefined));
  }

  it('holds no number that SQLite cannot', () => {
    assert.equal(pageKeyOf(`${2n ** 63n}.a`), undefined);
    assert.equal(pageKeyOf(`${-(2n ** 63n) - 1n}.a`), undefined);
    assert.equal(pageKeyOf(`${'1'.repeat(1_000_000)}.a`), undefined);
  });
});
