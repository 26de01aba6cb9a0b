import { addressesIn } from './addresses';
import { dataUrlAt, mayBePicture, pictureStarts, startsAsPicture } from './base64';
import { surroundings } from './markup';
import { base64At, base64Runs, dataOf, dataUrlRuns, Tries } from './stretches';

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
const shortestBase64 = 40;
/** `data:,` or `http://a` have a few signs more if they name a picture. */
const shortestText = 10;
const none: readonly TextPicture[] = [];

function dataUrlsIn(text: string): TextPicture[] {
  const found: TextPicture[] = [];
  const tries = new Tries(text);
  const runs = dataUrlRuns(text);
  for (let at = text.indexOf('data:'); at >= 0 && tries.use(); at = text.indexOf('data:', at + 1)) {
    const url = dataUrlAt(text, at);
    if (!url || !mayBePicture(url.type) || found.length >= mostPictures) continue;
    if (!url.isBase64 && !url.type.startsWith('image/')) continue;
    const { data, end, decoded } = dataOf(runs, url);
    if (!tries.use(decoded)) break;
    if (data === '' || (!url.type.startsWith('image/') && !startsAsPicture(data))) continue;
    const { start, end: after } = surroundings(text, at, end);
    // without base64 the header is needed to decode it
    found.push({ source: { data: url.isBase64 ? data : text.slice(at, end) }, start, end: after, certain: true });
    at = end - 1;
  }
  return found;
}

/** Base64 without a data URL around it, known by how a picture's base64 begins. */
function bareBase64In(text: string): TextPicture[] {
  const found: TextPicture[] = [];
  const tries = new Tries(text);
  for (const start of pictureStarts) {
    const runs = base64Runs(text);
    for (let at = text.indexOf(start); at >= 0 && tries.use(); at = text.indexOf(start, at + 1)) {
      if (/[A-Za-z0-9+/_-]/.test(text[at - 1] ?? '')) continue; // in the middle of something else
      if (found.length >= mostPictures) return found;
      const { data, end, decoded } = base64At(runs, at);
      if (!tries.use(decoded)) break;
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
export function picturesInText(text: string): readonly TextPicture[] {
  if (text.length < shortestText) return none; // of these there can be a million
  const dataUrls = inOrder(dataUrlsIn(text));
  const bare = gapsBetween(text, dataUrls).flatMap(({ from, part }) => moved(bareBase64In(part), from));
  const data = inOrder([...dataUrls, ...bare]);
  const addresses = gapsBetween(text, data).flatMap(({ from, part }) => moved(addressesIn(part), from));
  return inOrder([...data, ...addresses]);
}
