import { GenerationFailure } from '../../core/failures/failure';
import type { Health } from '../../core/run/health';
import type { Model } from '../../core/services/models';
import type { Credential, Route } from '../../core/services/route';
import { modelIdsOf } from '../../core/services/route';
import type { CheckResult } from '../../core/failures/routeCheck';
import { concernsHealth } from '../../core/failures/routeCheck';
import type { Probe } from '../../providers/freeChecks/probe';
import type { Keys } from '../keys/keys';

export interface CheckDependencies {
  readonly keys: Pick<Keys, 'storedCredential'>;
  readonly probe: Probe;
  readonly health: Health;
}

/** Checks a route for free, with the key as it is stored: nothing is asked of the user. Jobs hear of what it found. */
export async function checkRoute(
  route: Route,
  model: Model | undefined,
  { keys, probe, health }: CheckDependencies,
  signal: AbortSignal,
): Promise<CheckResult> {
  const modelIds = model ? modelIdsOf(route, model) : [];
  const credential = await credentialOf(route, keys);
  const result =
    credential instanceof GenerationFailure
      ? { passedOver: [], failure: credential.facts }
      : await probe({ route, modelIds, credential }, signal);
  const { failure } = result;
  if (failure && concernsHealth(route, failure)) health.failed(route.id, failure);
  return result;
}

async function credentialOf(
  route: Route,
  keys: Pick<Keys, 'storedCredential'>,
): Promise<Credential | GenerationFailure> {
  try {
    return await keys.storedCredential(route);
  } catch (cause) {
    if (cause instanceof GenerationFailure) return cause;
    return new GenerationFailure({ kind: 'auth', reason: 'credentialsUnusable', charge: 'none', cause });
  }
}
