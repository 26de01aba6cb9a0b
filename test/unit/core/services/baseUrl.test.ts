import assert from 'node:assert/strict';
import { BaseUrlError, normalBaseUrl, wireRoot } from '../../../../src/core/services/baseUrl';

function reason(text: string): string {
  try {
    return normalBaseUrl(text);
  } catch (error) {
    assert.ok(error instanceof BaseUrlError);
    return error.reason;
  }
}

describe('base URLs', () => {
  it('lose blanks, slashes at the end and double slashes', () => {
    assert.equal(normalBaseUrl('  https://relay.example/v1/ '), 'https://relay.example/v1');
    assert.equal(normalBaseUrl('https://relay.example//api//v1'), 'https://relay.example/api/v1');
  });

  it('must be https, except on this machine', () => {
    assert.equal(reason('http://relay.example'), 'notHttps');
    assert.equal(reason('http://127.0.0.1.example'), 'notHttps');
    assert.equal(reason('http://localhost:4000'), 'http://localhost:4000');
    assert.equal(reason('http://[::1]:4000/v1'), 'http://[::1]:4000/v1');
    assert.equal(reason('ftp://127.0.0.1'), 'notHttps');
    for (const bare of ['localhost:1234/v1', '127.0.0.1:1234', '[::1]:1234', 'localhost'])
      assert.equal(reason(bare), 'httpMissing');
    assert.equal(reason('relay.example:8080/v1'), 'notHttps');
  });

  it('hold no user, query or fragment', () => {
    assert.equal(reason('https://me:secret@relay.example'), 'userInfo');
    assert.equal(reason('https://relay.example?key=1'), 'query');
    assert.equal(reason('relay'), 'notAUrl');
  });

  it('lead each wire to its own version, however they were pasted', () => {
    for (const pasted of ['https://r.example', 'https://r.example/v1', 'https://r.example/v1beta']) {
      assert.deepEqual(wireRoot(pasted, 'gemini'), { root: 'https://r.example', apiVersion: 'v1beta' });
      assert.deepEqual(wireRoot(pasted, 'chat'), { root: 'https://r.example', apiVersion: 'v1' });
      assert.deepEqual(wireRoot(pasted, 'images'), { root: 'https://r.example', apiVersion: 'v1' });
    }
    assert.deepEqual(wireRoot('https://o.example/api/v1', 'chat'), { root: 'https://o.example/api', apiVersion: 'v1' });
    const local = 'http://localhost:11434';
    assert.deepEqual(wireRoot(`${local}/v1/`, 'images'), { root: local, apiVersion: 'v1' });
    const own = 'https://g.example/v1beta/openai';
    assert.deepEqual(wireRoot(own, 'chat'), { root: own, apiVersion: '' });
  });

  const relay = 'https://r.example';
  const pastedWhole: readonly (readonly [pasted: string, kept: string])[] = [
    [`${relay}/v1/chat/completions`, `${relay}/v1`],
    [`${relay}/v1/chat/completions/`, `${relay}/v1`],
    [`${relay}/api/v1/images/generations`, `${relay}/api/v1`],
    [`${relay}/v1/images/edits`, `${relay}/v1`],
    [`${relay}/v1/responses`, `${relay}/v1`],
    [`${relay}/v1beta/models/x:generateContent`, `${relay}/v1beta`],
    [`${relay}/v1beta/models/x:streamGenerateContent`, `${relay}/v1beta`],
    [`${relay}/v1beta/models/x`, `${relay}/v1beta`],
    [`${relay}/v1/models`, `${relay}/v1`],
    [`${relay}/v1/projects/p/locations/global/publishers/google/models/x:generateContent`, `${relay}/v1`],
    [`${relay}/v1/projects/p/locations/global`, `${relay}/v1`],
    // paths of the service's own
    [`${relay}/models`, `${relay}/models`],
    [`${relay}/chat`, `${relay}/chat`],
    [`${relay}/v1/acct/gateway/google-ai-studio/v1beta`, `${relay}/v1/acct/gateway/google-ai-studio/v1beta`],
  ];
  for (const [pasted, kept] of pastedWhole) {
    it(`keep of ${new URL(pasted).pathname} what is the service's`, () => assert.equal(normalBaseUrl(pasted), kept));
  }

  it('may have their version twice, or one and then another', () => {
    for (const pasted of [`${relay}/v1/v1`, `${relay}/v1/v1beta`, `${relay}/v1beta/v1`, `${relay}/v1/v1/v1`]) {
      assert.deepEqual(wireRoot(pasted, 'gemini'), { root: relay, apiVersion: 'v1beta' });
      assert.deepEqual(wireRoot(pasted, 'chat'), { root: relay, apiVersion: 'v1' });
    }
    const gateway = `${relay}/v1/acct/google-ai-studio`;
    assert.deepEqual(wireRoot(`${gateway}/v1beta`, 'gemini'), { root: gateway, apiVersion: 'v1beta' });
  });
});
