import { mostPictureUsd } from '../../core/services/price';
import type { Fields } from '../json/json';
import { isFields, isList, plainName } from '../json/json';

/** US dollars, or `unknown`: something was paid, and nobody can say how much. */
export type Amount = number | 'unknown';

/** "0.04", "$0.04", "4e-2 USD" */
const inDollars = /^[+$]{0,2}(-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(?: ?(?:usd|\$))?$/i;

function believed(usd: number): Amount {
  return usd >= 0 && usd <= mostPictureUsd ? usd : 'unknown';
}

/** What a field that tells a cost says; undefined if it says nothing. What cannot be read is `unknown`, never nothing. */
export function amountOf(value: unknown, depth = 0): Amount | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number') return believed(value);
  if (typeof value === 'string') {
    const usd = inDollars.exec(value.trim())?.[1];
    return usd === undefined ? 'unknown' : believed(Number(usd));
  }
  if (isFields(value) && depth < 3) return amountOfParts(value, depth + 1);
  return isList(value) && value.length === 0 ? undefined : 'unknown';
}

/** `{input_cost, output_cost, total_cost}`: a total says all; parts do not say whether they are all. */
function amountOfParts(parts: Fields, depth: number): Amount | undefined {
  const told = Object.entries(parts).map(([name, value]) => [plainName(name), amountOf(value, depth)] as const);
  const totals = told.filter(([name]) => /^(?:total|amount|value|usd)|(?:total|usd)$/.test(name));
  const most = dearest((totals.length > 0 ? totals : told).map(([, amount]) => amount));
  return totals.length > 0 || most === 0 ? most : most && 'unknown';
}

/** The highest amount; `unknown` only where no amount above nothing is known. Undefined if none is told. */
export function dearest(amounts: readonly (Amount | undefined)[]): Amount | undefined {
  const told = amounts.filter((amount) => amount !== undefined);
  const most = Math.max(0, ...told.filter((amount) => amount !== 'unknown'));
  if (most > 0) return most;
  return told.includes('unknown') ? 'unknown' : told[0];
}

/** All of them together; `unknown` if one of them is, or if nobody believes the sum. */
export function sum(amounts: readonly (Amount | undefined)[]): Amount | undefined {
  const told = amounts.filter((amount) => amount !== undefined);
  if (told.length === 0) return undefined;
  const numbers = told.filter((amount) => amount !== 'unknown');
  if (numbers.length < told.length) return 'unknown';
  return believed(Number(numbers.reduce((total, amount) => total + amount, 0).toFixed(9)));
}
