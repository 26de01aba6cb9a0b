/** A range of a text, and whether the markup around it makes it a picture. */
interface Surroundings {
  readonly start: number;
  readonly end: number;
  readonly isPicture: boolean;
}

const longestLabel = 1000;
const longestTag = 400;

/** Where the bracket opens that closes just before `before`; -1 if it is not near. */
function openingBracket(text: string, before: number): number {
  let depth = 1;
  for (let at = before - 1; at >= Math.max(0, before - longestLabel); at--) {
    if (text[at] === ']') depth++;
    if (text[at] === '[' && --depth === 0) return at;
  }
  return -1;
}

/** The end of ` "title")` at a place; -1 if it is not there. */
function endOfMarkdown(text: string, at: number): number {
  // bounded, and blanks twice only where a title is between them: else a million blanks are split in a million ways
  const closing = /\s{0,400}(?:(?:"[^"]{0,500}"|'[^']{0,500}'|\([^)]{0,500}\))\s{0,400})?\)/y;
  closing.lastIndex = at;
  return closing.test(text) ? closing.lastIndex : -1;
}

function markdownAround(text: string, start: number, end: number): Surroundings | undefined {
  const angled = text[start - 1] === '<' && text[end] === '>';
  let label = angled ? start - 1 : start;
  while (label > 0 && start - label < 4 && /\s/.test(text[label - 1] ?? '')) label--;
  if (text.slice(Math.max(0, label - 2), label) !== '](') return undefined;
  const opening = openingBracket(text, label - 2);
  const closing = endOfMarkdown(text, angled ? end + 1 : end);
  if (opening < 0 || closing < 0) return undefined;
  const isPicture = text[opening - 1] === '!';
  // a link around a picture: the picture keeps its own range
  if (!isPicture && text.slice(opening, label - 2).includes('](')) return undefined;
  return { start: isPicture ? opening - 1 : opening, end: closing, isPicture };
}

function tagAround(text: string, start: number, end: number): Surroundings | undefined {
  const before = text.slice(Math.max(0, start - longestTag), start);
  const tag = /<img\b[^<>]*\bsrc\s*=\s*["']?$/i.exec(before);
  if (!tag) return undefined;
  const closing = text.slice(end, end + longestTag).indexOf('>');
  return { start: start - before.length + tag.index, end: closing < 0 ? end : end + closing + 1, isPicture: true };
}

/** What a data URL or address stands in: `![alt](… "title")`, `[label](…)`, `<img src="…">`, or nothing. */
export function surroundings(text: string, start: number, end: number): Surroundings {
  return markdownAround(text, start, end) ?? tagAround(text, start, end) ?? { start, end, isPicture: false };
}
