import type { Verdict } from './verdict';

/**
 * Codes of which there are too many to list, the first row that fits a plain name: `user_account_locked`, `ORG_NOT_VERIFIED`,
 * `billing_account_past_due`, `IMAGE_MODERATION_UNAVAILABLE`.
 */
const patterns: readonly (readonly [verdict: Verdict, name: RegExp])[] = [
  [
    { kind: 'server' },
    /(?:moderation|contentfilter|contentsafety|safetycheck|guardrails?).*(?:unavailable|timeout|timedout|error|unreachable|down|outage)$/,
  ],
  [
    { kind: 'credit' },
    /overdue|pastdue|arrear|unpaid|nonpayment|delinquen|paymentfailed|paymentmethod|paymentrequired|nopayment|commoditynotpurchased/,
  ],
  [
    { kind: 'credit' },
    /(?:insufficient|notenough|no|low|zero|empty|outof|exhausted|negative)(?:account|user|api|wallet)?(?:balance|credits?|funds?|money)(?!(?:was|were)?(?:charged|used|deducted|taken))/,
  ],
  [
    { kind: 'credit' },
    /(?:balance|credits?|funds?|money)(?:is)?(?:insufficient|notenough|exhausted|depleted|toolow|empty|usedup|required|expired)/,
  ],
  [
    { kind: 'credit' },
    /(?:insufficient|notenough)\w*quota|quota\w*(?:insufficient|notenough)|freetieronly|(?:subscription|trial|plan|package)(?:expired|ended|required)/,
  ],
  [
    { kind: 'quota', quotaPeriod: 'day' },
    /(?:daily|perday|dayly|today)\w*(?:limit|quota|exceed|reached)|(?:limit|quota)\w*(?:daily|perday)/,
  ],
  [
    { kind: 'quota', quotaPeriod: 'never' },
    /(?:weekly|monthly|yearly|perweek|permonth)\w*(?:limit|quota|exceed|reached)|(?:limit|quota)\w*(?:weekly|monthly|perweek|permonth)|^setlimitexceeded$/,
  ],
  [{ kind: 'badRequest', routeOnly: true }, /^(?:convert|conversion)\w*(?:fail|error|unsupported)|unmarshal/],
];

/** Codes that begin with who they are about. */
const accountName =
  /^(?:user|sub|billing|customer|consumer)?(?:account|org(?:anization|anisation)?|user|team|workspace|tenant|project|subscription)/;
const accountPatterns: readonly (readonly [verdict: Verdict, name: RegExp])[] = [
  [
    { kind: 'setup', reason: 'suspended' },
    /disabled|suspended|banned|blocked|locked|frozen|terminated|deactivated|closed|deleted|restricted/,
  ],
  [
    { kind: 'setup' },
    /notverified|unverified|verificationrequired|mustbeverified|notactive|inactive|pendingverification/,
  ],
];

/** What the form of a plain name says; undefined if it says nothing. */
export function verdictOfNamePattern(plainName: string): Verdict | undefined {
  const rows = accountName.test(plainName) ? [...patterns, ...accountPatterns] : patterns;
  return rows.find(([, name]) => name.test(plainName))?.[0];
}
