import type { Charge } from '../../core/failures/failure';
import type { Attempt } from '../../core/run/attempts';
import type { LimitReached } from '../../core/money/limitReached';
import type { Picture } from '../../core/run/picture';
import { PictureNotSaved } from '../../core/run/generate';
import { wordsOf } from '../../core/words/wordsOf';
import type { Ended, FailedOutcome, MadePicture, SavedPicture } from '../../work/job';
import { referenceWords } from '../../core/pictures/referenceWords';

/** What is known of every job; the rest depends on how it ended. */
interface JobLine extends Readonly<Record<string, unknown>> {
  readonly ok: boolean;
}

/** The line of one job; stable, because tools read it. */
export function toLine(ended: Ended, ms: number): JobLine {
  switch (ended.kind) {
    case 'made':
      return madeLine(ended.made, ms);
    case 'failed': {
      const { failure, attempts } = ended.outcome;
      const message = failureMessage(ended.outcome);
      return { ok: false, ...moneyOf(attempts), ms, ...linesOf(attempts), failure: failure.kind, message };
    }
    case 'unfetched':
    case 'broken': {
      const { error } = ended;
      const attempts = error instanceof PictureNotSaved ? error.attempts : [];
      return { ok: false, ...moneyOf(attempts), ms, ...linesOf(attempts), failure: 'save', message: wordsOf(error) };
    }
  }
}

function madeLine({ picture, saved, attempts }: MadePicture, ms: number): JobLine {
  const { image } = picture;
  const messages = [...routeLines(attempts), ...messagesOf(picture, saved)];
  return {
    ok: !saved.keptBecause,
    file: saved.label,
    route: picture.route.id,
    modelId: picture.modelId,
    mime: image.mime,
    width: image.width,
    height: image.height,
    bytes: image.bytes,
    ...moneyOf(attempts),
    ms,
    ...linesOf(attempts),
    ...(saved.keptBecause ? { failure: 'save' } : {}),
    ...(messages.length > 0 ? { message: messages.join('\n') } : {}),
  };
}

function moneyOf(attempts: readonly Attempt[]): { readonly costUsd: number | null; readonly charge: Charge } {
  return { costUsd: sum(attempts), charge: worst(attempts) };
}

function linesOf(attempts: readonly Attempt[]): { readonly attempts: readonly unknown[] } {
  return { attempts: attempts.map(toAttemptLine) };
}

/** What is wrong with the request, else a line for each route that failed and for each that was passed over. */
function failureMessage({ failure, attempts, skipped, problem, obstacles }: FailedOutcome): string {
  if (problem) return JSON.stringify(problem);
  const passedOver = obstacles.map(({ route, obstacle }) => `${route.id}: ${JSON.stringify(obstacle)}`);
  const notAsked = skipped.map(({ route, state }) => `${route.id}: not asked, ${state.reason ?? state.kind}`);
  const lines = [...routeLines(attempts), ...notAsked, ...passedOver];
  return lines.length > 0 ? lines.join('\n') : failure.message;
}

/** A line for each route that failed: its id, and how it failed last. */
function routeLines(attempts: readonly Attempt[]): string[] {
  const lines = new Map<string, string>();
  for (const { route, failure } of attempts) {
    if (!failure) continue;
    const { kind, reason, status, providerMessage, localMessage, referenceProblem, limitReached } = failure.facts;
    const what = status === undefined ? kind : `${kind} (${status})`;
    const unpriced =
      reason === 'priceUnknown'
        ? 'its price is unknown, so it cannot count in a limit: set it with --models'
        : undefined;
    const local = localMessage ?? (limitReached && limitWords(limitReached)) ?? unpriced;
    const said = providerMessage ?? local ?? (referenceProblem && referenceWords(referenceProblem));
    const line = said === undefined ? what : `${what}: ${said}`;
    // one line, whatever a service writes
    lines.set(route.id, `${route.id}: ${line}`.replace(/\s+/g, ' '));
  }
  return [...lines.values()];
}

/** Which limit says no, and why. */
function limitWords({ limit, limitUsd, spentUsd, reservedUsd, nextUsd }: LimitReached): string {
  const of = {
    daily: 'daily limit',
    monthly: 'monthly limit',
    agentDaily: 'daily limit for agents',
    routeDaily: 'daily limit of the route',
  };
  return `${of[limit]} $${limitUsd}: spent $${spentUsd}, reserved $${reservedUsd}, this picture $${nextUsd}`;
}

/** What the user should know about a picture that was made. */
function messagesOf({ askedPixels, image, referenceChanges = [] }: Picture, saved: SavedPicture): string[] {
  return [
    ...(typeof saved.keptBecause === 'object' ? [keptMessage(saved.label, saved.keptBecause.error)] : []),
    ...(askedPixels ? [askedMessage(askedPixels, image)] : []),
    ...referenceChanges.map(({ name, to }) => `reference ${name} was made smaller: ${to.width}×${to.height}`),
  ];
}

function keptMessage(file: string, error: string): string {
  return `The picture could not be saved (${error}); it is kept as ${file}`;
}

function askedMessage(asked: { width: number; height: number }, got: { width: number; height: number }): string {
  return `asked ${asked.width}×${asked.height}, got ${got.width}×${got.height}`;
}

function toAttemptLine({ route, modelId, failure, charge, ms }: Attempt): Readonly<Record<string, unknown>> {
  return {
    route: route.id,
    modelId,
    failure: failure?.kind ?? null,
    status: failure?.facts.status ?? (failure ? null : 200),
    charge,
    ms,
  };
}

/** The charge of the job: unknown if any attempt's is, else billed if any is. */
function worst(attempts: readonly Attempt[]): Charge {
  if (attempts.some(({ charge }) => charge === 'unknown')) return 'unknown';
  return attempts.some(({ charge }) => charge === 'billed') ? 'billed' : 'none';
}

function sum(attempts: readonly Attempt[]): number | null {
  const paid = attempts.filter(({ charge }) => charge !== 'none');
  if (paid.some(({ costUsd }) => costUsd === undefined)) return null;
  return Number(paid.reduce((total, { costUsd }) => total + (costUsd ?? 0), 0).toFixed(6));
}
