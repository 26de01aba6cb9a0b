import { groupOf } from '../words/patterns';
import type { Amount } from './amounts';
import { amountOf, dearest } from './amounts';
import { tellsCost } from './costNames';

/** What a body or its headers say was paid, in whatever field. */
interface Payments {
  /** The dearest cost above nothing. */
  readonly cost: Amount | undefined;
  /** Credits, quota or units were used up. */
  readonly usesUp: boolean;
}

/** A key of the user's own paid at the maker: OpenRouter's `is_byok`, wherever it stands. */
export function saysOwnKey(body: string): boolean {
  return /"(?:is_?)?byok\\{0,3}"\s{0,4}:\s{0,4}(?:true|1|\\{0,3}"(?:true|yes|1)\b)/i.test(body);
}

/** The end of a field's name, and a number or text as its value; also in JSON that stands in a text. */
const field = new RegExp(
  [
    groupOf([
      /cost|price|total|amount|usd|dollars?/, // sums of money
      /ticks|cents/, // xAI's cost_in_usd_ticks
      /charged|billed|used|consumed|spent|deducted/, // AI/ML API's credits_used
      /credits?|points|quota|units/, // what relays sell
    ]),
    String.raw`\w{0,8}\\{0,3}"\s{0,4}:\s{0,4}\[?\s{0,4}`,
    String.raw`(?:\\{0,3}"([^"\\]{0,40})|(-?[\d.][\d.eE+-]{0,39}))`,
  ].join(''),
  'gi',
);
const longestName = 64;
const mostFields = 1000;
const longestBody = 4_000_000;

/** Of one name and value. A sum of nothing is no payment, and no sign that nothing was paid. */
function paymentOf(name: string, value: string): Payments | undefined {
  const tells = tellsCost(name);
  const amount = tells && amountOf(value.trim());
  if (amount === undefined || amount === 0) return undefined;
  if (tells === 'usedUp') return { cost: undefined, usesUp: true };
  return { cost: tells === 'usd' ? amount : 'unknown', usesUp: false };
}

function together(payments: readonly Payments[]): Payments {
  return { cost: dearest(payments.map(({ cost }) => cost)), usesUp: payments.some(({ usesUp }) => usesUp) };
}

/**
 * Payments that a raw body tells, wherever they stand: beside the usage, twice under one name, in a field that nobody knows, in
 * a comment of a stream. They can show that something was paid, and never that nothing was.
 */
export function paymentsIn(body: string): Payments {
  const unread: Payments = { cost: 'unknown', usesUp: false };
  if (body.length > longestBody) return unread;
  const found: Payments[] = [];
  let count = 0;
  for (const match of body.matchAll(field)) {
    if (++count > mostFields) return unread;
    const end = match.index + match[0].search(/\\*"\s*:/);
    const name = /[\w.$-]+$/.exec(body.slice(Math.max(0, end - longestName), end))?.[0] ?? '';
    const payment = paymentOf(name, match[1] ?? match[2] ?? '');
    if (payment) found.push(payment);
  }
  return together(found);
}

/** LiteLLM's `x-litellm-response-cost` and its like. */
export function paymentsInHeaders(headers: Headers): Payments {
  return together(
    [...headers].map(([name, value]) => paymentOf(name, value)).filter((payment) => payment !== undefined),
  );
}
