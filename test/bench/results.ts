import type { BadDay } from './measures/badDay';
import type { BigAnswer } from './measures/bigAnswer';
import type { DownRoute } from './measures/downRoute';
import type { FailoverTime } from './measures/failoverTime';
import type { OddEnd, Oddity } from './measures/oddAnswers';
import type { AtOnce } from './measures/twentyAtOnce';

export interface ClientResults {
  readonly failoverTime: FailoverTime;
  readonly atOnce: AtOnce;
  readonly odd: Readonly<Record<Oddity, OddEnd>>;
  readonly badDay: BadDay;
  readonly downRoute: DownRoute;
}

/** What a run of the bench found; written to results.json. */
export interface Results {
  readonly node: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly clients: Readonly<Record<string, ClientResults>>;
  readonly bigAnswers: Readonly<Record<string, BigAnswer>>;
}
