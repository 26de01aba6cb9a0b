import { GenerationFailure } from '../../core/failures/failure';
import type { Credential, Route } from '../../core/services/route';
import type { Probe } from './probe';

/** A check that costs nothing; undefined if it finds nothing wrong. Never rejects. */
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
