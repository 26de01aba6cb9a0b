import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorName } from '../answers/errors';
import type { ServiceKind } from '../options';

function bearer(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
}

function apiKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-goog-api-key'];
  return typeof key === 'string' ? key : undefined;
}

/** What is wrong with the credential of a request; undefined if nothing is. */
export function credentialError(
  kind: ServiceKind,
  headers: IncomingHttpHeaders,
  keys: ReadonlySet<string>,
): ErrorName | undefined {
  const token = bearer(headers);
  const key = apiKey(headers);
  if (kind === 'ai-studio' && token !== undefined) return 'bearerKey'; // it takes an API key in no other header
  const sent = kind === 'ai-studio' ? key : kind === 'vertex' ? token : (token ?? key);
  if (sent === undefined) return 'noKey';
  return keys.has(sent) ? undefined : 'badKey';
}
