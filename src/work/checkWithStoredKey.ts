import { GenerationFailure } from '../core/failures/failure';
import type { SharedDeps } from '../core/run/failoverDeps';
import type { Credential, Route } from '../core/services/route';
import type { FreeCheck } from '../providers/freeChecks/freeCheck';

/** A job waits no longer for a free check. One that does not end in time counts as no answer. */
const longestCheckMs = 10_000;

/** A check with the stored key. It never asks for a missing one: the job does when it comes to that route. */
export function checkWithStoredKey(
  check: FreeCheck,
  stored: (route: Route) => Promise<Credential>,
): NonNullable<SharedDeps['check']> {
  return async (route, modelIds, stop) => {
    const limit = AbortSignal.any([stop, AbortSignal.timeout(longestCheckMs)]);
    try {
      return await check(route, modelIds, await stored(route), limit);
    } catch (error) {
      if (error instanceof GenerationFailure) return undefined; // no credential to check with
      throw error;
    }
  };
}
