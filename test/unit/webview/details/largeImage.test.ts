import assert from 'node:assert/strict';
import type { LargePictureView } from '../../../../src/panel/details';
import { LargeImage } from '../../../../src/webview/details/largeImage';

/** `broken`: how many of the loads fail. */
function page(answers: readonly LargePictureView[], broken = 0) {
  const left = [...answers];
  const loaded: string[] = [];
  const image = new LargeImage(
    () => undefined,
    async (src) => {
      loaded.push(src);
      if (loaded.length <= broken) throw new Error('gone');
      return { width: 40, height: 30 };
    },
  );
  return { image, loaded, left, load: () => image.load(async () => left.shift() ?? assert.fail('asked too often')) };
}

describe('the large picture of the page', () => {
  it('is shown once it is decoded, and decoded once', async () => {
    const { image, loaded, load } = page([
      { src: 'a.png', note: '' },
      { src: 'a.png', note: 'changed' },
    ]);
    await load();
    assert.deepEqual([image.src, image.pixels, image.note], ['a.png', [40, 30], '']);
    await load();
    assert.deepEqual([image.src, image.pixels, image.note, loaded], ['a.png', [40, 30], 'changed', ['a.png']]);
  });

  it('says why it is not there, and takes the one away that was', async () => {
    const { image, load } = page([{ src: 'a.png', note: '' }, { missing: 'too large' }]);
    await load();
    await load();
    assert.deepEqual([image.src, image.pixels, image.note], [undefined, undefined, 'too large']);
  });

  it('that cannot be loaded is asked for once more', async () => {
    const again = { src: 'a.png', note: '' };
    const second = page([again, again], 1);
    await second.load();
    assert.deepEqual([second.image.src, second.loaded.length], ['a.png', 2]);
    const never = page([again, again], 2);
    await never.load();
    assert.deepEqual([never.image.src, never.left.length], [undefined, 0]);
  });
});
