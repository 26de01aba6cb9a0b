import type { Fields } from '../json/json';
import { isFields, parseJson } from '../json/json';
import type { Classification } from '../words/classification';
import { anyOf } from '../words/patterns';

/** What Google's auth library and its token endpoint say, by code, `error` and words, the first row that fits. */
const rows: readonly (readonly [classification: Classification, words: RegExp])[] = [
  [
    { kind: 'setup', reason: 'clockWrong' },
    /reasonable timeframe|short-lived token|token used too (?:early|late)|iat and exp/i,
  ],
  [{ kind: 'setup' }, /invalid_scope|admin_policy_enforced|org_internal|access_denied/i],
  [{ kind: 'setup', reason: 'projectUnknown' }, /unable to detect a project id/i],
  // only a person's login ends or is withdrawn so; a service account's key has no such token
  [{ kind: 'auth', reason: 'signInAgain' }, /invalid_rapt|reauth|token (?:has been|was) (?:expired|revoked)/i],
  [
    { kind: 'auth', reason: 'credentialsRevoked' },
    /invalid_grant|invalid_client|unauthorized_client|deleted_client|disabled_client|invalid_token/i,
  ],
  [{ kind: 'auth', reason: 'credentialsNotFound' }, /could not load the default credentials/i],
  [
    { kind: 'auth', reason: 'credentialsUnusable' },
    anyOf([
      /MISSING_CREDENTIALS/, // google-auth-library or Node
      /CREDENTIAL_TYPE/, // google-auth-library or Node
      /ERR_OSSL_/, // google-auth-library or Node
      /DECODER routines/, // google-auth-library or Node
      /private_key/, // google-auth-library or Node
      /client_email/, // google-auth-library or Node
      /refresh[_ ]token/, // google-auth-library or Node
      /key must be a string/, // google-auth-library or Node
      /PEM/, // google-auth-library or Node
      /secretOrPrivateKey/, // google-auth-library or Node
      /asymmetric key/, // google-auth-library or Node
      /no key or keyfile/, // google-auth-library or Node
      /incoming json object/, // google-auth-library or Node
      /credential/, // Google 401
    ]),
  ],
];

/** What words about a credential come to; undefined if they are about something else. */
export function classifyCredentialError(words: string): Classification | undefined {
  return rows.find(([, pattern]) => pattern.test(words))?.[0];
}

/** The words of a token endpoint's answer, which is not the service's. */
export function tokenAnswer(error: Fields): { readonly status: number; readonly words: string } | undefined {
  const response = error['response'];
  if (!isFields(response) || typeof response['status'] !== 'number') return undefined;
  const raw = response['data'];
  const data = typeof raw === 'string' ? (parseJson(raw) ?? raw) : raw;
  if (!isFields(data)) return { status: response['status'], words: typeof data === 'string' ? data : '' };
  const fields = ['error', 'error_subtype', 'error_description'].map((name) => data[name]);
  return { status: response['status'], words: fields.filter((item) => typeof item === 'string').join(': ') };
}

export function classifyTokenAnswer(status: number, words: string): Classification {
  const classification = classifyCredentialError(words);
  if (classification) return classification;
  if (status === 429) return { kind: 'rateLimit' };
  return { kind: status >= 500 ? 'server' : 'auth' };
}
