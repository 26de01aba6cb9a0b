import assert from 'node:assert/strict';
import { shorten } from '../../../src/webview/shorten';

describe('shorten', () => {
  it('leaves a text that fits as it is', () => {
    assert.equal(shorten('a red fox', 9), 'a red fox');
  });

  it('cuts a longer one to the length and marks the cut', () => {
    assert.equal(shorten('a red fox', 6), 'a red…');
  });

  it('does not cut an emoji in half', () => {
    assert.equal(shorten('fox 🦊🦊🦊', 6), 'fox …');
  });
});
