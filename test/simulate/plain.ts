import type { FailureKind } from '../../src/core/failures/policy';
import { faults } from './faults';
import type { Client } from './world';

/**
 * Two routes as tutorials join them: `try` the first, `except` anything, the second; one try each, one time-out for both,
 * and nothing is remembered from one job to the next.
 */
export const plain: Client = (world, { routes, plain: { timeoutSeconds } }) => {
  return async (job) => {
    let failure: FailureKind | undefined;
    let mayHavePaid = false;
    for (const { id } of routes.slice(0, 2)) {
      const answer = await world.service(id).request(job, timeoutSeconds * 1000);
      if (answer === 'picture') return { delivered: true, consents: 0, mayHavePaid };
      const { facts } = faults[answer === 'late' ? 'noAnswer' : answer.kind];
      failure = facts.kind;
      mayHavePaid ||= facts.charge !== 'none';
    }
    return { delivered: false, failure, consents: 0, mayHavePaid };
  };
};
