import { addressesIn } from './addresses';
import { bytesOfBase64, dataUrlAt, mayBePicture, pictureStarts, startsAsPicture } from './base64';
import { surroundings } from './markup';
import { endOfPicture } from './pictureBytes';

/** Where a picture's bytes are: in base64 or a data URL, or at an address. */
export type Source = { readonly data: string } | { readonly address: string };

/** A picture between words. */
export interface TextPicture {
  readonly source: Source;
  /** From here to there it stands in the text, with the Markdown or HTML around it. */
  readonly start: number;
  readonly end: number;
  /** By its form it has to be a picture. A bare address or a link is only one if there is no other. */
  readonly certain: boolean;
}

const mostPictures = 64;
const outsideDataUrl = /[^A-Za-z0-9+/=_%\\-]/g;
const outsideBase64 = /[^A-Za-z0-9+/=_-]/g;
const shortestBase64 = 40;

function firstOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** The end of a line break that base64 may go on after; -1 if there is none. */
function afterLineBreak(text: string, at: number): number {
  const lineBreak = /[ \t]*[\r\n]\s*/y;
  lineBreak.lastIndex = at;
  return lineBreak.test(text) ? lineBreak.lastIndex : -1;
}

/**
 * The base64 that begins at `start`, over line breaks. Where words follow on the next line that could be base64 too, the
 * picture's own structure tells where it ends.
 */
function base64At(text: string, start: number, outside: RegExp): { data: string; end: number } {
  const lines: [start: number, end: number][] = [];
  for (let at = start; at >= 0;) {
    const end = firstOf(outside, text, at);
    if (end > at) lines.push([at, end]);
    at = end > at && text[end - 1] !== '=' ? afterLineBreak(text, end) : -1;
  }
  const only = lines[0];
  if (!only || lines.length === 1) return { data: text.slice(start, only?.[1] ?? start), end: only?.[1] ?? start };
  return cutToPicture(text, lines);
}

function cutToPicture(text: string, lines: readonly (readonly [number, number])[]): { data: string; end: number } {
  const parts = lines.map(([from, to]) => text.slice(from, to));
  const bytes = endOfPicture(bytesOfBase64(parts.join('')));
  let needed = bytes === undefined ? Infinity : Math.ceil((bytes * 4) / 3);
  let count = 0;
  while (count < parts.length && needed > 0) needed -= parts[count++]?.length ?? 0;
  return { data: parts.slice(0, count).join(''), end: lines[count - 1]?.[1] ?? 0 };
}

function dataUrlsIn(text: string): TextPicture[] {
  const found: TextPicture[] = [];
  for (let at = text.indexOf('data:'); at >= 0 && found.length < mostPictures; at = text.indexOf('data:', at + 1)) {
    const url = dataUrlAt(text, at);
    if (!url || !mayBePicture(url.type)) continue;
    if (!url.isBase64 && !url.type.startsWith('image/')) continue;
    const from = url.isBase64 ? Math.max(url.from, afterLineBreak(text, url.from)) : url.from;
    const { data, end } = url.isBase64
      ? base64At(text, from, outsideDataUrl)
      : { data: text.slice(from, firstOf(/[\s"'()<>]/g, text, from)), end: firstOf(/[\s"'()<>]/g, text, from) };
    if (data === '' || (!url.type.startsWith('image/') && !startsAsPicture(data))) continue;
    const around = surroundings(text, at, end);
    // without base64 the header is needed to decode it
    const source = { data: url.isBase64 ? data : text.slice(at, end) };
    found.push({ source, start: around.start, end: around.end, certain: true });
    at = end;
  }
  return found;
}

/** Base64 without a data URL around it, known by how a picture's base64 begins. */
function bareBase64In(text: string): TextPicture[] {
  const found: TextPicture[] = [];
  for (const start of pictureStarts) {
    for (let at = text.indexOf(start); at >= 0 && found.length < mostPictures; at = text.indexOf(start, at + 1)) {
      if (/[A-Za-z0-9+/_-]/.test(text[at - 1] ?? '')) continue; // in the middle of something else
      const { data, end } = base64At(text, at, outsideBase64);
      if (data.length < shortestBase64) continue;
      found.push({ source: { data }, start: at, end, certain: true });
      at = end - 1;
    }
  }
  return found;
}

/** The stretches of a text between finds that are in order and do not overlap. */
function gapsBetween(text: string, finds: readonly TextPicture[]): { from: number; part: string }[] {
  const ends = [0, ...finds.map(({ end }) => end)];
  const starts = [...finds.map(({ start }) => start), text.length];
  return ends.map((from, index) => ({ from, part: text.slice(from, starts[index]) }));
}

function moved(finds: readonly TextPicture[], by: number): TextPicture[] {
  return finds.map((find) => ({ ...find, start: find.start + by, end: find.end + by }));
}

function inOrder(finds: readonly TextPicture[]): TextPicture[] {
  const sorted = [...finds].sort((a, b) => a.start - b.start);
  return sorted.filter((find, index) => find.start >= (sorted[index - 1]?.end ?? 0));
}

/**
 * Finds pictures in a text, in order: data URLs, Markdown pictures and links, HTML pictures, addresses, bare base64. Takes
 * time in proportion to the text, also with 50 MB of base64 in it.
 */
export function picturesInText(text: string): TextPicture[] {
  const dataUrls = inOrder(dataUrlsIn(text));
  const bare = gapsBetween(text, dataUrls).flatMap(({ from, part }) => moved(bareBase64In(part), from));
  const data = inOrder([...dataUrls, ...bare]);
  const addresses = gapsBetween(text, data).flatMap(({ from, part }) => moved(addressesIn(part), from));
  return inOrder([...data, ...addresses]);
}
