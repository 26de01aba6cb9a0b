import { generateKeyPairSync } from 'node:crypto';

/** A service-account JSON with a fresh RSA key, for a project and an address that do not exist. */
export interface TestServiceAccount {
  readonly type: 'service_account';
  readonly project_id: string;
  readonly private_key_id: string;
  readonly private_key: string;
  readonly client_email: string;
  readonly client_id: string;
  readonly token_uri: string;
}

export function testServiceAccount(projectId = 'test-project'): TestServiceAccount {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    type: 'service_account',
    project_id: projectId,
    private_key_id: 'test-key-id-not-real',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    client_email: `test-robot@${projectId}.iam.example.invalid`,
    client_id: '000000000000000000000',
    token_uri: 'https://oauth2.googleapis.com/token',
  };
}

/** What gcloud keeps for a signed-in user, with nothing real in it. */
export interface TestAuthorizedUser {
  readonly type: 'authorized_user';
  readonly client_id: string;
  readonly client_secret: string;
  readonly refresh_token: string;
}

export function testAuthorizedUser(): TestAuthorizedUser {
  return {
    type: 'authorized_user',
    client_id: 'test-client-not-real.example.invalid',
    client_secret: 'test-secret-not-real',
    refresh_token: 'test-refresh-token-not-real',
  };
}
