import type { ActivationResults } from './measures/activation';
import type { BadDay } from './measures/badDay';
import type { BigAnswer } from './measures/bigAnswer';
import type { DownRoute } from './measures/downRoute';
import type { GalleryTimes } from './measures/gallery';
import type { LedgerTimes } from './measures/ledger';
import type { Memory } from './measures/memory';
import type { OddEnd, Oddity } from './measures/oddAnswers';
import type { OwnWork } from './measures/ownWork';
import type { PoisonedResults } from './measures/poisoned';
import type { ThumbnailTimes } from './measures/thumbnails';
import type { AtOnce } from './measures/twentyAtOnce';

export interface ClientResults {
  /** A job with a failover, as a multiple of one without. */
  readonly failoverOfDirect: number;
  readonly atOnce: AtOnce;
  readonly odd: Readonly<Record<Oddity, OddEnd>>;
  readonly badDay: BadDay;
  readonly downRoute: DownRoute;
}

/** What each part of the bench finds. */
export interface Parts {
  readonly bigAnswers: Readonly<Record<string, BigAnswer>>;
  readonly memory: Readonly<Record<string, Memory>>;
  readonly poisoned: PoisonedResults;
  readonly ownWork: Readonly<Record<string, OwnWork>>;
  readonly clients: Readonly<Record<string, ClientResults>>;
  readonly ledger: LedgerTimes;
  readonly gallery: GalleryTimes;
  readonly thumbnails: ThumbnailTimes;
  readonly activation: ActivationResults;
}

/** What a part found, when, and with what. */
export interface Taken<P> {
  readonly found: P;
  /** As an ISO date with time. */
  readonly at: string;
  readonly node: string;
  /** Of the clients that are compared. */
  readonly versions: Readonly<Record<string, string>>;
}

/** results.json: each part as it was last run. A part that never was is not in it. */
export type Results = { readonly [P in keyof Parts]?: Taken<Parts[P]> };

/** Only what was found. */
export function foundIn(results: Results): Partial<Parts> {
  return Object.fromEntries(Object.entries(results).map(([part, taken]) => [part, taken.found]));
}
