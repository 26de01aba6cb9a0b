import type { View } from './view';
import { ViewBuilder } from './view';

/** A text is encoded each time that it is quoted: a page in JSON in a page, three times. */
const mostRounds = 5;

/** What one character can be written as, and what breaks a word without being seen. Each row is one way. */
const escapes = [
  '%[0-9a-f]{2}', // URLs
  '%u[0-9a-f]{4}', // JavaScript's old way
  '\\\\u[0-9a-f]{4}', // JSON
  '\\\\u\\{[0-9a-f]{1,6}\\}', // JavaScript
  '\\\\x[0-9a-f]{2}', // Python, shells
  '\\\\[0-3][0-7]{2}', // C, shells
  '\\\\\\r?\\n', // a line that goes on
  '\\\\[^\\sux]', // \n, \/, \", \\
  '&#[0-9]{1,7};?', // HTML
  '&#x[0-9a-f]{1,6};?',
  '&[a-z]{2,14};',
  '=\\r?\\n', // quoted-printable: the line goes on
  '=[0-9a-f]{2}',
  '<\\/?w?br {0,2}\\/?>', // HTML: a word may be broken here
  '\\u001b\\[[0-9;]{0,12}m', // a terminal's colours
];

const escape = new RegExp(escapes.join('|'), 'gi');

/** What every row above begins with. */
const beginsEscape = new RegExp('[%\\\\&=<\\u001b]');

/** The text, and what it says with its escapes undone: once, twice, until there are none. */
export function decodedViews(text: string): View[] {
  const views: View[] = [{ text, places: undefined }];
  for (let round = 0; round < mostRounds; round += 1) {
    const next = decodedOnce(views[round] ?? { text: '', places: undefined });
    if (!next) break;
    views.push(next);
  }
  return views;
}

/** Undefined: there is nothing to decode. */
function decodedOnce(view: View): View | undefined {
  if (!beginsEscape.test(view.text)) return undefined;
  let builder: ViewBuilder | undefined;
  let done = 0;
  for (const match of view.text.matchAll(escape)) {
    const decoded = decode(match[0]);
    if (!decoded) continue;
    builder ??= new ViewBuilder(view);
    const end = match.index + decoded.length;
    builder.copy(done, match.index);
    if (decoded.code !== undefined) builder.add(decoded.code, match.index, end);
    done = end;
  }
  builder?.copy(done, view.text.length);
  return builder?.view();
}

/** How many characters of an escape were used, and the character they stand for; none for what only breaks a word. */
interface Decoded {
  readonly length: number;
  readonly code?: number;
}

/** Undefined: it stands for itself, or for a character that no key has. */
function decode(match: string): Decoded | undefined {
  const { length } = match;
  switch (match[0]) {
    case '%':
      return character(parseInt(match.replace(/^%u?/i, ''), 16), length);
    case '=':
      return /\s/.test(match[1] ?? '') ? { length } : character(parseInt(match.slice(1), 16), length);
    case '&':
      return match[1] === '#' ? character(numberOf(match.replace(/[&#;]/g, '')), length) : named(match);
    case '\\':
      return afterBackslash(match);
    default:
      return { length };
  }
}

/** `x2d` or `45`. */
function numberOf(digits: string): number {
  return /^x/i.test(digits) ? parseInt(digits.slice(1), 16) : parseInt(digits, 10);
}

function afterBackslash(match: string): Decoded | undefined {
  const { length } = match;
  const next = match[1] ?? '';
  if (length > 2 && /[ux]/i.test(next)) return character(parseInt(match.replace(/[^0-9a-f]/gi, ''), 16), length);
  if (length === 4) return character(parseInt(match.slice(1), 8), length);
  if (/\s/.test(next) || /[nrtbfv]/.test(next)) return { length, code: 0x20 };
  return /[A-Za-z0-9]/.test(next) ? undefined : character(next.charCodeAt(0), length);
}

const names: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  colon: ':',
  dash: '-',
  dollar: '$',
  equals: '=',
  gt: '>',
  hyphen: '-',
  lowbar: '_',
  lt: '<',
  nbsp: ' ',
  newline: ' ',
  num: '#',
  percnt: '%',
  period: '.',
  plus: '+',
  quot: '"',
  shy: ' ',
  sol: '/',
  tab: ' ',
  zerowidthspace: ' ',
  zwj: ' ',
  zwnj: ' ',
};

function named(match: string): Decoded | undefined {
  const entity = names[match.slice(1, -1).toLowerCase()];
  return entity === undefined ? undefined : character(entity.charCodeAt(0), match.length);
}

/** Keys are made of ASCII; every invisible character that may break one counts as a space. */
function character(code: number, length: number): Decoded | undefined {
  if (isUnseen(code)) return { length, code: 0x20 };
  return code < 0x7f ? { length, code } : undefined;
}

/** White space, soft hyphens, and characters without a width. */
export function isUnseen(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0x7f ||
    code === 0xa0 ||
    code === 0xad ||
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    code === 0x3000 ||
    code === 0xfeff
  );
}
