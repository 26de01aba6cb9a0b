import { tokensIn } from '../languages/scan';
import { syntaxOf } from '../languages/syntax';
import type { Insertion, Place } from './insertion';

/** The string of code that is selected as a whole, with its quotes or without. Not one in triple quotes, which is prose as a rule. */
export function selectedString({ text, from, offset, languageId }: Place) {
  if (from === undefined || from === offset) return undefined;
  for (const { string, ...token } of tokensIn(text, syntaxOf(languageId))) {
    if (token.start > from) return undefined;
    const isWhole = (from === token.start && offset === token.end) || (from === token.from && offset === token.to);
    if (string && isWhole && string.open.length < 3) return { string, from: token.from, to: token.to };
  }
  return undefined;
}

/** The value of an attribute that is selected as a whole, with its quotes or without, replaced. */
export function inSelectedValue({ text, from, offset }: Place, value: string): Insertion | undefined {
  if (from === undefined || from === offset) return undefined;
  const within = [
    { at: from, end: offset },
    { at: from + 1, end: offset - 1 },
  ].find(({ at, end }) => at <= end && /^["']$/.test(text[at - 1] ?? '') && text[at - 1] === text[end]);
  if (!within || !/=\s*$/.test(text.slice(0, within.at - 1).slice(-20))) return undefined;
  return { at: within.at, text: value, replaces: within.end - within.at };
}
