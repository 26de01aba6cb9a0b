import assert from 'node:assert/strict';
import type { Thumbnail } from '../../../../src/panel/pictures';
import { PageThumbnails } from '../../../../src/webview/pictures/thumbnails';

const fox = { of: 'picture', id: 'fox' } as const;

function page(answers: readonly (Thumbnail | Error)[]) {
  const left = [...answers];
  let changes = 0;
  const fetch = async (): Promise<Thumbnail> => {
    const answer = left.shift() ?? assert.fail('asked too often');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const thumbnails = new PageThumbnails(fetch, () => (changes += 1));
  return { thumbnails, left, changes: () => changes };
}

describe('a thumbnail on the page', () => {
  it('is asked for once', async () => {
    const { thumbnails, changes } = page([{ src: 'fox.jpg' }]);
    const asked = [thumbnails.ask(fox), thumbnails.ask(fox)];
    assert.equal(thumbnails.of('fox'), undefined);
    await Promise.all(asked);
    await thumbnails.ask(fox);
    assert.deepEqual([thumbnails.of('fox'), changes()], [{ src: 'fox.jpg' }, 1]);
  });

  it('may be asked for again where the call has failed', async () => {
    const { thumbnails } = page([new Error('busy'), { src: 'fox.jpg' }]);
    await assert.rejects(thumbnails.ask(fox), /busy/);
    await thumbnails.ask(fox);
    assert.deepEqual(thumbnails.of('fox'), { src: 'fox.jpg' });
  });

  it('is asked for twice and no more where the host cannot give it, however often it is drawn', async () => {
    const { thumbnails, left } = page([new Error('busy'), new Error('busy'), { src: 'fox.jpg' }]);
    for (let times = 2; times > 0; times -= 1) await assert.rejects(thumbnails.ask(fox), /busy/);
    await thumbnails.ask(fox);
    assert.deepEqual([thumbnails.of('fox'), left.length], [undefined, 1]);
  });

  it('that cannot be loaded is asked for once more, and then is a name', async () => {
    const { thumbnails, left } = page([{ src: 'fox.jpg' }, { src: 'fox.jpg' }]);
    await thumbnails.ask(fox);
    await thumbnails.fail(fox, 'assets/fox.png');
    assert.deepEqual([thumbnails.of('fox'), left.length], [{ src: 'fox.jpg' }, 0]);
    await thumbnails.fail(fox, 'assets/fox.png');
    assert.deepEqual(thumbnails.of('fox'), { missing: 'assets/fox.png' });
  });
});
