import assert from 'node:assert/strict';
import { keyKind, keyProblem } from '../../../../src/core/keys/keyKind';
import { presets } from '../../../../src/core/services/presets';

describe('the kind of a key', () => {
  const kinds: readonly (readonly [text: string, kind: string])[] = [
    ['AIzaNotReal', 'google'],
    ['AQ.NotReal', 'google'],
    ['sk-not-real', 'openai'],
    ['sk-proj-not-real', 'openai'],
    ['sk-or-v1-not-real', 'openrouter'],
    ['sk-ant-not-real', 'anthropic'],
    ['ya29.not-real', 'accessToken'],
    ['GOCSPX-not-real', 'clientSecret'],
    ['{"type":"service_account"}', 'keyFile'],
    ['https://relay.example/v1', 'address'],
    ['relay-key-not-real', 'other'],
  ];
  for (const [text, kind] of kinds) it(`of ${text} is ${kind}`, () => assert.equal(keyKind(text), kind));

  it('is said to be odd where it is another service’s', () => {
    assert.deepEqual(keyProblem('sk-not-real', presets['google-ai-studio'].keyKind), { how: 'odd', kind: 'openai' });
    assert.deepEqual(keyProblem('AIzaNotReal', presets.apiyi.keyKind), { how: 'odd', kind: 'google' });
    assert.deepEqual(keyProblem('sk-not-real', presets.openrouter.keyKind), { how: 'odd', kind: 'openai' });
    assert.deepEqual(keyProblem('sk-or-not-real', presets.openai.keyKind), { how: 'odd', kind: 'openrouter' });
    assert.deepEqual(keyProblem('ya29.not-real', presets['google-ai-studio'].keyKind), {
      how: 'odd',
      kind: 'accessToken',
    });
  });

  it('is wrong where it can be no key at all, whatever the service', () => {
    for (const text of ['{"type":"service_account"}', 'https://relay.example', 'GOCSPX-not-real']) {
      assert.equal(keyProblem(text, presets['openai-compatible'].keyKind)?.how, 'wrong', text);
    }
  });

  it('is fine where it fits, where its shape says nothing, and where any may be right', () => {
    assert.equal(keyProblem('AQ.NotReal', presets['google-ai-studio'].keyKind), undefined);
    assert.equal(keyProblem('AIzaNotReal', presets['google-ai-studio'].keyKind), undefined);
    assert.equal(keyProblem('sk-not-real', presets.laozhang.keyKind), undefined);
    assert.equal(keyProblem('relay-key-not-real', presets['google-ai-studio'].keyKind), undefined);
    for (const text of ['AIzaNotReal', 'sk-not-real', 'sk-ant-not-real']) {
      assert.equal(keyProblem(text, presets['openai-compatible'].keyKind), undefined);
    }
  });
});
