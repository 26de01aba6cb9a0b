import type { FailureKind } from '../../core/failure';
import type { Verdict } from './verdict';

/** What an HTTP status says where nothing else does. */
const byStatus: Readonly<Record<number, Verdict>> = {
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

export function verdictOfStatus(status: number): Verdict {
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
export function verdictOfWord(plainName: string): Verdict | undefined {
  const kind = byWord.get(plainName);
  return kind && { kind };
}
