import type { Wire } from './presets';

/** A base URL that the user gave and that cannot be used; `reason` says why. */
export class BaseUrlError extends Error {
  readonly reason: 'notAUrl' | 'notHttps' | 'userInfo' | 'query';

  constructor(reason: BaseUrlError['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** Whether a URL's host is this machine, by name or number. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/**
 * The base URL as it is kept: origin and path, no slash at the end, and without the end of a request that was pasted whole.
 * https only, except on this machine; no user name, password, query or fragment. Throws `BaseUrlError`.
 */
export function normalBaseUrl(text: string): string {
  const given = text.trim();
  if (!URL.canParse(given)) throw new BaseUrlError('notAUrl');
  const url = new URL(given);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new BaseUrlError('notHttps');
  }
  if (url.username || url.password) throw new BaseUrlError('userInfo');
  if (url.search || url.hash) throw new BaseUrlError('query');
  return url.origin + withoutEndpoint(url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, ''));
}

/** Ends of the addresses that documentation shows for single requests; what stands before them is the base URL. */
const endpoints = [
  /\/(?:chat\/completions|images\/(?:generations|edits|variations)|responses|embeddings)$/i,
  /(?:\/projects\/[^/]+\/locations\/[^/]+(?:\/publishers\/[^/]+)?)?\/models\/[^/]+:\w+$/i,
  /\/projects\/[^/]+\/locations\/[^/]+(?:\/publishers\/[^/]+(?:\/models)?)?$/i,
  /(?<=\/v\d[\da-z]*)\/models(?:\/[^/]+)?$/i,
];

function withoutEndpoint(path: string): string {
  return endpoints.reduce((rest, endpoint) => rest.replace(endpoint, ''), path);
}

const version = /^v\d[\da-z]*$/;

/**
 * Where a wire's requests go below a base URL, with its API version: people paste `https://host`, `https://host/v1`
 * and `https://host/v1beta` for the same service, or `/v1` twice. Relays publish OpenAI wires under /v1 and generateContent under /v1beta.
 */
export function wireRoot(baseUrl: string, wire: Wire): { readonly root: string; readonly apiVersion: string } {
  const url = new URL(baseUrl);
  const segments = url.pathname.split('/').filter(Boolean);
  const bare = segments.slice(0, segments.findLastIndex((part) => !version.test(part)) + 1);
  const last = segments.at(-1) ?? '';
  const join = (path: readonly string[]): string => [url.origin, ...path].join('/');
  if (wire === 'gemini') return { root: join(bare), apiVersion: 'v1beta' };
  // one or more at the end: doubled when a version was added to an address that had one
  if (bare.length < segments.length) return { root: join(bare), apiVersion: last === 'v1beta' ? 'v1' : last };
  // a version further left, as in Google's /v1beta/openai, is the service's own
  return { root: join(segments), apiVersion: segments.some((part) => version.test(part)) ? '' : 'v1' };
}
