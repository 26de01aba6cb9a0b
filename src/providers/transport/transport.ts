import type { Clock } from '../../core/clock';
import type { Connection } from '../../core/failures/connection';
import type { PictureFile } from '../../core/pictures/image';
import { systemClock } from './systemClock';
import { readBody } from './body';
import type { DownloadOptions } from './download';
import { download } from './download';
import type { HttpClient, HttpRequest } from './httpClient';
import type { ExchangeOptions } from './exchange';
import { Exchange } from './exchange';
import type { Trace } from './trace';

/** Sent with every request, so that a service's support can tell where it came from. */
const userAgent = 'Dualtrack';

/** Room for the longest list of models. */
const maxFreeBytes = 8 * 1024 * 1024;

/** Called with a connection each time that more is known of it. */
export type WatchConnection = (connection: Connection) => void;

/** The one way to the network for all wires, both SDKs and Google's auth library. */
export interface Transport {
  /** One paid request; see `Exchange`. */
  exchange(options: ExchangeOptions): Exchange;
  /** A fetch for free requests to given origins, such as Google's token endpoint. Redirects are handed back, not followed. */
  fetchFrom(origins: readonly string[], signal: AbortSignal, watch?: WatchConnection): typeof globalThis.fetch;
  /** A picture that an answer names by address; see `download`. */
  download(url: string, options: DownloadOptions): Promise<PictureFile | undefined>;
}

export interface TransportOptions {
  /** The wait before each try to fetch a picture that an answer names. */
  readonly downloadWaitsMs?: readonly number[] | undefined;
  /** Gets a line about each answer to a paid request. */
  readonly trace?: Trace | undefined;
  /** Measures how long answers take; left out: the machine's own. */
  readonly clock?: Pick<Clock, 'elapsed'> | undefined;
}

/** Makes the transport over an HTTP client; `createNodeHttpClient` makes the real one. */
export function createTransport(
  http: HttpClient,
  { downloadWaitsMs, trace, clock = systemClock }: TransportOptions = {},
): Transport {
  return {
    exchange: (options) =>
      new Exchange(http, { trace, ...options, headers: { 'user-agent': userAgent, ...options.headers } }, clock),
    fetchFrom: (origins, signal, watch) => (input, init) =>
      freeFetch(http, origins, new Request(input, init), { signal, onConnection: watch }),
    download: (url, options) => download(http, url, options, downloadWaitsMs),
  };
}

async function freeFetch(
  http: HttpClient,
  origins: readonly string[],
  request: Request,
  { signal, onConnection }: Pick<HttpRequest, 'signal' | 'onConnection'>,
): Promise<Response> {
  const url = new URL(request.url);
  if (!origins.includes(url.origin)) throw new Error(`A request to ${url.origin} was refused`);
  const headers = Object.fromEntries(request.headers);
  const body = request.method === 'GET' ? undefined : new Uint8Array(await request.arrayBuffer());
  const response = await http({
    method: request.method,
    url,
    headers: { ...headers, 'user-agent': userAgent, 'accept-encoding': 'identity' },
    body,
    signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
    onSent: () => undefined,
    onConnection,
  });
  const bytes = await readBody(response, maxFreeBytes);
  response.headers.delete('content-encoding');
  return new Response(bytes.byteLength > 0 ? Buffer.from(bytes) : null, {
    status: response.status,
    headers: response.headers,
  });
}
