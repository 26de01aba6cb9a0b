import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { LookupFunction, Socket } from 'node:net';
import http from 'node:http';
import https from 'node:https';
import type { HttpClient, HttpRequest, HttpResponse } from './httpClient';
import { proxyEvent, watchConnection } from './watchConnection';

/** An https request was answered before the service had shown its certificate: by a proxy, or by an impostor. */
export class ProxyAnswerError extends Error {
  readonly code = 'PROXY_ANSWER';
  readonly status: number;

  constructor(status: number, phrase: string) {
    super(`The proxy answered ${status} ${phrase}`.trim());
    this.status = status;
  }
}

/** The connection to a proxy could not be made; `cause` says why. */
export class ProxyUnreachableError extends Error {
  readonly code = 'PROXY_UNREACHABLE';
}

interface NodeHttpClientOptions {
  /**
   * Whether the `agent` option must be left out, so that VS Code can put in its own for its proxy settings.
   * If not, each request gets a fresh connection, so that no stale one makes its outcome uncertain.
   */
  readonly vscodeProxy: () => boolean;
}

/** Makes requests with node:http and node:https, which tell what was sent, and wait for headers without a limit. */
export function createNodeHttpClient(options: NodeHttpClientOptions): HttpClient {
  return (request) => new Promise((resolve, reject) => new Call(request, options, resolve, reject).start());
}

class Call {
  readonly #request: HttpRequest;
  readonly #options: NodeHttpClientOptions;
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (error: unknown) => void;
  #socket: Socket | undefined;
  /** Why VS Code could not reach its proxy; its own error says only that it could not. */
  #proxyError: unknown;

  constructor(
    request: HttpRequest,
    options: NodeHttpClientOptions,
    resolve: (response: HttpResponse) => void,
    reject: (error: unknown) => void,
  ) {
    this.#request = request;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  start(): void {
    const { url, method, headers, body, signal, onSent } = this.#request;
    if (signal.aborted) return this.#reject(signal.reason);
    const outgoing = this.#open({
      method,
      headers: body ? { ...headers, 'content-length': String(body.byteLength) } : { ...headers },
      ...(this.#options.vscodeProxy() ? {} : { agent: false as const }),
      ...(url.protocol === 'https:' ? { rejectUnauthorized: true } : {}),
      ...(this.#request.checkAddress ? { lookup: checkedLookup(this.#request.checkAddress) } : {}),
    });
    const { onConnection } = this.#request;
    if (onConnection) watchConnection(outgoing, url, onConnection, { direct: !this.#options.vscodeProxy() });
    outgoing.on(proxyEvent, (event: { readonly error?: unknown }) => (this.#proxyError = event.error));
    const abort = (): void => void outgoing.destroy(asError(signal.reason));
    signal.addEventListener('abort', abort, { once: true });
    outgoing.once('close', () => {
      signal.removeEventListener('abort', abort);
      // after an upgrade or a lost connection neither an answer nor an error may come; rejecting twice does nothing
      this.#reject(Object.assign(new Error('The connection was closed without an answer'), { code: 'ECONNRESET' }));
    });
    outgoing.once('socket', (socket: Socket) => {
      this.#socket = socket;
      socket.setKeepAlive(true, 30_000);
    });
    outgoing.once('finish', () => {
      if (this.#reachedService()) onSent();
    });
    outgoing.once('error', (error) => this.#reject(this.#explained(error)));
    outgoing.once('response', (incoming) => this.#answer(incoming));
    outgoing.end(body);
  }

  #explained(error: Error): Error {
    return this.#proxyError === undefined
      ? error
      : new ProxyUnreachableError(error.message, { cause: this.#proxyError });
  }

  #open(options: RequestOptions): ClientRequest {
    return this.#request.url.protocol === 'https:'
      ? https.request(this.#request.url, options)
      : http.request(this.#request.url, options);
  }

  /** For https: whether the other end has shown its certificate. A refused CONNECT answers on the bare connection. */
  #reachedService(): boolean {
    if (this.#request.url.protocol !== 'https:') return true;
    const socket = this.#socket as (Socket & { encrypted?: boolean; secureConnecting?: boolean }) | undefined;
    return socket?.encrypted === true && socket.secureConnecting !== true;
  }

  #answer(incoming: IncomingMessage): void {
    if (!this.#reachedService()) {
      incoming.destroy();
      this.#reject(new ProxyAnswerError(incoming.statusCode ?? 0, incoming.statusMessage ?? ''));
      return;
    }
    this.#request.onSent(); // a service may answer before it has read the whole request
    const headers = new Headers();
    for (const [name, values] of Object.entries(incoming.headersDistinct)) {
      for (const value of values ?? []) headers.append(name, value);
    }
    this.#resolve({ status: incoming.statusCode ?? 0, headers, body: incoming });
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}

/** Resolves a name and lets every address be checked; the checked addresses are the ones that are used. */
function checkedLookup(check: (address: string) => void): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, []);
      try {
        for (const { address } of found) check(address);
      } catch (refused) {
        return callback(asError(refused), []);
      }
      const first = found[0];
      if (options.all || !first) return callback(null, found);
      return callback(null, first.address, first.family);
    });
  };
}
