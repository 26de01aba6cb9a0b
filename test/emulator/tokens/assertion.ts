import { createPublicKey, verify } from 'node:crypto';
import { dig, digText } from '../dig';
import type { TestServiceAccount } from './testCredentials';

export type AssertionError = 'badAssertion' | 'badClock' | 'unknownAccount' | 'badSignature';

/** `aud` of every assertion, whatever a key file says in token_uri. */
const audience = 'https://oauth2.googleapis.com/token';

function jsonOf(part: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function isSigned(assertion: string, account: TestServiceAccount): boolean {
  const end = assertion.lastIndexOf('.');
  const signature = Buffer.from(assertion.slice(end + 1), 'base64url');
  return verify('sha256', Buffer.from(assertion.slice(0, end)), createPublicKey(account.private_key), signature);
}

/** The unchecked claims of an assertion; undefined if it has none. */
export function claimsOf(assertion: string): unknown {
  return jsonOf(assertion.split('.')[1]);
}

/** What Google would find wrong with a service account's assertion. Without `accounts` no signature is checked. */
export function assertionError(
  assertion: string,
  accounts?: readonly TestServiceAccount[],
): AssertionError | undefined {
  const [header, , signature] = assertion.split('.');
  const said = claimsOf(assertion);
  const [iat, exp] = [Number(dig(said, 'iat')), Number(dig(said, 'exp'))];
  const issuer = digText(said, 'iss');
  if (digText(jsonOf(header), 'alg') !== 'RS256' || !signature || !issuer) return 'badAssertion';
  if (digText(said, 'aud') !== audience || !digText(said, 'scope')) return 'badAssertion';
  const now = Date.now() / 1000;
  if (!(exp > now && exp - iat <= 3600 && Math.abs(now - iat) < 3600)) return 'badClock';
  if (!accounts) return undefined;
  const account = accounts.find(({ client_email: email }) => email === issuer);
  if (!account) return 'unknownAccount';
  return isSigned(assertion, account) ? undefined : 'badSignature';
}
