import type { FailureKind } from '../../core/failures/policy';
import type { Classification } from '../words/classification';

/** Statuses under which a web page is what some other server says; under any other the service's own front says it. */
const elsewhere = new Set([400, 403, 404, 405, 410, 501, 511]);

/**
 * What an answer without a word of the API comes to: by its status, and by what it has instead. A web page where an API was
 * expected is a wrong address or a page in between, an empty 502 is often a proxy on the same machine.
 */
export function classifyMissingBody(body: 'page' | 'empty', status: number): Classification {
  const classification = classifyStatus(status);
  if (body === 'page' && (status < 300 || elsewhere.has(status))) return { ...classification, reason: 'webPage' };
  if (body === 'empty' && status === 502) return { ...classification, reason: 'emptyBadGateway' };
  if (body === 'empty' && (status === 404 || status === 405)) return { ...classification, reason: 'noSuchAddress' };
  return classification;
}

/** What an HTTP status says where nothing else does. */
const byStatus: Readonly<Record<number, Classification>> = {
  401: { kind: 'auth' },
  402: { kind: 'credit' },
  403: { kind: 'setup' },
  404: { kind: 'model' },
  405: { kind: 'badResponse' },
  407: { kind: 'network', reason: 'proxyPassword' }, // a proxy on the way wants a password
  408: { kind: 'timeout' },
  410: { kind: 'model' },
  413: { kind: 'badRequest', routeOnly: true },
  415: { kind: 'badRequest', routeOnly: true },
  424: { kind: 'server' },
  425: { kind: 'overloaded' },
  429: { kind: 'rateLimit' },
  451: { kind: 'region' },
  498: { kind: 'auth' },
  499: { kind: 'timeout' },
  501: { kind: 'badResponse' },
  503: { kind: 'overloaded' },
  504: { kind: 'timeout' },
  524: { kind: 'timeout' },
  529: { kind: 'overloaded' },
  598: { kind: 'timeout' },
  599: { kind: 'timeout' },
};

export function classifyStatus(status: number): Classification {
  if (status < 400) return { kind: 'badResponse' };
  return byStatus[status] ?? { kind: status < 500 ? 'badRequest' : 'server' };
}

/** Google's canonical codes, by plain name. https://cloud.google.com/apis/design/errors#error_codes */
const byWord = new Map<string, FailureKind>([
  ['cancelled', 'timeout'],
  ['unknown', 'server'],
  ['invalidargument', 'badRequest'],
  ['deadlineexceeded', 'timeout'],
  ['notfound', 'model'],
  ['permissiondenied', 'setup'],
  ['unauthenticated', 'auth'],
  ['resourceexhausted', 'rateLimit'],
  ['failedprecondition', 'badRequest'],
  ['aborted', 'overloaded'],
  ['outofrange', 'badRequest'],
  ['unimplemented', 'badResponse'],
  ['internal', 'server'],
  ['unavailable', 'overloaded'],
  ['dataloss', 'server'],
]);

/** What a canonical code says; undefined if the name is none. */
export function classifyCanonicalCode(plainName: string): Classification | undefined {
  const kind = byWord.get(plainName);
  return kind && { kind };
}
