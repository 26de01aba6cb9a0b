import { verdictOfStatus } from './statuses';
import type { Verdict } from './verdict';

/** Statuses under which a web page is what some other server says; under any other the service's own front says it. */
const elsewhere = new Set([400, 403, 404, 405, 410, 501, 511]);

/**
 * What an answer without a word of the API comes to: by its status, and by what it has instead. A web page where an API was
 * expected is a wrong address or a page in between, an empty 502 is often a proxy on the same machine.
 */
export function verdictOfSilence(body: 'page' | 'empty', status: number): Verdict {
  const verdict = verdictOfStatus(status);
  if (body === 'page' && (status < 300 || elsewhere.has(status))) return { ...verdict, reason: 'webPage' };
  if (body === 'empty' && status === 502) return { ...verdict, reason: 'emptyBadGateway' };
  if (body === 'empty' && (status === 404 || status === 405)) return { ...verdict, reason: 'noSuchAddress' };
  return verdict;
}
