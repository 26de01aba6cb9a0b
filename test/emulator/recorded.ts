import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Arrivals } from './arrivals';
import type { Route } from './routes';

/** One request as it arrived, and how it ended. */
export interface RecordedRequest {
  /** Counts from 1. */
  readonly number: number;
  readonly at: number;
  readonly method: string;
  /** Path with query, as sent. */
  readonly path: string;
  readonly route: Route;
  readonly headers: IncomingHttpHeaders;
  /** Names and values as sent, in order. */
  readonly rawHeaders: readonly string[];
  /** Parsed JSON, else the text; undefined until it was read, or when there was none. */
  body: unknown;
  bytes: number;
  /** The status that was answered; undefined if none was. */
  status: number | undefined;
  /** When its answer was out or its connection gone; undefined while it is open. */
  endedAt: number | undefined;
  /** Whether the client closed the connection before the answer was complete. */
  closedEarly: boolean;
  /** Resolves when the connection's part in this request is over. */
  readonly closed: Promise<void>;
}

/** Keeps every request from its headers on. */
export class Recorder {
  readonly requests: RecordedRequest[] = [];
  /** Those that were read to their end. */
  readonly arrivals = new Arrivals<RecordedRequest>();

  open(req: IncomingMessage, res: ServerResponse, route: Route, endedByUs: () => boolean): RecordedRequest {
    let over = (): void => undefined;
    const request: RecordedRequest = {
      number: this.requests.length + 1,
      at: Date.now(),
      method: req.method ?? '',
      path: req.url ?? '',
      route,
      headers: req.headers,
      rawHeaders: req.rawHeaders,
      body: undefined,
      bytes: 0,
      status: undefined,
      endedAt: undefined,
      closedEarly: false,
      closed: new Promise((resolve) => (over = resolve)),
    };
    res.once('close', () => {
      request.closedEarly = !res.writableFinished && !endedByUs();
      request.endedAt = Date.now();
      over();
    });
    this.requests.push(request);
    return request;
  }

  /** Keeps the body; from here on the request has arrived. */
  finish(request: RecordedRequest, body: Buffer): void {
    request.bytes = body.length;
    request.body = parsed(body);
    this.arrivals.add(request);
  }
}

function parsed(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = body.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
