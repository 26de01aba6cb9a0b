import { CharacterRuns } from './characterRuns';
import { surroundings } from './markup';
import type { TextPicture } from './pictureSources';

const longestAddress = 8192;
/** A text with more of them is not meant to be read. */
const mostAddresses = 1000;
const mostTries = 20_000;

/** Ends of an address between words: spaces, quotes, brackets of markup, Chinese and typographic punctuation. */
const outsideAddress = /[\s"'`<>{}|^\u2018-\u201f\u2026\u3000-\u303f\uff00-\uff65]/g;
/** Words of another script glued to a file name. */
const gluedWords = /\.(?:png|jpe?g|jfif|webp)(?=[^\x20-\x7e])/i;

/** Without the punctuation of the sentence and without brackets that it does not open. */
function trimmed(run: string): string {
  const glued = gluedWords.exec(run);
  const address = glued ? run.slice(0, glued.index + glued[0].length) : run;
  const unopened = { ')': count(address, ')') - count(address, '('), ']': count(address, ']') - count(address, '[') };
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? '';
    if (last === ')' || last === ']') {
      if (unopened[last]-- <= 0) break;
    } else if (!/[.,;:!?*]/.test(last)) break;
  }
  return address.slice(0, end);
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** In `(…)` of Markdown an address ends at the bracket that it does not open. */
function toClosingBracket(run: string): string {
  let depth = 0;
  for (let at = 0; at < run.length; at++) {
    if (run[at] === '(') depth++;
    if (run[at] === ')' && --depth < 0) return run.slice(0, at);
  }
  return run;
}

/** The address as it is meant: services write & as `&amp;` and, in JSON inside JSON, as `\u0026`. */
function meant(written: string): string {
  return written.replaceAll('&amp;', '&').replaceAll('\\u0026', '&').replaceAll('\\/', '/').replace(/\\.*$/s, '');
}

/** An http(s) address in its normal form; undefined if it is none. */
export function normalAddress(text: string): string | undefined {
  const address = text.trim();
  if (address.length > longestAddress || !/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  return new URL(address).href;
}

/** Whether an address says that a picture is there: by its file name, or by a type in its query. */
export function namesPicture(address: string): boolean {
  const { pathname, searchParams } = new URL(address);
  const name = pathname.replace(/\/$/, '');
  if (/\.(?:png|jpe?g|jfif|webp)(?:[!@:].*)?$/i.test(name.slice(name.lastIndexOf('/') + 1))) return true;
  return [...searchParams].some(([name, value]) => {
    if (/^image\/(?:png|jpe?g|webp)$/i.test(value)) return true;
    return /file|name|disposition|path|key/i.test(name) && /\.(?:png|jpe?g|webp)"?$/i.test(value);
  });
}

function startOfAddress(text: string, colon: number): number {
  const scheme = /https?$/i.exec(text.slice(Math.max(0, colon - 5), colon));
  return scheme ? colon - scheme[0].length : -1;
}

/** Finds addresses of pictures in a text without data URLs. Links to pages are left out. */
export function addressesIn(text: string): TextPicture[] {
  const found: TextPicture[] = [];
  const runs = new CharacterRuns(text, outsideAddress);
  let tries = 0;
  for (let at = text.indexOf('://'); at >= 0 && tries++ < mostTries; at = text.indexOf('://', at + 3)) {
    const start = startOfAddress(text, at);
    if (start < 0 || found.length >= mostAddresses) continue;
    const run = text.slice(start, Math.min(runs.endFrom(start), start + longestAddress));
    const inBrackets = /\]\(\s{0,3}<?$/.test(text.slice(Math.max(0, start - 6), start));
    const written = inBrackets ? toClosingBracket(run) : trimmed(run);
    const address = normalAddress(meant(written));
    at = start + Math.max(written.length, 3) - 3;
    if (address === undefined) continue;
    const around = surroundings(text, start, start + written.length);
    if (!around.isPicture && !namesPicture(address)) continue;
    found.push({ source: { address }, start: around.start, end: around.end, certain: around.isPicture });
  }
  return found;
}
