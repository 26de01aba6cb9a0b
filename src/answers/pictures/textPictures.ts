import { addressesIn } from './addresses';
import { dataUrlAt, mayBePicture, pictureStarts, startsAsPicture } from './base64';
import { SearchBudget, base64At, base64Runs, dataOf, dataUrlRuns } from './base64Ranges';
import { surroundings } from './markup';
import type { TextPicture } from './pictureSources';

const mostPictures = 64;
const shortestBase64 = 40;
/** `data:,` or `http://a` have a few signs more if they name a picture. */
const shortestText = 10;
const none: readonly TextPicture[] = [];

function dataUrlsIn(text: string): TextPicture[] {
  const found: TextPicture[] = [];
  const budget = new SearchBudget(text);
  const runs = dataUrlRuns(text);
  for (let at = text.indexOf('data:'); at >= 0 && budget.spend(); at = text.indexOf('data:', at + 1)) {
    const url = dataUrlAt(text, at);
    if (!url || !mayBePicture(url.type) || found.length >= mostPictures) continue;
    if (!url.isBase64 && !url.type.startsWith('image/')) continue;
    const { data, end, decoded } = dataOf(runs, url);
    if (!budget.spend(decoded)) break;
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
  const budget = new SearchBudget(text);
  for (const start of pictureStarts) {
    const runs = base64Runs(text);
    for (let at = text.indexOf(start); at >= 0 && budget.spend(); at = text.indexOf(start, at + 1)) {
      if (/[A-Za-z0-9+/_-]/.test(text[at - 1] ?? '')) continue; // in the middle of something else
      if (found.length >= mostPictures) return found;
      const { data, end, decoded } = base64At(runs, at);
      if (!budget.spend(decoded)) break;
      if (data.length < shortestBase64) continue;
      found.push({ source: { data }, start: at, end, certain: true });
      at = end - 1;
    }
  }
  return found;
}

/** The parts of a text between finds that are in order and do not overlap. */
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
