import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { deadlinesOf } from '../core/run/deadlines';
import { GenerationFailure } from '../core/failures/failure';
import type { ProviderAnswer } from '../core/pictures/image';
import type { AttemptCall, StagingFolders } from '../core/run/provider';
import { originsOf } from '../core/services/route';
import { failureFromThrown } from '../answers/failures/failureFromThrown';
import type { Transport } from './transport/transport';
import type { Exchange } from './transport/exchange';
import type { AnswerReader, ReadContext } from '../answers/readContext';

/** What all wires need. */
export interface ProviderParts {
  readonly transport: Transport;
  readonly reader: AnswerReader;
}

interface AttemptContext extends ProviderParts {
  readonly call: AttemptCall;
  /** The headers that carry the credential; nothing else in the request does. */
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/**
 * Makes one request through an SDK, and reads its answer. `send` hands the exchange's fetch to the SDK and lets it make its request;
 * what the SDK makes of the answer does not matter, since the raw answer is read here. Throws `GenerationFailure`.
 */
export async function attempt(
  context: AttemptContext,
  send: (exchange: Exchange) => Promise<unknown>,
): Promise<ProviderAnswer> {
  const { transport, reader, call, secrets } = context;
  const origins = originsOf(call.route);
  const exchange = transport.exchange({
    signal: call.signal,
    hardDeadlineMs: deadlinesOf(call.route, call.model, call.request.size).hardMs,
    origins,
    headers: context.headers,
    prompt: call.request.prompt,
    onSent: call.onSent,
    record: call.record,
  });
  try {
    await send(exchange);
  } catch (error) {
    if (!exchange.answer) throw failureOf(exchange, exchange.error ?? error, secrets);
  }
  const raw = exchange.answer;
  if (!raw) throw failureOf(exchange, new Error('The SDK made no request'), secrets);
  const reading = abortedLater(call.signal, mostToRead);
  const known: ReadContext = {
    wire: call.route.wire,
    modelId: call.modelId,
    secrets,
    billsEveryAnswer: call.route.preset.pictureless === 'billed',
    isFirstParty: call.route.firstParty,
    prompt: call.request.prompt,
    signal: reading.signal,
    stagingFolders: (await call.stagingFolders?.()) ?? temporaryFolders(),
    fetch: (url, folders, check) =>
      transport.download(url, { signal: call.signal, ownOrigins: origins, folders, check }),
  };
  try {
    return await reader.read(raw, known);
  } catch (error) {
    if (error instanceof GenerationFailure) throw error;
    throw failureFromThrown(error, { sent: true, secrets, ...(call.signal.aborted ? { abortedBy: 'user' } : {}) });
  } finally {
    reading.end();
  }
}

/** A picture that has come is paid for: a cancel does not throw it away while it is read, but for a read that takes so long. */
const mostToRead = 3_000;

/** Aborts so many milliseconds after `signal` does; `end` stops that. */
function abortedLater(signal: AbortSignal, ms: number): { readonly signal: AbortSignal; end(): void } {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => void (timer = setTimeout(() => late.abort(signal.reason), ms));
  if (signal.aborted) wait();
  else signal.addEventListener('abort', wait, { once: true });
  return {
    signal: late.signal,
    end: () => {
      signal.removeEventListener('abort', wait);
      clearTimeout(timer);
    },
  };
}

let ofThisUser: StagingFolders | undefined;

/** Each user has their own: the system's is shared. */
function temporaryFolders(): StagingFolders {
  return (ofThisUser ??= [path.join(tmpdir(), `dualtrack-staging-${userInfo().username}`)]);
}

function failureOf(exchange: Exchange, error: unknown, secrets: readonly string[]): GenerationFailure {
  const { sent, abortedBy } = exchange;
  return failureFromThrown(error, { sent, secrets, ...(abortedBy ? { abortedBy } : {}) });
}

/** What was thrown before the exchange, such as when there is no token, as a failure: nothing was sent. */
export function failureBeforeSending(error: unknown, call: AttemptCall, secrets: readonly string[]): GenerationFailure {
  if (error instanceof GenerationFailure) return error;
  return failureFromThrown(error, {
    sent: false,
    secrets,
    ...(call.signal.aborted ? { abortedBy: 'user' as const } : {}),
  });
}
