import type { Fields } from '../json/json';
import { byPlainName, isFields, isList, plainName } from '../json/json';
import { mostUsageFields } from '../reading/usageFields';
import type { Amount } from './amounts';
import { amountOf, dearest, sum } from './amounts';
import { tellsCost } from './costNames';
import { pictureTokensOf, picturesOf } from './tokens';

/** What an answer says was used and paid, wherever it says so. */
export interface ToldUsage {
  /** US dollars; `unknown`: something was paid, and nobody can say how much; undefined: it names no cost. */
  readonly cost: Amount | undefined;
  /** It counts pictures that were made, or their tokens. */
  readonly hasPictures: boolean;
  /** It says whether the user's own key paid at the maker. */
  readonly saysWhoseKey: boolean;
  /** It counts its use, and every count is 0. */
  readonly isAllZero: boolean;
}

/** What the fields of one object say it cost; of several costs the dearest. */
function costsIn(fields: Fields): Amount | undefined {
  return dearest(
    Object.entries(fields).map(([name, value]) => {
      const tells = tellsCost(name);
      const amount = tells && tells !== 'usedUp' ? amountOf(value) : undefined;
      return amount !== 0 && tells === 'otherUnit' ? amount && 'unknown' : amount;
    }),
  );
}

/** The details of a cost, by plain names, with those that stand beside them. */
function costDetails(usage: Fields): Map<string, unknown> {
  const details = Object.entries(usage).find(([name]) => plainName(name) === 'costdetails')?.[1];
  return byPlainName({ ...usage, ...(isFields(details) ? details : {}) });
}

/** What the maker took where the user's own key pays there. https://openrouter.ai/docs/use-cases/usage-accounting */
function upstreamOf(details: ReadonlyMap<string, unknown>): Amount | undefined {
  const told = (name: string): Amount | undefined => amountOf(details.get(name));
  const whole = told('upstreaminferencecost');
  return whole ?? sum([told('upstreaminferencepromptcost'), told('upstreaminferencecompletionscost')]);
}

/** Whether the user's own key paid at the maker; undefined if nobody says. */
function ownKeyPaid(details: ReadonlyMap<string, unknown>): boolean | undefined {
  const told = details.get('isbyok') ?? details.get('byok');
  if (told === undefined || told === null) return undefined;
  // no list as JSON: lists that are nested deep do not fit on the stack
  return typeof told === 'object' || !/^(?:false|0|"(?:false|no|0)?")$/i.test(JSON.stringify(told));
}

/**
 * US dollars that one `usage` says it cost the user: its `cost`, and what the maker took on top with a key of the user's own;
 * `unknown`: something, and nobody can say how much.
 */
function costOf(usage: Fields): Amount | undefined {
  const own = costsIn(usage);
  const details = costDetails(usage);
  const isByok = ownKeyPaid(details);
  if (isByok === false) return own;
  const upstream = upstreamOf(details);
  if (isByok === true) return upstream === undefined ? 'unknown' : sum([own, upstream]);
  // nobody says whose key paid: a relay whose key it was takes at least as much as the maker does
  if (upstream === undefined || own === 'unknown') return own;
  if (own === undefined) return upstream;
  return upstream === 'unknown' || upstream > own ? sum([own, upstream]) : own;
}

/** Counts in a usage, also as texts. What is too deep or too long to be read counts as one. */
function countsIn(value: unknown, depth = 0): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value === 'string') return /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? [Number(value)] : [];
  if (!isFields(value) && !isList(value)) return [];
  const inner = Object.values(value);
  if (depth >= 8 || inner.length > mostUsageFields) return [1];
  return inner.flatMap((item) => countsIn(item, depth + 1));
}

const countName = /token|count|total|cost|input|output|prompt|completion|image|unit/;

function isZero(usage: Fields): boolean {
  if (Object.keys(usage).length > mostUsageFields) return false;
  const counts = Object.entries(usage).flatMap(([name, value]) =>
    countsIn(value).map((number) => [name, number] as const),
  );
  const isCount = counts.some(([name]) => countName.test(plainName(name)));
  return isCount && counts.every(([, number]) => number === 0);
}

/** What an answer says by all its `usage` objects. Of several costs the dearest counts. */
export function toldUsage(usages: readonly Fields[]): ToldUsage {
  const all = usages.filter((usage) => Object.keys(usage).length > 0);
  return {
    cost: dearest(all.map(costOf)),
    hasPictures: all.map(byPlainName).some((usage) => (pictureTokensOf(usage) ?? 0) > 0 || picturesOf(usage) > 0),
    saysWhoseKey: all.some((usage) => ownKeyPaid(costDetails(usage)) !== undefined),
    isAllZero: all.length > 0 && all.every(isZero),
  };
}

/** US dollars to book for a picture. That it cost nothing is believed beside its tokens only where no other key may have paid. */
export function bookedUsd(usages: readonly Fields[]): number | undefined {
  const { cost, hasPictures } = toldUsage(usages);
  if (cost === 'unknown') return undefined;
  const isDoubtful = cost === 0 && hasPictures && !usages.some((usage) => ownKeyPaid(costDetails(usage)) === false);
  return isDoubtful ? undefined : cost;
}
