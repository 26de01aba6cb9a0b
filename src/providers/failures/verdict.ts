import type { FailureFacts } from '../../core/failure';

/** What an error comes to, before its charge and the time to wait are told. */
export type Verdict = Pick<FailureFacts, 'kind' | 'reason' | 'blockedBy' | 'routeOnly' | 'quotaPeriod' | 'liftsInMs'>;
