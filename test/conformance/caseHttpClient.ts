import type { HttpClient, HttpRequest, HttpResponse } from '../../src/providers/transport/httpClient';
import type { ConformanceCase } from './cases';
import { servedBytes } from './pictures';

/** The service that all cases are played at; no request gets there. */
export const serviceUrl = 'https://service.example.com';

/** The network of one case: its answer, its downloads, and what was asked for that must not be. */
export interface CaseHttpClient {
  readonly http: HttpClient;
  readonly violations: readonly string[];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function downloadOf(played: ConformanceCase, url: URL): HttpResponse | undefined {
  const address = Object.keys(played.downloads).find((key) => new URL(key).href === url.href);
  const served = address === undefined ? undefined : played.downloads[address];
  if (!served) return undefined;
  const headers = new Headers({ 'content-type': served.contentType });
  return { status: served.status, headers, body: once(servedBytes[served.bytes]) };
}

/** Answers every request of one case. A second one to the service and one for an unknown address are violations. */
export function createCaseHttpClient(played: ConformanceCase): CaseHttpClient {
  const violations: string[] = [];
  let requests = 0;
  const refuse = (what: string): never => {
    violations.push(what);
    throw new Error(what);
  };
  const http = async ({ url, onSent }: HttpRequest): Promise<HttpResponse> => {
    if (url.origin !== serviceUrl) return downloadOf(played, url) ?? refuse(`fetched ${url.href}`);
    if (++requests > 1) refuse('asked the service twice');
    onSent();
    return { status: played.status, headers: new Headers(played.headers), body: once(Buffer.from(played.body)) };
  };
  return { http, violations };
}
