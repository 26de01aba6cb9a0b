import type { Connection } from '../../core/failures/connection';
import { GenerationFailure } from '../../core/failures/failure';
import type { Credential, Route } from '../../core/services/route';
import { originsOf } from '../../core/services/route';
import type { CheckResult, PassedOver } from '../../core/failures/routeCheck';
import { parseJson } from '../../answers/json/json';
import { credentialHeaders } from '../credentials/credentialHeaders';
import { secretsOf, secretValues } from '../credentials/secrets';
import { failureFromThrown } from '../../answers/failures/failureFromThrown';
import { freeQuestions } from './freeQuestions';
import type { GoogleHeaders } from '../credentials/googleToken';
import type { Transport } from '../transport/transport';
import { understand } from '../../answers/understand';

/** How long a check may take, in milliseconds, whatever it waits for. */
export interface ProbeLimits {
  readonly ms: number;
  /** At one address while there is another: some networks silently drop the connections to one host. */
  readonly addressMs: number;
}

const usualLimits: ProbeLimits = { ms: 30_000, addressMs: 8_000 };

interface ProbeQuestion {
  readonly route: Route;
  /** The ids of the wanted model, best first: one that is known will do. */
  readonly modelIds: readonly string[];
  readonly credential: Credential;
}

/**
 * Asks a route something that costs nothing, at each of its addresses until one is reached, and tells what it found. That is no
 * promise of a picture: services answer such questions also where there is no credit or no capacity. Never rejects.
 */
export type Probe = (question: ProbeQuestion, signal: AbortSignal) => Promise<CheckResult>;

export function createProbe(transport: Transport, googleHeaders: GoogleHeaders, limits = usualLimits): Probe {
  return async (question, signal) => {
    const limit = AbortSignal.timeout(limits.ms);
    const whole = AbortSignal.any([signal, limit]);
    const call = new FreeCall(transport, googleHeaders, question, whole, limits.addressMs);
    const found = { passedOver: call.passedOver };
    try {
      const modelId = await call.run();
      return { ...found, modelId, connection: call.connection };
    } catch (error) {
      const abortedBy = signal.aborted ? 'user' : limit.aborted ? 'deadline' : undefined;
      return { ...found, failure: call.failureOf(error, abortedBy).facts, connection: call.connection };
    }
  };
}

class FreeCall {
  readonly passedOver: PassedOver[] = [];
  connection: Connection | undefined;
  readonly #transport: Transport;
  readonly #googleHeaders: GoogleHeaders;
  readonly #question: ProbeQuestion;
  readonly #signal: AbortSignal;
  readonly #addressMs: number;
  readonly #secrets: string[];

  constructor(
    transport: Transport,
    googleHeaders: GoogleHeaders,
    question: ProbeQuestion,
    signal: AbortSignal,
    addressMs: number,
  ) {
    this.#transport = transport;
    this.#googleHeaders = googleHeaders;
    this.#question = question;
    this.#signal = signal;
    this.#addressMs = addressMs;
    this.#secrets = secretsOf(question.credential);
  }

  /** The id under which the route knows the model. */
  async run(): Promise<string | undefined> {
    const { route, credential } = this.#question;
    const headers = await credentialHeaders(route, credential, this.#googleHeaders, this.#signal, this.#watch);
    this.#secrets.push(...secretValues(headers));
    for (const baseUrl of route.baseUrls.slice(0, -1)) {
      const limit = AbortSignal.timeout(this.#addressMs);
      try {
        return await this.#askAt(baseUrl, headers, AbortSignal.any([this.#signal, limit]));
      } catch (error) {
        const failure = this.failureOf(error, limit.aborted ? 'deadline' : undefined);
        const isUnreached = failure.kind === 'network' || limit.aborted;
        if (!isUnreached || this.#signal.aborted) throw error;
        this.passedOver.push({ host: new URL(baseUrl).host, failure: failure.facts });
      }
    }
    return this.#askAt(route.baseUrls.at(-1) ?? '', headers, this.#signal);
  }

  /** Whatever was thrown, as a failure that cost nothing. */
  failureOf(error: unknown, abortedBy?: 'user' | 'deadline'): GenerationFailure {
    const thrown = { sent: abortedBy === 'deadline', secrets: this.#secrets, ...(abortedBy ? { abortedBy } : {}) };
    const failure = abortedBy ? failureFromThrown(asThrown(error), thrown) : failureFromThrown(error, thrown);
    return failure.with({ charge: 'none', route: this.#question.route.id });
  }

  readonly #watch = (connection: Connection): void => {
    this.connection = connection;
  };

  #askAt(baseUrl: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<string | undefined> {
    const { route, modelIds } = this.#question;
    const ask = (url: string, body?: unknown): Promise<unknown> => this.#ask(url, body, headers, signal);
    return freeQuestions[route.preset.freeQuestion]({ route, baseUrl, modelIds, ask });
  }

  /** The JSON of a good answer. Throws for every other. */
  async #ask(
    url: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { route, modelIds } = this.#question;
    const send = this.#transport.fetchFrom(originsOf(route), signal, this.#watch);
    const json = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await send(url, { ...json, headers: { ...headers, 'content-type': 'application/json' } });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const value = response.status === 200 ? jsonOf(bytes) : undefined;
    if (value) return value;
    const raw = { status: response.status, headers: response.headers, body: bytes, msToHeaders: 0 };
    const download = (): Promise<never> => Promise.reject(new Error('a check fetches nothing'));
    await understand(raw, { wire: route.wire, modelId: modelIds[0] ?? '', secrets: this.#secrets, download });
    throw new GenerationFailure({ kind: 'badResponse', charge: 'none' });
  }
}

/** Without the kind that it was given: it happened because the check was aborted. */
function asThrown(error: unknown): unknown {
  return error instanceof GenerationFailure ? new Error(error.message, { cause: error.facts.cause }) : error;
}

/** The answer's JSON object, unless it is an error; undefined for a web page, whatever its status. */
function jsonOf(bytes: Uint8Array): object | undefined {
  try {
    const value = parseJson(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null && !('error' in value) ? value : undefined;
  } catch {
    return undefined; // too much to be parsed
  }
}
