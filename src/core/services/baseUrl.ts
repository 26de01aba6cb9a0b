import type { Wire } from './wires';

/** A base URL that the user gave and that cannot be used; `reason` says why. */
export class BaseUrlError extends Error {
  readonly reason: 'notAUrl' | 'httpMissing' | 'notHttps' | 'userInfo' | 'query';

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
 * The base URL as it is kept: origin and path, no slash at the end, and no endpoint, if the address of a request was pasted.
 * https only, except on this machine; no user name, password, query or fragment. Throws `BaseUrlError`.
 */
export function normalBaseUrl(text: string): string {
  const given = text.trim();
  if (isLoopbackWithoutScheme(given)) throw new BaseUrlError('httpMissing');
  if (!URL.canParse(given)) throw new BaseUrlError('notAUrl');
  const url = new URL(given);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new BaseUrlError('notHttps');
  }
  if (url.username || url.password) throw new BaseUrlError('userInfo');
  if (url.search || url.hash) throw new BaseUrlError('query');
  return url.origin + withoutEndpoint(url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, ''));
}

/** "localhost:1234/v1", which reads as a URL of the scheme "localhost:". */
function isLoopbackWithoutScheme(given: string): boolean {
  const withScheme = `http://${given}`;
  return !/^[a-z][a-z\d+.-]*:\/\//i.test(given) && URL.canParse(withScheme) && isLoopback(new URL(withScheme).hostname);
}

/** How the addresses of requests end that documentation shows; what stands before that is the base URL. */
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
