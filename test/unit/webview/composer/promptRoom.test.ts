import assert from 'node:assert/strict';
import { maxPromptLength } from '../../../../src/core/pictures/promptLength';
import { isTooLong } from '../../../../src/webview/composer/promptRoom';

describe('the room for a pasted text', () => {
  const field = { value: 'abcd', selectionStart: 1, selectionEnd: 3 };

  it('is what the rest of the prompt leaves, without what is selected', () => {
    assert.equal(isTooLong(field, 'x'.repeat(maxPromptLength - 2)), false);
    assert.equal(isTooLong(field, 'x'.repeat(maxPromptLength - 1)), true);
  });

  it('counts a line end of Windows once', () => {
    assert.equal(isTooLong(field, '\r\n'.repeat(maxPromptLength - 2)), false);
  });
});
