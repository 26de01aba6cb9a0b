import type { Classification } from '../words/classification';
import { anyOf, groupOf } from '../words/patterns';

const purse = '(?:balance|credits?|funds?|money)';

/**
 * Codes of which there are too many to list, the first row that fits a plain name: `user_account_locked`, `ORG_NOT_VERIFIED`,
 * `billing_account_past_due`, `IMAGE_MODERATION_UNAVAILABLE`.
 */
const patterns: readonly (readonly [classification: Classification, name: RegExp])[] = [
  [
    { kind: 'server' },
    new RegExp(
      `(?:moderation|contentfilter|contentsafety|safetycheck|guardrails?).*${groupOf([
        /unavailable/, // moderation_unavailable
        /unreachable/,
        /timeout|timedout/, // content_filter_timeout
        /error/, // moderation_service_error
        /down|outage/,
      ])}$`,
    ),
  ],
  [
    { kind: 'credit' },
    anyOf(
      [
        /overdue/,
        /pastdue/,
        /arrear/,
        /unpaid/,
        /nonpayment/,
        /delinquen/,
        /paymentfailed/,
        /paymentmethod/,
        /paymentrequired/,
        /nopayment/,
        /commoditynotpurchased/,
      ],
      '',
    ),
  ],
  [
    { kind: 'credit' },
    new RegExp(
      `(?:insufficient|notenough|no|low|zero|empty|outof|exhausted|negative)(?:account|user|api|wallet)?${purse}` +
        '(?!(?:was|were)?(?:charged|used|deducted|taken))', // no_credits_were_charged lacks nothing
    ),
  ],
  [
    { kind: 'credit' },
    new RegExp(
      `${purse}(?:is)?${groupOf([
        /insufficient|notenough/, // balance_not_enough
        /exhausted|depleted|empty|usedup/, // credits_exhausted
        /toolow/, // credit_balance_too_low: Anthropic
        /required|expired/, // credits_required
      ])}`,
    ),
  ],
  [
    { kind: 'credit' },
    anyOf(
      [
        /(?:insufficient|notenough)\w*quota/,
        /quota\w*(?:insufficient|notenough)/,
        /freetieronly/,
        /(?:subscription|trial|plan|package)(?:expired|ended|required)/,
      ],
      '',
    ),
  ],
  [
    { kind: 'quota', quotaPeriod: 'day' },
    /(?:daily|perday|dayly|today)\w*(?:limit|quota|exceed|reached)|(?:limit|quota)\w*(?:daily|perday)/,
  ],
  [
    { kind: 'quota', quotaPeriod: 'never' },
    anyOf(
      [
        /(?:weekly|monthly|yearly|perweek|permonth)\w*(?:limit|quota|exceed|reached)/,
        /(?:limit|quota)\w*(?:weekly|monthly|perweek|permonth)/,
        /^setlimitexceeded$/,
      ],
      '',
    ),
  ],
  [{ kind: 'badRequest', routeOnly: true }, /^(?:convert|conversion)\w*(?:fail|error|unsupported)|unmarshal/],
];

/** Codes that begin with who they are about. */
const accountName = new RegExp(
  `^(?:user|sub|billing|customer|consumer)?${groupOf([
    /account|user|subscription/,
    /org(?:ani[sz]ation)?|team|workspace|tenant|project/,
  ])}`,
);
const accountPatterns: readonly (readonly [classification: Classification, name: RegExp])[] = [
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
export function classifyCodePattern(plainName: string): Classification | undefined {
  const rows = accountName.test(plainName) ? [...patterns, ...accountPatterns] : patterns;
  return rows.find(([, name]) => name.test(plainName))?.[0];
}
