import type { Clock } from '../../core/clock';
import { orAborted } from '../../core/orAborted';
import { notRecorded } from '../../core/run/recorder';
import type { WireRecord } from '../../core/run/recorder';
import type { Arrived } from '../../answers/arrived';
import { arrive } from './arrive';
import type { HttpClient } from './httpClient';
import { secretValues } from '../credentials/secrets';
import type { Trace } from './trace';
import { traceText } from './trace';

/** Larger than any answer with a picture: a 4K picture through a relay is about 35 MB of JSON. */
const maxAnswerBytes = 256 * 1024 * 1024;

/** The only headers of the SDK's that are sent: environment variables can add others to them. */
const allowedHeaders = ['content-type', 'accept'];

type FetchArguments = Parameters<typeof globalThis.fetch>;

export interface ExchangeOptions {
  /** The user's cancel. */
  readonly signal: AbortSignal;
  /** Milliseconds until the connection is closed by us. */
  readonly hardDeadlineMs: number;
  /** The only origins that this exchange may talk to. */
  readonly origins: readonly string[];
  /** Set on the request whatever the SDK says: the credential, and what identifies us. */
  readonly headers: Readonly<Record<string, string>>;
  /** Kept out of the log, also where an answer quotes it. */
  readonly prompt?: string | undefined;
  readonly onSent?: (() => void) | undefined;
  readonly record?: WireRecord | undefined;
  /** Gets a line about each answer. */
  readonly trace?: Trace | undefined;
}

/** Thrown for what must never happen, such as a second paid request in one attempt. */
class ExchangeError extends Error {}

/**
 * One paid request and its answer. An SDK is handed `fetch` and builds the request with it; the service's own answer is
 * kept in `answer`, unread by the SDK, which gets an empty object instead.
 */
export class Exchange {
  readonly fetch: typeof globalThis.fetch;
  #used = false;
  /** On the monotonic clock: how late an answer came decides about money. */
  #sentAt: number | undefined;
  #answer: Arrived | undefined;
  #abortedBy: 'user' | 'deadline' | undefined;
  /** What went wrong on the way, where an SDK may wrap it in an error of its own. */
  #error: unknown;
  readonly #http: HttpClient;
  readonly #options: ExchangeOptions;
  readonly #clock: Pick<Clock, 'elapsed'>;

  constructor(http: HttpClient, options: ExchangeOptions, clock: Pick<Clock, 'elapsed'>) {
    this.#http = http;
    this.#options = options;
    this.#clock = clock;
    // before it sends a form, openai looks for `fetch.Response`, and would else make a request to find it
    this.fetch = Object.assign((...args: FetchArguments) => this.#run(...args), { Response });
  }

  get sent(): boolean {
    return this.#sentAt !== undefined;
  }

  get answer(): Arrived | undefined {
    return this.#answer;
  }

  get abortedBy(): 'user' | 'deadline' | undefined {
    return this.#abortedBy;
  }

  get error(): unknown {
    return this.#error;
  }

  async #run(...[input, init]: FetchArguments): Promise<Response> {
    if (this.#used) throw new ExchangeError('A second request in one attempt was refused');
    this.#used = true;
    try {
      const { method, headers, body } = init ?? {}; // not the SDK's signal: its own time-out must not close the connection
      this.#answer = await this.#send(new Request(input, withoutGaps({ method, headers, body })));
    } catch (error) {
      this.#error = error;
      throw error;
    }
    return new Response('{}', { headers: { 'content-type': 'application/json' } });
  }

  async #send(request: Request): Promise<Arrived> {
    const url = new URL(request.url);
    if (!this.#options.origins.includes(url.origin)) {
      throw new ExchangeError(`A request to ${url.origin} was refused: it is not an address of this route`);
    }
    const stop = new AbortController();
    const abort = (by: 'user' | 'deadline', reason: unknown): void => {
      this.#abortedBy ??= by;
      stop.abort(reason);
    };
    const onUserAbort = (): void => abort('user', this.#options.signal.reason);
    if (this.#options.signal.aborted) onUserAbort();
    this.#options.signal.addEventListener('abort', onUserAbort, { once: true });
    const timer = setTimeout(
      () => abort('deadline', new DOMException('The deadline has passed', 'TimeoutError')),
      this.#options.hardDeadlineMs,
    );
    try {
      const answer = await this.#roundTrip(request, url, stop.signal);
      const { trace, prompt = '' } = this.#options;
      if (trace?.isOn()) trace.write(await traceText(url, answer, { secrets: this.#secrets(), prompt }));
      return answer;
    } finally {
      clearTimeout(timer);
      this.#options.signal.removeEventListener('abort', onUserAbort);
    }
  }

  async #roundTrip(request: Request, url: URL, signal: AbortSignal): Promise<Arrived> {
    const body = new Uint8Array(await request.arrayBuffer());
    const { record } = this.#options;
    await this.#recordSending(signal);
    const response = await this.#http({
      method: request.method,
      url,
      headers: this.#headers(request),
      body,
      signal,
      onSent: () => this.#onSent(),
    });
    const msToHeaders = this.#sentAt === undefined ? 0 : this.#clock.elapsed() - this.#sentAt;
    const { status, headers } = response;
    const file = record?.receive({
      status,
      contentType: headers.get('content-type') ?? undefined,
      contentEncoding: headers.get('content-encoding') ?? undefined,
    });
    try {
      return { status, headers, msToHeaders, body: await arrive(response.body, maxAnswerBytes, file) };
    } catch (error) {
      // the status of a refusal has said all that matters, even if its words are cut off
      if (status >= 400 && !signal.aborted) return { status, headers, msToHeaders, body: { bytes: new Uint8Array() } };
      throw error;
    }
  }

  /** What cannot be written is not sent. */
  async #recordSending(signal: AbortSignal): Promise<void> {
    try {
      await orAborted(this.#options.record?.sending(), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw notRecorded(error);
    }
  }

  #headers(request: Request): Record<string, string> {
    const headers: Record<string, string> = { 'accept-encoding': 'gzip, br' };
    for (const name of allowedHeaders) {
      const value = request.headers.get(name);
      if (value) headers[name] = value;
    }
    return { ...headers, ...this.#options.headers };
  }

  #secrets(): string[] {
    return secretValues(this.#options.headers);
  }

  #onSent(): void {
    if (this.#sentAt !== undefined) return;
    this.#sentAt = this.#clock.elapsed();
    this.#options.onSent?.();
  }
}

function withoutGaps(init: { [K in 'method' | 'headers' | 'body']: RequestInit[K] | undefined }): RequestInit {
  return Object.fromEntries(Object.entries(init).filter(([, value]) => value !== undefined));
}
