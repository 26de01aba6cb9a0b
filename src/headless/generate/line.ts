import type { Charge } from '../../core/failure';
import type { Attempt } from '../../core/attempts';
import type { JobOutcome, Picture } from '../../core/generate';
import { PictureNotSaved } from '../../core/generate';
import { referenceWords } from '../../core/referenceWords';

/** Where a picture lies; `saveError` says why it is not where it was wanted. */
export interface Saved {
  readonly file: string;
  readonly saveError?: unknown;
}

/** The line of one job; stable, because tools read it. */
export function toLine(
  outcome: JobOutcome<Saved> | { readonly error: unknown },
  ms: number,
): Readonly<Record<string, unknown>> {
  if ('error' in outcome) {
    const { error } = outcome;
    const made = error instanceof PictureNotSaved ? error.attempts : [];
    const message = error instanceof Error ? error.message : String(error);
    const money = { costUsd: sum(made), charge: worst(made) };
    return { ok: false, ...money, ms, attempts: made.map(toAttemptLine), failure: 'save', message };
  }
  const attempts = outcome.attempts.map(toAttemptLine);
  const charge = worst(outcome.attempts);
  const costUsd = sum(outcome.attempts);
  if (!outcome.ok) {
    const { failure } = outcome;
    return { ok: false, costUsd, charge, ms, attempts, failure: failure.kind, message: failureMessage(outcome) };
  }
  const { picture, saved } = outcome;
  const { image } = picture;
  const messages = [...routeLines(outcome.attempts), ...messagesOf(picture, saved)];
  return {
    ok: !saved.saveError,
    file: saved.file,
    route: picture.route.id,
    modelId: picture.modelId,
    mime: image.mime,
    width: image.width,
    height: image.height,
    bytes: image.bytes.byteLength,
    costUsd,
    charge,
    ms,
    attempts,
    ...(saved.saveError ? { failure: 'save' } : {}),
    ...(messages.length > 0 ? { message: messages.join('\n') } : {}),
  };
}

/** What is wrong with the request, else a line for each route that failed and for each that was passed over. */
function failureMessage({ failure, attempts, problem, obstacles }: Extract<JobOutcome<Saved>, { ok: false }>): string {
  if (problem) return JSON.stringify(problem);
  const passedOver = obstacles.map(({ route, obstacle }) => `${route.id}: ${JSON.stringify(obstacle)}`);
  const lines = [...routeLines(attempts), ...passedOver];
  return lines.length > 0 ? lines.join('\n') : (failure.facts.providerMessage ?? failure.kind);
}

/** A line for each route that failed: its id, and how it failed last. */
function routeLines(attempts: readonly Attempt[]): string[] {
  const lines = new Map<string, string>();
  for (const { route, failure } of attempts) {
    if (!failure) continue;
    const { kind, status, providerMessage, referenceProblem } = failure.facts;
    const what = status === undefined ? kind : `${kind} (${status})`;
    const said = providerMessage ?? (referenceProblem && referenceWords(referenceProblem));
    const line = said === undefined ? what : `${what}: ${said}`;
    // one line, whatever a service writes
    lines.set(route.id, `${route.id}: ${line}`.replace(/\s+/g, ' '));
  }
  return [...lines.values()];
}

/** All there is to say of a picture that was made. */
function messagesOf({ askedPixels, image, referenceChanges = [] }: Picture, saved: Saved): string[] {
  return [
    ...(saved.saveError ? [saveMessage(saved)] : []),
    ...(askedPixels ? [askedMessage(askedPixels, image)] : []),
    ...referenceChanges.map(({ name, to }) => `reference ${name} was made smaller: ${to.width}×${to.height}`),
  ];
}

function saveMessage({ file, saveError }: Saved): string {
  return `The picture could not be saved (${saveError instanceof Error ? saveError.message : String(saveError)}); it is kept as ${file}`;
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
