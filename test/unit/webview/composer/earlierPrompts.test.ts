import assert from 'node:assert/strict';
import { EarlierPrompts } from '../../../../src/webview/composer/earlierPrompts';

describe('EarlierPrompts', () => {
  it('goes from the newest to the oldest, and back to the draft', () => {
    const earlier = new EarlierPrompts(['two', 'one']);
    const shown = [earlier.walk('older', 'half a'), earlier.walk('older', 'two'), earlier.walk('older', 'one')];
    assert.deepEqual(shown, ['two', 'one', undefined]);
    assert.deepEqual([earlier.walk('newer', 'one'), earlier.isWalking], ['two', true]);
    assert.deepEqual([earlier.walk('newer', 'two'), earlier.isWalking], ['half a', false]);
    assert.equal(earlier.walk('newer', 'half a'), undefined);
  });

  it('does not show what stands there already', () => {
    const earlier = new EarlierPrompts(['two', 'one']);
    assert.equal(earlier.walk('older', 'two'), 'one');
    assert.deepEqual([earlier.walk('newer', 'one'), earlier.isWalking], ['two', false]);
  });

  it('takes an earlier prompt that was changed for the new draft', () => {
    const earlier = new EarlierPrompts(['two', 'one']);
    earlier.walk('older', 'half a');
    earlier.stay();
    assert.equal(earlier.walk('older', 'two!'), 'two');
    assert.equal(earlier.walk('newer', 'two'), 'two!');
  });

  it('has each prompt once, and the 50 newest', () => {
    const earlier = new EarlierPrompts([]);
    for (let index = 0; index < 60; index += 1) earlier.add(`prompt ${index}`);
    earlier.add('prompt 30');
    assert.deepEqual(earlier.sent.slice(0, 2), ['prompt 30', 'prompt 59']);
    assert.deepEqual([earlier.sent.length, new Set(earlier.sent).size], [50, 50]);
  });

  it('keeps no more text than a page can', () => {
    const earlier = new EarlierPrompts([]);
    for (const letter of 'abcd') earlier.add(letter.repeat(100_000));
    assert.deepEqual(
      earlier.sent.map((one) => one[0]),
      ['d', 'c', 'b'],
    );
  });
});
