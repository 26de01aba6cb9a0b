import type { Clock } from '../core/clock';
import type { Connection } from '../core/connection';
import { systemClock } from './systemClock';
import { readBody } from './transport/body';
import { download } from './transport/download';
import type { Edge, EdgeRequest } from './transport/edge';
import type { ExchangeOptions } from './transport/exchange';
import { Exchange } from './transport/exchange';

/** Sent with every request, so that a service's support can tell where it came from. */
export const userAgent = 'Dualtrack';

/** Room for the longest list of models. */
const maxFreeBytes = 8 * 1024 * 1024;

/** Told of a connection each time when more is known of it. */
export type WatchConnection = (connection: Connection) => void;

/** The one way to the network for all wires, both SDKs and Google's auth library. */
export interface Transport {
  /** One paid request; see `Exchange`. */
  exchange(options: ExchangeOptions): Exchange;
  /** A fetch for free requests to given origins, such as Google's token endpoint. Redirects are handed back, not followed. */
  fetchFrom(origins: readonly string[], signal: AbortSignal, watch?: WatchConnection): typeof globalThis.fetch;
  /** A picture that an answer names by address; see `download`. */
  download(url: string, options: { signal: AbortSignal; ownOrigins: readonly string[] }): Promise<Uint8Array>;
}

export interface TransportOptions {
  /** The wait before each try to fetch a picture that an answer names. */
  readonly downloadWaitsMs?: readonly number[] | undefined;
  /** Told of each answer of a paid request, redacted; the line is made only if it is asked for. */
  readonly trace?: ((line: () => string) => void) | undefined;
  /** Measures how long answers take; left out: the machine's own. */
  readonly clock?: Pick<Clock, 'elapsed'> | undefined;
}

/** Makes the transport over an edge; `createNodeEdge` makes the real one. */
export function createTransport(
  edge: Edge,
  { downloadWaitsMs, trace, clock = systemClock }: TransportOptions = {},
): Transport {
  return {
    exchange: (options) =>
      new Exchange(edge, { trace, ...options, headers: { 'user-agent': userAgent, ...options.headers } }, clock),
    fetchFrom: (origins, signal, watch) => (input, init) =>
      freeFetch(edge, origins, new Request(input, init), { signal, onConnection: watch }),
    download: (url, options) => download(edge, url, options, downloadWaitsMs),
  };
}

async function freeFetch(
  edge: Edge,
  origins: readonly string[],
  request: Request,
  { signal, onConnection }: Pick<EdgeRequest, 'signal' | 'onConnection'>,
): Promise<Response> {
  const url = new URL(request.url);
  if (!origins.includes(url.origin)) throw new Error(`A request to ${url.origin} was refused`);
  const headers = Object.fromEntries(request.headers);
  const body = request.method === 'GET' ? undefined : new Uint8Array(await request.arrayBuffer());
  const response = await edge({
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
