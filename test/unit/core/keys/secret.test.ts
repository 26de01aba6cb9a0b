import assert from 'node:assert/strict';
import { redact } from '../../../../src/core/redaction/redact';
import { cleanKey, packSecret, unpackSecret } from '../../../../src/core/keys/secret';
import { presets } from '../../../../src/core/services/presets';

const at = (...baseUrls: string[]) => ({ preset: presets['openai-compatible'], baseUrls });
const vertexAt = (...baseUrls: string[]) => ({ preset: presets['vertex-ai'], baseUrls });

describe('keys', () => {
  it('are given back for the origins they were stored for, and for no other', () => {
    const stored = packSecret('test-key-not-real', at('https://a.example/v1', 'https://b.example'));
    assert.equal(unpackSecret(stored, at('https://b.example/other')), 'test-key-not-real');
    assert.equal(unpackSecret(stored, at('https://a.example.evil')), undefined);
    assert.equal(unpackSecret(stored, at('https://a.example', 'https://c.example')), undefined);
    assert.equal(unpackSecret(stored, at('https://a.example:8443')), undefined);
    assert.equal(unpackSecret('not json', at('https://a.example')), undefined);
  });

  it('stay good when the location of Vertex AI is another', () => {
    const hosts = ['us-central1-aiplatform', 'aiplatform', 'aiplatform.eu.rep'].map(
      (name) => `https://${name}.googleapis.com`,
    );
    for (const stored of hosts.map((host) => packSecret('test-key-not-real', vertexAt(host)))) {
      for (const host of hosts) assert.equal(unpackSecret(stored, vertexAt(host)), 'test-key-not-real');
      assert.equal(unpackSecret(stored, vertexAt('https://storage.googleapis.com')), undefined);
      assert.equal(unpackSecret(stored, vertexAt('https://evil.example/aiplatform.googleapis.com')), undefined);
      assert.equal(unpackSecret(stored, vertexAt('https://us.evil/-aiplatform.googleapis.com')), undefined);
      assert.equal(unpackSecret(stored, vertexAt('https://aiplatform.xx.rep.googleapis.com')), undefined);
      assert.equal(unpackSecret(stored, vertexAt('https://xaiplatform.googleapis.com')), undefined);
    }
    assert.equal(unpackSecret(packSecret('k', at('https://a.example')), vertexAt(hosts[0] ?? '')), undefined);
  });

  it('lose what was pasted with them', () => {
    assert.equal(cleanKey('  "AQ.test-not-real"\r\n'), 'AQ.test-not-real');
    assert.equal(cleanKey('"Bearer test-not-real"'), 'test-not-real');
    assert.equal(cleanKey('Bearer test\u200B-key\uFEFF,'), 'test-key');
    assert.equal(cleanKey('GEMINI_API_KEY="test-not-real"'), 'test-not-real');
    assert.equal(cleanKey('export OPENAI_API_KEY=test-not-real'), 'test-not-real');
    assert.equal(cleanKey('dGVzdA=='), 'dGVzdA==');
  });

  it('are taken out of every text, also where a server echoes them encoded', () => {
    const key = 'test key+not/real';
    const text = `${key} ${encodeURIComponent(key)} and AIzaFAKEFAKE and sk-fake-fake and Bearer abcdef`;
    const clean = redact(text, [key]);
    assert.equal(clean, '[key] [key] and [key] and [key] and [key]');
  });
});
