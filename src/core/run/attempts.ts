import type { Clock } from '../clock';
import type { Charge, FailureFacts } from '../failures/failure';
import { GenerationFailure } from '../failures/failure';
import type { Cost, PriceKind } from '../money/priceKind';
import type { ImageRequest, ProviderAnswer } from '../pictures/image';
import type { Model } from '../services/models';
import { actualCost, estimateUsd, failedCost } from '../services/price';
import { orAborted } from '../orAborted';
import type { AttemptCall, Provider } from './provider';
import { quietly } from '../quietly';
import type { AttemptRecord, PlannedAttempt, RecordedEnd, Recorder } from './recorder';
import { notRecorded } from './recorder';
import type { Credential, Route } from '../services/route';
import { wordsOf } from '../words/wordsOf';

/** One request that was made, or could not even be sent. */
export interface Attempt {
  /** Its name in the ledger and the inbox; absent where nothing is recorded. */
  readonly id?: string | undefined;
  readonly route: Route;
  readonly modelId: string;
  readonly charge: Charge;
  /** US dollars: what it cost, or what it may have cost where the charge is `unknown`. */
  readonly costUsd?: number | undefined;
  /** How that is known; absent where nothing was sent or recorded. */
  readonly priceKind?: PriceKind | undefined;
  readonly failure?: GenerationFailure | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly ms: number;
}

/** A request that takes longer than it should; it stays open while the user is asked. */
export interface SlowQuestion {
  readonly route: Route;
  readonly costUsd: number | undefined;
  readonly next: Route | undefined;
  readonly nextUsd: number | undefined;
}

/** What the user wants done about a slow request. `switch` and `stop` close it. */
export type SlowAnswer = 'wait' | 'switch' | 'stop';

export interface AttemptDeps {
  readonly clock: Clock;
  provider(route: Route): Provider;
  /** Throws a `GenerationFailure` of kind `auth` when there is none for the route's addresses. */
  credential(route: Route, signal: AbortSignal): Promise<Credential>;
  /** Keeps what must survive a crash; left out: nothing is kept, as for the placeholder and in simulations. */
  readonly recorder?: Recorder | undefined;
  readonly stagingFolders?: AttemptCall['stagingFolders'];
  /** Left out: nobody is there to be asked, and the hard deadline decides. The signal ends the question. */
  askSlow?(question: SlowQuestion, signal: AbortSignal): Promise<SlowAnswer>;
}

interface AttemptPlan {
  readonly request: ImageRequest;
  readonly model: Model;
  readonly modelId: string;
  readonly route: Route;
  readonly baseUrl: string;
  /** The route that would come next, for the question. */
  readonly next: Route | undefined;
  readonly softDeadlineMs: number;
  /** Whether the user may be asked when the soft deadline passes. */
  readonly mayAsk: boolean;
  readonly onSent: () => void;
}

type AttemptEnd =
  | { readonly answer: ProviderAnswer; readonly attempt: Attempt }
  /** `consented`: the user has already agreed to pay for the next route. */
  | { readonly attempt: Attempt; readonly failure: GenerationFailure; readonly consented: boolean };

/** Makes one request, and asks about it when its soft deadline passes. Never throws. */
export async function makeAttempt(plan: AttemptPlan, deps: AttemptDeps, signal: AbortSignal): Promise<AttemptEnd> {
  const { request, model, modelId, route } = plan;
  const { clock } = deps;
  const startedAt = clock.now();
  const began = clock.elapsed();
  const ms = (): number => clock.elapsed() - began;
  /** Wall time, for people, but as long after the start as the attempt took: somebody may have set the clock meanwhile. */
  const endedAt = (): number => startedAt + Math.round(ms());
  let record: AttemptRecord | undefined;
  type End = Pick<RecordedEnd, 'status' | 'requestId' | 'failure'>;
  const end = (charge: Charge, { usd: costUsd, kind: priceKind, pricedOn }: Cost, facts: End): Attempt => {
    // a picture that came is not lost because its record fails
    quietly(() => record?.finished({ charge, costUsd, priceKind, pricedOn, ...facts, endedAt: endedAt() }));
    const { failure } = facts;
    return { id: record?.id, route, modelId, charge, costUsd, priceKind, failure, startedAt, ms: Math.round(ms()) };
  };
  const slow: { answer?: SlowAnswer } = {};
  let phase: Phase = 'credential';
  try {
    signal.throwIfAborted();
    const credential = await orAborted(deps.credential(route, signal), signal);
    phase = 'provider';
    const provider = deps.provider(route);
    phase = 'record';
    const estimate = estimateUsd(route, model, request.size);
    // somebody may have been asked for a key, perhaps overnight: money belongs to the day on which it is sent
    const planned = { request, model, route, modelId, estimateUsd: estimate, startedAt: clock.now() };
    record = await reserve(planned, recorderFor(route, deps), signal);
    signal.throwIfAborted();
    phase = 'request';
    const answer = await requestPicture(plan, { credential, record, provider }, deps, signal, slow);
    const cost = actualCost(route, model, request.size, answer.usage);
    const charge = cost.usd === 0 ? 'none' : 'billed';
    return { answer, attempt: end(charge, cost, { status: 200, requestId: answer.requestId }) };
  } catch (error) {
    const failure = asFailure(error, plan, signal, { phase, slow: slow.answer });
    const { charge, facts } = failure;
    const cost = failedCost(facts, route, model, request.size);
    const attempt = end(charge, cost, { failure, requestId: facts.requestId });
    return { attempt, failure, consented: slow.answer === 'switch' };
  }
}

