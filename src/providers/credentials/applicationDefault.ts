import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { GenerationFailure } from '../../core/failures/failure';
import type { Credential } from '../../core/services/route';
import type { GoogleCredential } from './googleToken';
import { CredentialTypeError } from './googleToken';

/** The variable that names a file in place of gcloud's own, as Google's libraries have it. */
export const credentialsVariable = 'GOOGLE_APPLICATION_CREDENTIALS';

/**
 * The Application Default Credentials of this machine, for routes whose user chose them: the file that
 * GOOGLE_APPLICATION_CREDENTIALS names, else gcloud's own, whose folder CLOUDSDK_CONFIG can name. Only service accounts and gcloud
 * users: other types carry URLs or commands, and a developer's machine has no metadata server. Throws a `GenerationFailure` of kind
 * `auth`.
 */
export async function applicationDefault(): Promise<Credential> {
  const named = process.env[credentialsVariable];
  const file = named || gcloudFile();
  try {
    const json = JSON.parse(await readFile(file, 'utf8')) as unknown;
    if (isCredential(json)) return { kind: 'google', json, ...(named ? { fromVariable: true } : {}) };
    throw new CredentialTypeError('The file holds neither a service account nor a gcloud login');
  } catch (cause) {
    const code = codeOf(cause);
    const what = cause instanceof CredentialTypeError ? cause.message : (code ?? 'The file is not JSON');
    const localMessage = `Application Default Credentials in ${file}: ${what}`;
    const own = code === 'ENOENT' ? 'credentialsNotFound' : 'credentialsUnusable';
    const reason = named ? 'credentialsVariable' : own;
    // the parser's message quotes the file
    const safe = cause instanceof SyntaxError ? {} : { cause };
    throw new GenerationFailure({ kind: 'auth', reason, charge: 'none', localMessage, ...safe });
  }
}

function gcloudFile(): string {
  return path.join(process.env['CLOUDSDK_CONFIG'] || gcloudFolder(), 'application_default_credentials.json');
}

function gcloudFolder(): string {
  return process.platform === 'win32'
    ? path.join(process.env['APPDATA'] ?? homedir(), 'gcloud')
    : path.join(homedir(), '.config', 'gcloud');
}

function isCredential(json: unknown): json is GoogleCredential {
  if (typeof json !== 'object' || json === null || !('type' in json)) return false;
  return json.type === 'service_account' || json.type === 'authorized_user';
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
