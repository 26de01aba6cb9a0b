import type { Usage } from '../../core/image';
import { mostPictureUsd } from '../../core/price';
import type { Fields } from './json';
import { byPlainName, isFields, isList } from './json';

/** What an answer says was used and paid, wherever it says so. */
export interface ToldUse {
  /** US dollars; `unknown`: something was paid, and nobody can say how much; undefined: it names no cost. */
  readonly cost: Amount | undefined;
  /** Tokens of pictures that were made. */
  readonly pictureTokens: number;
  /** It counts its use, and every count is 0. */
  readonly isAllZero: boolean;
}

type Amount = number | 'unknown';

/** An amount in US dollars; `unknown`: one that cannot be believed. */
function amountOf(value: unknown): Amount | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  const number = /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/i.test(text) ? Number(text) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) return undefined;
  return number >= 0 && number <= mostPictureUsd ? number : 'unknown';
}

function sum(amounts: readonly (Amount | undefined)[]): Amount | undefined {
  const told = amounts.filter((amount) => amount !== undefined);
  if (told.length === 0) return undefined;
  const numbers = told.filter((amount) => amount !== 'unknown');
  if (numbers.length < told.length) return 'unknown';
  return Number(numbers.reduce((total, amount) => total + amount, 0).toFixed(9));
}

/** What the maker took where the user's own key pays there. https://openrouter.ai/docs/use-cases/usage-accounting */
function upstreamOf(usage: ReadonlyMap<string, unknown>): Amount | undefined {
  const details = usage.get('costdetails');
  const costs = isFields(details) ? byPlainName(details) : usage;
  const whole = amountOf(costs.get('upstreaminferencecost'));
  if (whole !== undefined) return whole;
  return sum(
    ['upstreaminferencepromptcost', 'upstreaminferencecompletionscost'].map((name) => amountOf(costs.get(name))),
  );
}

/**
 * US dollars that one `usage` says it cost the user: its `cost`, and what the maker took on top with a key of the user's own;
 * `unknown`: something, and nobody can say how much.
 */
function costOf(usage: ReadonlyMap<string, unknown>): Amount | undefined {
  const own = amountOf(usage.get('cost'));
  const isByok = usage.get('isbyok');
  if (isByok === false || isByok === 'false') return own;
  const upstream = upstreamOf(usage);
  if (isByok === true || isByok === 'true') return upstream === undefined ? 'unknown' : sum([own, upstream]);
  // nobody says whose key paid: what the relay took counts, else what the maker took
  return own === undefined || own === 0 ? (upstream ?? own) : own;
}

function numbersIn(value: unknown, depth = 0): number[] {
  if (typeof value === 'number') return [value];
  if (depth >= 4) return [];
  const inner = isFields(value) ? Object.values(value).slice(0, 64) : isList(value) ? value.slice(0, 64) : [];
  return inner.flatMap((item) => numbersIn(item, depth + 1));
}

function isZero(usage: ReadonlyMap<string, unknown>): boolean {
  const numbers = [...usage.values()].flatMap((value) => numbersIn(value));
  return numbers.length > 0 && numbers.every((number) => number === 0);
}

/** What an answer says by all its `usage` objects. Of several costs the dearest counts. */
export function toldUse(usages: readonly Fields[]): ToldUse {
  const all = usages.map(byPlainName).filter((usage) => usage.size > 0);
  const costs = all.map(costOf).filter((cost) => cost !== undefined);
  const numbers = costs.filter((cost) => cost !== 'unknown');
  const dearest = Math.max(0, ...numbers);
  const isVague = dearest === 0 && numbers.length < costs.length;
  return {
    cost: costs.length === 0 ? undefined : isVague ? 'unknown' : dearest,
    pictureTokens: Math.max(0, ...all.map((usage) => pictureTokensOf(usage) ?? 0)),
    isAllZero: all.length > 0 && all.every(isZero),
  };
}

/** More tokens than any answer has. Larger counts are taken for so many, so that no sum of them is infinite. */
const mostTokens = 1_000_000_000;

function count(fields: ReadonlyMap<string, unknown> | undefined, ...names: readonly string[]): number | undefined {
  const told = names
    .map((name) => fields?.get(name))
    .find((value): value is number => typeof value === 'number' && value >= 0);
  return told === undefined ? undefined : Math.min(told, mostTokens);
}

function isImage(modality: unknown): boolean {
  return typeof modality === 'string' && modality.toUpperCase() === 'IMAGE';
}

/** Tokens of pictures in Google's list by modality; of one modality there can be several entries. */
function imagesInDetails(details: unknown): number | undefined {
  if (!isList(details)) return undefined;
  const entries = details.slice(0, 64).filter(isFields).map(byPlainName);
  const images = entries.filter((entry) => isImage(entry.get('modality')));
  const counts = images.map((entry) => count(entry, 'tokencount', 'tokens') ?? 0);
  return counts.length > 0 ? counts.reduce((total, tokens) => total + tokens, 0) : undefined;
}

function fieldsOf(usage: ReadonlyMap<string, unknown>, ...names: readonly string[]): Map<string, unknown> | undefined {
  const details = names.map((name) => usage.get(name)).find(isFields);
  return details && byPlainName(details);
}

/** Tokens of pictures that were made; undefined if the answer does not tell them apart. */
function pictureTokensOf(usage: ReadonlyMap<string, unknown>): number | undefined {
  const listed = ['candidatestokensdetails', 'completiontokensdetails', 'outputtokensdetails']
    .map((name) => imagesInDetails(usage.get(name)))
    .find((tokens) => tokens !== undefined);
  return listed ?? count(fieldsOf(usage, 'completiontokensdetails', 'outputtokensdetails'), 'imagetokens');
}

/** Text and thinking. The total without the rest counts nothing twice: some answers repeat thinking in the candidates. */
function textTokensOf(usage: ReadonlyMap<string, unknown>, input: number, image: number): number {
  const total = count(usage, 'totaltokencount', 'totaltokens');
  const thoughts = count(usage, 'thoughtstokencount') ?? 0;
  const output = count(usage, 'candidatestokencount', 'completiontokens', 'outputtokens') ?? image;
  return Math.max(0, total === undefined ? output - image + thoughts : total - input - image);
}

/**
 * What an answer says that it used, from usageMetadata or OpenAI's usage; undefined if it says nothing. Text tokens are told
 * only where picture tokens are: services count both together.
 */
export function usageOf(usages: readonly Fields[]): Usage | undefined {
  const told = usages.map(byPlainName).findLast((usage) => usage.size > 0);
  if (!told) return undefined;
  const prompt = count(told, 'prompttokencount', 'prompttokens', 'inputtokens');
  const ofTools = count(told, 'tooluseprompttokencount') ?? 0;
  const inputTokens = prompt === undefined ? undefined : prompt + ofTools;
  const imageTokens = pictureTokensOf(told);
  const { cost } = toldUse(usages);
  const usage: Usage = {
    inputTokens,
    imageTokens,
    textTokens: imageTokens === undefined ? undefined : textTokensOf(told, inputTokens ?? 0, imageTokens),
    costUsd: cost === 'unknown' ? undefined : cost,
  };
  return Object.values(usage).some((value) => value !== undefined) ? usage : undefined;
}
