import type { LedgerRow } from '../../store/ledger/ledgerRow';

/** What is known of the money of jobs that gave no picture. */
export interface JobCharges {
  /** `maybe`: for some of it nobody knows. */
  readonly charged: 'no' | 'maybe' | 'yes';
  /** The ids of the routes that charged, or may have. */
  readonly routes: readonly string[];
  /** US dollars, or the most that it may be; undefined where a price is unknown. */
  readonly usd: number | undefined;
}

/** Sums up the attempts of some jobs. */
export function chargesOf(attempts: readonly LedgerRow[]): JobCharges {
  const paid = attempts.filter(({ charge, state }) => charge !== 'none' && state !== 'started');
  const costs = paid.map(({ costUsd, estimateUsd }) => costUsd ?? estimateUsd);
  const areKnown = paid.every(({ charge }) => charge === 'billed');
  return {
    charged: paid.length === 0 ? 'no' : areKnown ? 'yes' : 'maybe',
    routes: [...new Set(paid.map(({ route }) => route))],
    usd: costs.reduce((sum, cost) => (sum === undefined || cost === undefined ? undefined : sum + cost), 0),
  };
}
