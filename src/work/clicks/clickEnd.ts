import type { Attempt } from '../../core/run/attempts';
import type { Route } from '../../core/services/route';
import type { Ended, FailedJob, MadePicture } from '../job';

/** The pictures of a click that one route made. */
interface RouteShare {
  readonly route: Route;
  readonly count: number;
  /** US dollars; undefined where nobody knows. */
  readonly usd: number | undefined;
}

/** How the pictures of one click have ended, all of them. */
export interface ClickEnd {
  readonly made: readonly MadePicture[];
  /** In the order in which each made its first. */
  readonly shares: readonly RouteShare[];
  /** Without those that the user cancelled. */
  readonly failed: readonly FailedJob[];
  readonly cancelled: readonly FailedJob[];
  /** What was asked in vain, on the way to pictures that were made too. */
  readonly lost: readonly Attempt[];
  /** Why pictures that were made could not be fetched, or found no place. */
  readonly errors: readonly unknown[];
}

/** Sums up a click. */
export function clickEndOf(ends: readonly Ended[]): ClickEnd {
  const made = ends.flatMap((end) => (end.kind === 'made' ? [end.made] : []));
  const jobs = ends.flatMap((end) => (end.kind === 'failed' ? [end] : []));
  const isCancelled = ({ outcome }: FailedJob): boolean => outcome.failure.kind === 'cancelled';
  return {
    made,
    shares: sharesOf(made),
    failed: jobs.filter((job) => !isCancelled(job)),
    cancelled: jobs.filter(isCancelled),
    lost: [...made.flatMap(lostOf), ...jobs.flatMap(({ outcome }) => outcome.attempts)],
    errors: ends.flatMap((end) => (end.kind === 'unfetched' || end.kind === 'broken' ? [end.error] : [])),
  };
}

/** The attempts that gave no picture; not the one whose picture was fetched later, which is the one that was paid for. */
export function lostOf({ attempts, picture }: Pick<MadePicture, 'attempts' | 'picture'>): readonly Attempt[] {
  const failed = attempts.filter(({ failure }) => failure);
  const isFetched = failed.length === attempts.length;
  const source =
    isFetched && failed.findLast(({ route, failure }) => route === picture.route && failure?.facts.pictureUrl);
  return failed.filter((attempt) => attempt !== source);
}

/** Whether the user can say, with a bill at hand, what one of them cost. */
export function canBeSettled(attempts: readonly Attempt[]): boolean {
  return attempts.some(({ charge }) => charge === 'unknown');
}

/** What is wanted again of several that failed: as many as did, and what all of them have cost or may have. */
export function failedTogether(failed: readonly FailedJob[]): FailedJob | undefined {
  const first = failed.find(({ downloadAgain }) => downloadAgain) ?? failed[0];
  if (!first) return undefined;
  const attempts = failed.flatMap(({ outcome }) => outcome.attempts);
  const wanted = { ...first.wanted, count: failed.length };
  return { ...first, wanted, outcome: { ...first.outcome, attempts } };
}

function sharesOf(made: readonly MadePicture[]): readonly RouteShare[] {
  const byRoute = Map.groupBy(made, ({ picture }) => picture.route.id);
  return [...byRoute.values()].flatMap((pictures): RouteShare[] => {
    const route = pictures[0]?.picture.route;
    const costs = pictures.map(({ picture }) => (picture.charge === 'none' ? 0 : picture.costUsd));
    const usd = costs.reduce((sum, cost) => (sum === undefined || cost === undefined ? undefined : sum + cost), 0);
    return route ? [{ route, count: pictures.length, usd }] : [];
  });
}
