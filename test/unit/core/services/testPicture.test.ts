import assert from 'node:assert/strict';
import { findModel, models } from '../../../../src/core/services/models';
import { parseRoutes } from '../../../../src/core/settings/settings';
import { testModel, testRatio, testSize } from '../../../../src/core/services/testPicture';

const [studio, openai, chat] = parseRoutes([
  { id: 'studio', preset: 'google-ai-studio' },
  { id: 'openai', preset: 'openai' },
  { id: 'chat', preset: 'apiyi', wire: 'chat' },
]);

describe('the test picture', () => {
  const nb2 = findModel('nano-banana-2') ?? assert.fail();

  it('is of the wanted model, or of one that the route has', () => {
    assert.equal(testModel(studio ?? assert.fail(), 'nano-banana-pro', models)?.id, 'nano-banana-pro');
    assert.equal(testModel(openai ?? assert.fail(), 'nano-banana-pro', models)?.id, 'gpt-image');
  });

  it('is square and of 1K, also where smaller ones can be had', () => {
    assert.equal(testSize(studio ?? assert.fail(), nb2), '1K');
    assert.equal(testRatio(studio ?? assert.fail(), nb2), '1:1');
    assert.equal(testSize(chat ?? assert.fail(), nb2), '1K');
  });

  it('is as large as the route’s largest where that is less', () => {
    assert.equal(testSize(studio ?? assert.fail(), { ...nb2, sizes: ['512'] }), '512');
    assert.equal(testSize(studio ?? assert.fail(), { ...nb2, sizes: ['4K', '2K'] }), '2K');
  });
});
