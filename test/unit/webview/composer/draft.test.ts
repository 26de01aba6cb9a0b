import assert from 'node:assert/strict';
import { draftFrom } from '../../../../src/webview/composer/draft';

describe('draftFrom', () => {
  it('gives what was kept', () => {
    const draft = { prompt: 'half a', earlier: ['one'], route: 'apiyi' };
    assert.deepEqual(draftFrom(draft), draft);
  });

  it('takes what an older version has kept, or nothing', () => {
    assert.deepEqual(draftFrom({ prompt: 'half a' }), { prompt: 'half a', earlier: [], route: undefined });
    assert.deepEqual(draftFrom(undefined), { prompt: '', earlier: [], route: undefined });
    assert.deepEqual(draftFrom({ prompt: 1, earlier: ['one', 2], route: {} }).earlier, ['one']);
  });
});
