import assert from 'node:assert/strict';
import { BaseUrlError, normalBaseUrl, wireRoot } from '../../../src/core/baseUrl';

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
});
