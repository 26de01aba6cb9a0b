import { googleErrors } from './googleErrors';
import type { ServiceKind } from '../options';
import { relayErrors } from './relayErrors';
import type { Reply } from '../reply';

/** Errors that every service can give, each in its own form and status. */
export type ErrorName =
  | 'badKey'
  | 'noKey'
  | 'bearerKey'
  | 'expiredKey'
  | 'leakedKey'
  | 'restrictedKey'
  | 'suspended'
  | 'region'
  | 'apiDisabled'
  | 'billingDisabled'
  | 'noPermission'
  | 'wrongProject'
  | 'credit'
  | 'freeTier'
  | 'dailyQuota'
  | 'rateLimit'
  | 'overloaded'
  | 'internal'
  | 'gatewayTimeout'
  | 'unknownModel'
  | 'closedModel'
  | 'badOption'
  | 'sensitiveWords'
  | 'unknownPath';

/** What an error's text speaks about. */
export interface ErrorFacts {
  readonly modelId?: string | undefined;
  readonly project?: string | undefined;
  readonly location?: string | undefined;
  /** The sentence of `badOption`, or the path of `unknownPath`. */
  readonly what?: string | undefined;
  /** Only `rateLimit`; default 7. */
  readonly retryAfterSeconds?: number | undefined;
}

/** The answer with which a service says that something is wrong. None of them is billed, except as `gatewayTimeouts` rules. */
export function errorReply(kind: ServiceKind, name: ErrorName, facts: ErrorFacts = {}): Reply {
  return kind === 'relay' ? relayErrors[name](facts) : googleErrors[name](facts, kind);
}