/** Nothing is paid where a drawing stands in, so nothing of it is recorded. */
function recorderFor(route: Route, { recorder }: Pick<AttemptDeps, 'recorder'>): Recorder | undefined {
  return route.preset.standIn ? undefined : recorder;
}

/** Reserves what the attempt may cost. A cancelled job does not wait for that; a reservation that comes too late is ended at once. */
async function reserve(
  planned: PlannedAttempt,
  recorder: Recorder | undefined,
  signal: AbortSignal,
): Promise<AttemptRecord | undefined> {
  const reserved = recorder?.reserve(planned);
  try {
    return await orAborted(reserved, signal);
  } catch (error) {
    const failure = new GenerationFailure({ kind: 'cancelled', charge: 'none' });
    const priced = { charge: 'none', costUsd: 0, priceKind: 'estimated' } as const;
    const end = { ...priced, failure, endedAt: planned.startedAt };
    void reserved?.then((record) => record.finished(end)).catch(() => undefined); // its rejection is what is thrown here
    throw error;
  }
}

/** Whether the limits would let a route be paid now, for questions: who is asked for consent must not be refused behind it. */
export async function fits(
  route: Route,
  { request, model }: Pick<AttemptPlan, 'request' | 'model'>,
  deps: Pick<AttemptDeps, 'clock' | 'recorder'>,
): Promise<boolean> {
  const recorder = recorderFor(route, deps);
  if (!recorder?.fits) return true;
  const estimate = estimateUsd(route, model, request.size);
  return recorder.fits({ request, model, route, modelId: '', estimateUsd: estimate, startedAt: deps.clock.now() });
}

/** Made once: a signal that aborts without a reason makes an error, and its stack, each time. */
const answerIsThere = new Error('The answer is there');

/** Makes the request, and asks the user about it once the soft deadline has passed; the answer that comes first counts. */
async function requestPicture(
  plan: AttemptPlan,
  { provider, ...given }: Pick<AttemptCall, 'credential' | 'record'> & { readonly provider: Provider },
  deps: AttemptDeps,
  signal: AbortSignal,
  slow: { answer?: SlowAnswer },
): Promise<ProviderAnswer> {
  const { onSent, next, softDeadlineMs, mayAsk, ...call } = plan;
  const askSlow = deps.askSlow?.bind(deps);
  const all = { ...given, stagingFolders: deps.stagingFolders, onSent };
  if (!askSlow || !mayAsk) return provider.generate({ ...call, ...all, signal });
  const close = new AbortController();
  const over = new AbortController();
  const answer = provider.generate({ ...call, ...all, signal: AbortSignal.any([signal, close.signal]) });
  const { model, request, route } = plan;
  const ask = async (): Promise<void> => {
    const until = AbortSignal.any([signal, over.signal]);
    await deps.clock.sleep(softDeadlineMs, until);
    const other = next && (await fits(next, plan, deps)) ? next : undefined;
    const question: SlowQuestion = {
      route,
      costUsd: estimateUsd(route, model, request.size),
      next: other,
      nextUsd: other && estimateUsd(other, model, request.size),
    };
    const choice = await askSlow(question, until);
    if (until.aborted || choice === 'wait') return;
    slow.answer = choice;
    close.abort();
  };
  // a question that cannot be asked leaves the request as it is
  void ask().catch(() => undefined);
  try {
    return await answer;
  } finally {
    over.abort(answerIsThere);
  }
}

/** How far an attempt came. */
type Phase = 'credential' | 'provider' | 'record' | 'request';

/** What an error that is no `GenerationFailure` counts as: a fault of our own, and free only where nothing can have been sent. */
const ownFaults: Readonly<Record<Phase, (cause: unknown) => FailureFacts>> = {
  credential: () => ({ kind: 'auth', charge: 'none' }),
  provider: () => ({ kind: 'unsupported', charge: 'none' }),
  record: (cause) => notRecorded(cause).facts,
  request: () => ({ kind: 'badResponse', charge: 'unknown' }),
};

function asFailure(
  error: unknown,
  { route, modelId }: AttemptPlan,
  signal: AbortSignal,
  { phase, slow }: { readonly phase: Phase; readonly slow: SlowAnswer | undefined },
): GenerationFailure {
  const where = { route: route.id, modelId };
  if (error instanceof GenerationFailure) {
    // closed because the user would not wait any longer: a time-out, if they want another route instead
    const closed = error.kind === 'cancelled' && slow === 'switch' && !signal.aborted;
    return error.with(closed ? { ...where, kind: 'timeout' } : where);
  }
  const ours = ownFaults[phase](error);
  if (signal.aborted) return new GenerationFailure({ ...where, kind: 'cancelled', charge: ours.charge, cause: error });
  const facts: FailureFacts = { ...where, ...ours, cause: error };
  return new GenerationFailure({ ...facts, localMessage: wordsOf(error) });
}
