import assert from 'node:assert/strict';
import { withoutRequestId } from '../../../../src/core/words/withoutRequestId';

describe('words without the id of a request', () => {
  it('are the same for two requests', () => {
    const texts = ['20261128a', '20261128b'].map((id) => `No capacity, try later. (request id: ${id})`);
    assert.deepEqual(texts.map(withoutRequestId), Array(2).fill('No capacity, try later.'));
    assert.equal(withoutRequestId('busy (Request ID: a1) (request id: b2)'), 'busy');
    assert.equal(withoutRequestId('(request id: a1)'), '');
  });

  it('keep all else', () => {
    for (const text of ['the request id: 5 is unknown', 'wrong (request id: a b)', 'a (b)']) {
      assert.equal(withoutRequestId(text), text);
    }
  });

  it('take no longer for many signs that begin one', () => {
    const text = '(request id: '.repeat(100_000);
    assert.equal(withoutRequestId(text), text.trim());
  });
});
