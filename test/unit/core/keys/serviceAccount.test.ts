import assert from 'node:assert/strict';
import type { ServiceAccountProblem } from '../../../../src/core/keys/serviceAccount';
import { parseServiceAccount, ServiceAccountError } from '../../../../src/core/keys/serviceAccount';

/** In pieces, so that nothing takes it for a key. */
const edge = (name: string): string => `-----${name} PRIVATE KEY-----\n`;
const pem = `${edge('BEGIN')}bm90IHJlYWw=\n${edge('END')}`;
const good = {
  type: 'service_account',
  project_id: 'p',
  private_key_id: '1',
  private_key: pem,
  client_email: 'a@p.iam.gserviceaccount.com',
  token_uri: 'https://oauth2.googleapis.com/token',
  universe_domain: 'evil.example',
};

function problemOf(text: string): ServiceAccountProblem {
  try {
    parseServiceAccount(text);
  } catch (error) {
    if (error instanceof ServiceAccountError) return error.problem;
    throw error;
  }
  return assert.fail('it was taken');
}

describe('the key file of a service account', () => {
  it('is read with the fields that are needed, and no other', () => {
    assert.deepEqual(Object.keys(parseServiceAccount(JSON.stringify(good))).sort(), [
      'client_email',
      'private_key',
      'private_key_id',
      'project_id',
      'type',
    ]);
  });

  it('is mended where its line ends were escaped twice, or a mark stands before it', () => {
    const escaped = { ...good, private_key: pem.replaceAll('\n', '\\n') };
    assert.equal(parseServiceAccount(`\uFEFF${JSON.stringify(escaped)}`).private_key, pem);
  });

  it('is refused with the field that is not as it should be', () => {
    assert.deepEqual(problemOf('not json'), { what: 'notJson' });
    assert.deepEqual(problemOf('[]'), { what: 'notJson' });
    assert.deepEqual(problemOf(JSON.stringify({ ...good, private_key: 'short' })), {
      what: 'field',
      detail: 'private_key',
    });
    assert.deepEqual(problemOf(JSON.stringify({ ...good, client_email: 7 })), {
      what: 'field',
      detail: 'client_email',
    });
  });

  it('is told from other files of Google’s', () => {
    for (const [file, detail] of [
      [{ type: 'authorized_user', refresh_token: 'x' }, 'authorized_user'],
      [{ type: 'external_account', token_url: 'https://evil.example' }, 'external_account'],
      [{ installed: { client_id: 'x' } }, 'installed'],
      [{}, '{}'],
    ] as const) {
      assert.deepEqual(problemOf(JSON.stringify(file)), { what: 'otherType', detail });
    }
  });

  it('is refused where it wants its tokens from elsewhere than Google', () => {
    for (const token_uri of ['https://evil.example/token', 'https://oauth2.googleapis.com.evil.example/token', 7]) {
      const problem = problemOf(JSON.stringify({ ...good, token_uri }));
      assert.deepEqual(problem, { what: 'tokenUri', detail: JSON.stringify(token_uri) });
    }
  });
});
