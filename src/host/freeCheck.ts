import { GenerationFailure } from '../core/failure';
import type { Credential, Route } from '../core/route';
import type { Probe } from '../providers/probe';

/** A check that costs nothing; undefined if all that it can see is well. It never rejects. */
export type FreeCheck = (
  route: Route,
  modelIds: readonly string[],
  credential: Credential,
  signal: AbortSignal,
) => Promise<GenerationFailure | undefined>;

export function freeCheck(probe: Probe): FreeCheck {
  return async (route, modelIds, credential, signal) => {
    const { failure } = await probe({ route, modelIds, credential }, signal);
    return failure && new GenerationFailure(failure);
  };
}
