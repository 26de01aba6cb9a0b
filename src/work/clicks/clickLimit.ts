import type { Caller } from '../../core/money/caller';
import type { Limits } from '../../core/money/limits';
import { areSet, checkLimits, limitsFor } from '../../core/money/limits';
import type { Limit } from '../../store/ledger/ledger';

interface LimitedClick {
  /** The limits as the settings have them. May throw: then those that were read last hold. */
  readonly read: () => Limits;
  readonly caller: Caller;
  /** The id of the route for which a person has agreed to an unknown price. */
  readonly agreedRoute: string | undefined;
}

/**
 * What holds for the pictures of one click, as it is whenever it is asked: limits may be set or raised while pictures wait for their
 * turn. Undefined where none is set. Throws what the first `read` throws.
 */
export function clickLimit({ read, caller, agreedRoute }: LimitedClick): () => Limit | undefined {
  let known = read();
  return () => {
    try {
      known = read();
    } catch {
      // settings that are being written by hand
    }
    const limits = known;
    if (!areSet(limitsFor(limits, caller))) return undefined;
    return (attempt, sumUp) => checkLimits(limits, attempt, sumUp, attempt.route === agreedRoute);
  };
}
