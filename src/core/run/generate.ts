import { GenerationFailure } from '../failures/failure';
import type { Attempt } from './attempts';
import type { Delivered, FailoverDeps, FailoverOutcome, RoutesTold } from './failover';
import { failOver } from './failover';
import type { GeneratedImage, ImageRequest, PictureFile } from '../pictures/image';
import { isInFile } from '../pictures/image';
import { findModel } from '../services/models';
import { deadlinesOf } from './deadlines';
import type { Ending, Finished, Place } from './finish';
import { finish } from './finish';
import type { Able, Job, Obstacles, RequestProblem } from './job';
import { checkJob, inOrder, usableRoutes } from './job';
import type { Origin, Picture, UsedReference } from './picture';
import { pictureFrom, recordOf } from './picture';
import { quietly } from '../quietly';
import type { Route } from '../services/route';
import { obstacle } from '../services/route';
import { wordsOf } from '../words/wordsOf';

/** How a job ended. `Saved` is what the caller's `save` gives back. */
export type JobOutcome<Saved> = RoutesTold &
  (
    | {
        readonly ok: true;
        readonly picture: Picture;
        readonly saved: Saved;
        /** See `Finished`. */
        readonly recorded: Promise<void>;
      }
    | {
        readonly ok: false;
        readonly failure: GenerationFailure;
        readonly obstacles: Obstacles;
        readonly problem?: RequestProblem | undefined;
      }
  );

/** A picture was made, and no place took it. */
export class PictureNotSaved extends Error {
  readonly attempts: readonly Attempt[];

  constructor(cause: unknown, attempts: readonly Attempt[]) {
    super(wordsOf(cause), { cause });
    this.name = 'PictureNotSaved';
    this.attempts = attempts;
  }
}

export interface GenerateDeps<Saved extends Place> extends FailoverDeps {
  /** The job's name in the history. */
  readonly jobId: string;
  readonly origin?: Origin | undefined;
  /** See `ArrivedPicture`. */
  readonly refs?: Promise<readonly UsedReference[]> | undefined;
  /** Puts the picture's bytes into a file of ours; nobody holds them from there on. */
  stage(image: GeneratedImage): Promise<PictureFile>;
  readonly ending: Ending<Saved>;
}

/** The one use case: check, fail over, finish. Every door comes through here. Throws only `PictureNotSaved`. */
export async function generate<Saved extends Place>(
  job: Job,
  deps: GenerateDeps<Saved>,
  signal: AbortSignal,
): Promise<JobOutcome<Saved>> {
  const checked = checkJob(job);
  if ('failure' in checked) return { ok: false, attempts: [], skipped: [], ...checked };
  const outcome = await tryRoutes(job, checked, deps, signal);
  if ('failure' in outcome) return { ok: false, ...outcome, obstacles: checked.obstacles };
  const { delivered, attempts, skipped } = outcome;
  try {
    return { ok: true, ...(await end(delivered, job.request, attempts, deps)), attempts, skipped };
  } catch (error) {
    throw new PictureNotSaved(error, attempts); // its raw answer stays in the inbox
  }
}

async function end<Saved extends Place>(
  { answer, attempt, model }: Delivered,
  request: ImageRequest,
  attempts: readonly Attempt[],
  deps: GenerateDeps<Saved>,
): Promise<{ readonly picture: Picture } & Finished<Saved>> {
  const image = answer.images.at(-1) ?? answer.images[0];
  const { path, facts: came } = isInFile(image) ? image : await deps.stage(image);
  const { route, modelId, charge, costUsd, priceKind } = attempt;
  const { warnings, referenceChanges } = answer;
  const asked = { request, route, model, modelId, charge, costUsd, priceKind, warnings, referenceChanges };
  const picture = pictureFrom({ image: came, ...asked });
  const facts = { ...deps.origin, job: deps.jobId, attempt: attempt.id, createdAt: deps.clock.now() };
  const record = recordOf(picture, facts, attempts);
  return { picture, ...(await finish({ record, file: path, settled: true, refs: deps.refs }, deps.ending)) };
}

/** Fails over with the model that was asked for, and with its successor where that is gone from every route. */
async function tryRoutes(
  { request, afterUncertainCharge, timeBudgetMs, routes: all, firstPartyOnly, catalogue, onlyRoute, routeOrder }: Job,
  { model, routes }: Able,
  deps: FailoverDeps,
  signal: AbortSignal,
): Promise<FailoverOutcome> {
  const endsAt = deps.clock.elapsed() + timeBudgetMs;
  const softDeadlineMs = (route: Route): number => deadlinesOf(route, model, request.size).softMs;
  const plan = { request, model, routes, afterUncertainCharge, endsAt, softDeadlineMs };
  const first = await failOver(plan, deps, signal);
  const mayChange = model.successor !== undefined && onlyRoute === undefined;
  const successor = mayChange ? findModel(model.successor ?? '', catalogue) : undefined;
  if ('delivered' in first || !successor || !isGone(first.attempts, routes)) return first;
  const next = { ...request, model: successor.id };
  const able = usableRoutes(all).filter((route) => !obstacle(route, next, { firstPartyOnly, catalogue }));
  const ordered = inOrder(able, successor, next, routeOrder);
  if (ordered.length === 0) return first;
  quietly(() => deps.onEvent({ type: 'successor', from: model, to: successor }));
  const second = await failOver({ ...plan, request: next, model: successor, routes: ordered }, deps, signal);
  const attempts = [...first.attempts, ...second.attempts];
  const isTried = new Set(attempts.map(({ route }) => route));
  return { ...second, attempts, skipped: second.skipped.filter(({ route }) => !isTried.has(route)) };
}

/** Whether every route said that it no longer has the model, and nothing can have been paid on the way. */
function isGone(attempts: readonly Attempt[], routes: readonly Route[]): boolean {
  const isFree = attempts.every(({ charge }) => charge === 'none');
  const lastOf = (route: Route): Attempt | undefined => attempts.findLast((attempt) => attempt.route === route);
  return isFree && routes.every((route) => lastOf(route)?.failure?.kind === 'model');
}
