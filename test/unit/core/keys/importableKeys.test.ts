import assert from 'node:assert/strict';
import { importableKeys } from '../../../../src/core/keys/importableKeys';

describe('keys in variables', () => {
  it('are found by the names that say which service they are for, cleaned, each once', () => {
    const { keys } = importableKeys({
      GEMINI_API_KEY: ' "AIzaNotReal" ',
      GOOGLE_API_KEY: 'AIzaNotReal',
      HOME: '/root',
    });
    assert.deepEqual(keys, [{ variable: 'GEMINI_API_KEY', preset: 'google-ai-studio', key: 'AIzaNotReal' }]);
  });

  it('of OpenAI’s name belong to OpenAI only where no address stands beside them', () => {
    const { keys } = importableKeys({ OPENAI_API_KEY: 'sk-not-real' });
    assert.deepEqual(keys, [{ variable: 'OPENAI_API_KEY', preset: 'openai', key: 'sk-not-real' }]);
  });

  it('belong to the service at the address beside them', () => {
    for (const [address, preset] of [
      ['https://vip.apiyi.com/v1', 'apiyi'],
      ['https://api.apiyi.com/v1/', 'apiyi'],
      ['https://openrouter.ai/api/v1', 'openrouter'],
      ['https://api.openai.com/v1', 'openai'],
    ] as const) {
      const { keys } = importableKeys({ OPENAI_API_KEY: 'sk-not-real', OPENAI_BASE_URL: address });
      assert.deepEqual(keys, [{ variable: 'OPENAI_API_KEY', preset, key: 'sk-not-real' }], address);
    }
  });

  it('go with an address that no service has, and never to one that only looks alike', () => {
    for (const address of [
      'https://relay.example/v1',
      'https://vip.apiyi.com.evil.example/v1',
      'https://vip.apiyi.com:8443/v1',
    ]) {
      const { keys } = importableKeys({ OPENAI_API_KEY: 'sk-not-real', OPENAI_API_BASE: address });
      const [key] = keys;
      assert.equal(key?.preset, 'openai-compatible', address);
      assert.equal(key?.baseUrl, address);
    }
  });

  it('are left where their address cannot be used, and it is said', () => {
    for (const [address, reason] of [
      ['http://relay.example/v1', 'notHttps'],
      ['https://me:pw@relay.example', 'userInfo'],
      ['relay', 'notAUrl'],
    ] as const) {
      const found = importableKeys({ OPENAI_API_KEY: 'sk-not-real', OPENAI_BASE_URL: address });
      assert.deepEqual(found, { keys: [], problems: [{ variable: 'OPENAI_BASE_URL', reason }] });
    }
  });

  it('that are empty are none', () => {
    assert.deepEqual(importableKeys({ GEMINI_API_KEY: '', OPENAI_API_KEY: '  ' }), { keys: [], problems: [] });
  });
});
