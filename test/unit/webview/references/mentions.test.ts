import assert from 'node:assert/strict';
import { followed, mentionAt } from '../../../../src/webview/references/mentions';

const swap = (prompt: string) => followed(prompt, ['a', 'b', 'c'], ['b', 'a', 'c']);

describe('mentions of pictures in a prompt', () => {
  for (const [prompt, after] of [
    ['the fox of image 1 in the light of image 2', 'the fox of image 2 in the light of image 1'],
    ['Image 1, as (image 2)!', 'Image 2, as (image 1)!'],
    ['image 3 stays, image 2 goes', 'image 3 stays, image 1 goes'],
    ['image 1', 'image 2'],
    ['like image 1.', 'like image 2.'],
  ] as const) {
    it(`follow their pictures: ${prompt}`, () => assert.deepEqual(swap(prompt), { prompt: after }));
  }

  for (const prompt of [
    'a fox',
    'image 12 and image 0 and image 9',
    'myimage 1, my-image 1, image 1st, image 1.5, image  1, image1, images',
    'image one',
    'picture 1',
    'image 3 only',
  ]) {
    it(`are nothing else: ${prompt}`, () => assert.deepEqual(swap(prompt), { prompt }));
  }

  for (const [prompt, unsure] of [
    ['image 1 and 2 as one', 'image 1 and 2'],
    ['images 1 to 3', 'images 1 to 3'],
    ['image 1-3', 'image 1-3'],
    ['images 2', 'images 2'],
    ['mix image 1, 2', 'image 1, 2'],
  ] as const) {
    it(`in a list are left alone and told: ${prompt}`, () => assert.deepEqual(swap(prompt), { prompt, unsure }));
  }

  it('move up where one before them is removed', () => {
    assert.deepEqual(followed('image 2 and image 3', ['a', 'b', 'c'], ['b', 'c']), { prompt: 'image 1 and image 2' });
  });

  it('are left alone and told where the picture itself is removed: its number would mean another', () => {
    const prompt = 'image 1 in the style of image 2';
    assert.deepEqual(followed(prompt, ['a', 'b'], ['b']), { prompt, unsure: 'image 1' });
    assert.deepEqual(followed(prompt, ['a', 'b'], ['a']), { prompt, unsure: 'image 2' });
  });

  it('follow pictures that come before them, and stay where some come behind', () => {
    assert.deepEqual(followed('image 1', ['a'], ['x', 'a']), { prompt: 'image 2' });
    assert.deepEqual(followed('images 1 and 2', ['a', 'b'], ['a', 'b', 'c']), { prompt: 'images 1 and 2' });
  });

  it('do not take long in a long prompt', () => {
    const prompt = 'image 1 '.repeat(12_500);
    assert.equal(followed(prompt, ['a', 'b'], ['b', 'a']).prompt, 'image 2 '.repeat(12_500));
    assert.equal(followed(' '.repeat(100_000), ['a', 'b'], ['b', 'a']).unsure, undefined);
  });

  it('are written as words of their own', () => {
    assert.equal(mentionAt('', 0, 0, 1), 'image 1');
    assert.equal(mentionAt('like', 4, 4, 2), ' image 2');
    assert.equal(mentionAt('like ', 5, 5, 2), 'image 2');
    assert.equal(mentionAt('(x)', 1, 1, 1), 'image 1 ');
    assert.equal(mentionAt('like this one', 5, 9, 3), 'image 3');
  });
});
