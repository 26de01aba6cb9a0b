import { deadlinesOf } from '../core/deadlines';
import { GenerationFailure } from '../core/failure';
import type { ProviderAnswer } from '../core/image';
import type { AttemptCall } from '../core/provider';
import { originsOf } from '../core/route';
import { failureFromThrown } from './failures';
import type { Transport } from './transport';
import type { Exchange } from './transport/exchange';
import { understand } from './understand';

export interface AttemptContext {
  readonly transport: Transport;
  readonly call: AttemptCall;
  /** Headers that carry the credential; they and nothing else prove who asks. */
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/**
 * One request through an SDK and what came of it. `send` hands the exchange's fetch to the SDK and lets it make its request;
 * what the SDK makes of the answer does not matter, the raw answer is read here.
 */
export async function attempt(
  context: AttemptContext,
  send: (exchange: Exchange) => Promise<unknown>,
): Promise<ProviderAnswer> {
  const { transport, call, secrets } = context;
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
    if (!exchange.answer) throw thrown(exchange, exchange.error ?? error, secrets);
  }
  const raw = exchange.answer;
  if (!raw) throw thrown(exchange, new Error('The SDK made no request'), secrets);
  return understand(raw, {
    wire: call.route.wire,
    modelId: call.modelId,
    secrets,
    billsEveryAnswer: call.route.preset.pictureless === 'billed',
    isFirstParty: call.route.firstParty,
    prompt: call.request.prompt,
    download: (url) => transport.download(url, { signal: call.signal, ownOrigins: origins }),
  });
}

function thrown(exchange: Exchange, error: unknown, secrets: readonly string[]): GenerationFailure {
  const { sent, abortedBy } = exchange;
  return failureFromThrown(error, { sent, secrets, ...(abortedBy ? { abortedBy } : {}) });
}

/** A failure before the exchange, such as a token that could not be had: nothing was sent. */
export function failureBefore(error: unknown, call: AttemptCall, secrets: readonly string[]): GenerationFailure {
  if (error instanceof GenerationFailure) return error;
  return failureFromThrown(error, {
    sent: false,
    secrets,
    ...(call.signal.aborted ? { abortedBy: 'user' as const } : {}),
  });
}
