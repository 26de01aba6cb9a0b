import type { FailureKind } from './policy';
import type { LimitReached } from '../money/limitReached';
import type { Usage } from '../pictures/image';
import type { ReferenceProblem } from '../pictures/reference';

/**
 * What exactly is wrong, where a code or the words of an answer say more than the kind does. What helps with each: diagnosis.ts.
 */
export const failureReasons = [
  // auth
  'keyMissing',
  'keyMalformed',
  'keyExpired',
  'keyLeaked',
  'keyOfOtherKind',
  'credentialsNotFound',
  'credentialsVariable',
  'credentialsUnusable',
  'credentialsRevoked',
  'signInAgain',
  // setup
  'clockWrong',
  'apiDisabled',
  'billingDisabled',
  'roleMissing',
  'projectUnknown',
  'suspended',
  'keyRestricted',
  // credit, quota, model
  'prepaidEmpty',
  'freeTier',
  'groupWithoutModel',
  'locationWithoutModel',
  // network
  'nameNotFound',
  'connectionRefused',
  'certificateUnknown',
  'certificateOfOther',
  'proxyUnreachable',
  'proxyPassword',
  'proxyRefused',
  // server, badResponse
  'emptyBadGateway',
  'webPage',
  'redirected',
  'noSuchAddress',
  'answerTooLarge',
  'answerUnreadable',
  // budget
  'overLimit',
  'priceUnknown',
  'ledgerBusy',
  'ledgerUnwritable',
] as const;

export type FailureReason = (typeof failureReasons)[number];

/** What an attempt cost: nothing, something, or nobody can say (it was sent, and no answer tells). */
export type Charge = 'none' | 'billed' | 'unknown';

/** The facts of one failure. Texts for people are made from them in `host` and `cli`; nobody ever matches on texts. */
export interface FailureFacts {
  readonly kind: FailureKind;
  /** What exactly is wrong, where more is known than the kind. */
  readonly reason?: FailureReason | undefined;
  readonly charge: Charge;
  /** Milliseconds to wait, where the answer says so. */
  readonly retryAfterMs?: number | undefined;
  /** The route's id in the user's settings. */
  readonly route?: string | undefined;
  readonly modelId?: string | undefined;
  readonly status?: number | undefined;
  /** The provider's own words, redacted. */
  readonly providerMessage?: string | undefined;
  /** What this machine says of it, such as Node or an SDK, redacted. Nobody takes it for the provider's words. */
  readonly localMessage?: string | undefined;
  /** Only with `refused`: the model's own rules, or a word list of the relay. */
  readonly blockedBy?: 'model' | 'relay' | undefined;
  /** Only with `quota`: whether it lifts at midnight Pacific time, or not before the account changes. */
  readonly quotaPeriod?: 'day' | 'never' | undefined;
  /** Only with `quota`: milliseconds until it lifts, where the answer says so. */
  readonly liftsInMs?: number | undefined;
  /** With `badRequest`: this route lacks the option or the room. With `budget`: the limit is the route's own. Another route may do. */
  readonly routeOnly?: boolean | undefined;
  /** Only with `badRequest`: the picture to work from that cannot be sent. Nothing was sent. */
  readonly referenceProblem?: ReferenceProblem | undefined;
  /** Only with `budget`: the limit that the picture does not fit in. Nothing was sent. */
  readonly limitReached?: LimitReached | undefined;
  /** A page that the answer names as the way out, such as the one that switches an API on. https, and Google's own hosts only. */
  readonly helpUrl?: string | undefined;
  /** The provider's id of the request, for its support. */
  readonly requestId?: string | undefined;
  /** What the answer says it cost, in US dollars. */
  readonly costUsd?: number | undefined;
  /** The tokens that an answer without a picture counts. */
  readonly usage?: Usage | undefined;
  /** The answer says that something was paid, whatever the sum, or counts a picture that it does not have. */
  readonly toldPaid?: boolean | undefined;
  /** The address of a picture that was made and could not be fetched: it is fetched again, never made again unasked. */
  readonly pictureUrl?: string | undefined;
  readonly cause?: unknown;
}

/** The one error of every provider and of the failover. `instanceof` and `kind` are all a caller needs. */
export class GenerationFailure extends Error {
  readonly facts: FailureFacts;

  constructor(facts: FailureFacts) {
    super(facts.providerMessage ?? facts.localMessage ?? facts.kind, { cause: facts.cause });
    this.name = 'GenerationFailure';
    this.facts = facts;
  }

  get kind(): FailureKind {
    return this.facts.kind;
  }

  get charge(): Charge {
    return this.facts.charge;
  }

  /** The same failure with more facts, such as the route that a provider cannot know. */
  with(facts: Partial<FailureFacts>): GenerationFailure {
    return new GenerationFailure({ ...this.facts, ...facts });
  }
}
