import type { FailureFacts } from '../../core/failures/failure';

/** What an error comes to, before its charge and the time to wait are told. */
export type Classification = Pick<
  FailureFacts,
  'kind' | 'reason' | 'blockedBy' | 'routeOnly' | 'quotaPeriod' | 'liftsInMs'
>;
