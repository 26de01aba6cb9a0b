import type { Connection } from '../../core/failures/connection';

/** A request as it goes over the wire: everything explicit, nothing taken from the environment. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  readonly signal: AbortSignal;
  /** Called once, when the request has been fully written to a connection of the service itself. */
  readonly onSent: () => void;
  /** Refuses addresses that a host name resolves to. Throwing fails the request before it is sent. */
  readonly checkAddress?: ((address: string) => void) | undefined;
  /** Called with the connection each time that more is known of it, also with one that fails. */
  readonly onConnection?: ((connection: Connection) => void) | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Makes one request, and resolves when the head of its answer is there. The only thing that touches the network, and what tests replace. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;
