import assert from 'node:assert/strict';
import type { KeyPress } from '../../../../src/webview/composer/generateKey';
import { asksToGenerate } from '../../../../src/webview/composer/generateKey';

const enter: KeyPress = { key: 'Enter', ctrlKey: false, metaKey: false, repeat: false, isComposing: false };

describe('asksToGenerate', () => {
  it('takes Ctrl+Enter and Cmd+Enter', () => {
    assert.equal(asksToGenerate({ ...enter, ctrlKey: true }), true);
    assert.equal(asksToGenerate({ ...enter, metaKey: true }), true);
  });

  it('leaves Enter alone to the text', () => {
    assert.equal(asksToGenerate(enter), false);
  });

  it('leaves other keys with Ctrl alone', () => {
    assert.equal(asksToGenerate({ ...enter, key: 'a', ctrlKey: true }), false);
  });

  it('pays once while the keys are held down', () => {
    assert.equal(asksToGenerate({ ...enter, ctrlKey: true, repeat: true }), false);
  });

  it('does not take the Enter that ends the input of a character', () => {
    assert.equal(asksToGenerate({ ...enter, ctrlKey: true, isComposing: true }), false);
  });
});
