import assert from 'node:assert/strict';
import { aspectRatios } from '../../../../src/core/pictures/image';
import { frameOf } from '../../../../src/webview/composer/ratioFrame';

describe('the frame of a ratio', () => {
  it('lies, stands or is a square, as the pictures do', () => {
    for (const ratio of aspectRatios) {
      const [across = 0, down = 0] = ratio.split(':').map(Number);
      const { width, height } = frameOf(ratio) ?? assert.fail(ratio);
      assert.equal(Math.sign(width - height), Math.sign(across - down), ratio);
      assert.ok(Math.max(width, height) <= 14 && Math.min(width, height) >= 4, ratio);
    }
  });

  it('is left out for what is no ratio', () => {
    assert.equal(frameOf('auto'), undefined);
    assert.equal(frameOf('1:0'), undefined);
  });
});
