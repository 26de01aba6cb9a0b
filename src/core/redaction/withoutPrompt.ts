import { canonical, canonicalView } from './canonical';
import { decodedViews } from './decoded';
import type { Range, View } from './view';
import { rangeOf, withoutRanges } from './view';

/** A prompt of so many characters does not occur by chance; a shorter one counts as whole words only. */
const telling = 12;
/** So many characters of a longer prompt give it away: about five words, or fewer at its beginning, where an echo may be cut. */
const leastPart = 24;
const leastBeginning = 16;

/**
 * A provider's words for the log, without the prompt: services quote it, whole or in part, and escape it as they like. In
 * time linear to the text.
 */
export function withoutPrompt(text: string, prompt: string): string {
  const wanted = canonical(prompt);
  if (wanted.length < 3 && /^[ -~]*$/.test(wanted)) return text;
  const ranges = decodedViews(text).flatMap((view) => echoesIn(canonicalView(view), wanted));
  return withoutRanges(
    text,
    wanted.length < telling ? ranges.filter((range) => isWord(text, range)) : ranges,
    '[prompt]',
  );
}

function echoesIn(view: View, wanted: string): Range[] {
  const part = Math.min(leastPart, wanted.length);
  const begin = Math.min(leastBeginning, wanted.length);
  return [...partsIn(view.text, wanted, part), ...beginningsIn(view.text, wanted, begin)].map(([from, to]) =>
    rangeOf(view, from, to),
  );
}

/** Every part of so many characters that the prompt has too. */
function partsIn(text: string, wanted: string, length: number): Range[] {
  const parts = new Set<string>();
  for (let at = 0; at + length <= wanted.length; at += 1) parts.add(wanted.slice(at, at + length));
  const found: Range[] = [];
  for (let at = 0; at + length <= text.length; at += 1) {
    if (parts.has(text.slice(at, at + length))) found.push([at, at + length]);
  }
  return found;
}

function beginningsIn(text: string, wanted: string, least: number): Range[] {
  const begin = wanted.slice(0, least);
  const found: Range[] = [];
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + least)) {
    let length = least;
    while (length < wanted.length && text.charCodeAt(at + length) === wanted.charCodeAt(length)) length += 1;
    found.push([at, at + length]);
  }
  return found;
}

const letterBefore = /[\p{L}\p{N}]$/u;
const letterAfter = /^[\p{L}\p{N}]/u;

function isWord(text: string, [begin, end]: Range): boolean {
  return !letterBefore.test(text.slice(Math.max(0, begin - 2), begin)) && !letterAfter.test(text.slice(end, end + 2));
}
