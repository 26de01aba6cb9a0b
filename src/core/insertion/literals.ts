import { tokensIn } from '../languages/scan';
import type { StringSyntax } from '../languages/syntax';
import { isKnownLanguage, syntaxOf } from '../languages/syntax';
import { plainPath } from './address';

/** Where a path needs no quotes, and quotes would be a part of it. */
const bare = new Set([
  'plaintext',
  'makefile',
  'ini',
  'properties',
  'git-commit',
  'search-result',
  'log',
  'csv',
  'ignore',
]);
/** Where quotes are needed for some paths only. */
const bareWhereSafe = new Set([
  'shellscript',
  'fish',
  'powershell',
  'bat',
  'dockerfile',
  'cmake',
  'dotenv',
  'yaml',
  'dockercompose',
]);
/** Where both quotes mean the same, and a document keeps to one of them. */
const eitherQuote = new Set(['javascript', 'typescript', 'javascriptreact', 'typescriptreact', 'python', 'json5', 'r']);

const safe = /^[\p{L}\p{M}\p{N}./_][\p{L}\p{M}\p{N}./_-]*$/u;
const usual: StringSyntax = { open: '"', close: '"', escape: 'backslash' };

/** A path as a value in the code of a language; `text` is the document, whose quotes are used. */
export function literalOf(path: string, languageId: string, text = ''): string {
  const plain = plainPath(path);
  if (bare.has(languageId)) return plain;
  if ((bareWhereSafe.has(languageId) || !isKnownLanguage(languageId)) && safe.test(plain)) return plain;
  const string = stringOf(languageId, text);
  return string.open + withinString(plain, string) + string.close;
}

/** A path within a string of code. */
export function withinString(path: string, { close, escape, values = '' }: StringSyntax): string {
  const plain = plainPath(path);
  const quote = close[0] ?? '';
  if (escape === 'doubled') return plain.replaceAll(quote, quote + quote);
  if (escape === 'raw') return plain.replaceAll(quote, `%${quote.charCodeAt(0).toString(16).toUpperCase()}`);
  return Array.from(plain, (sign) =>
    sign === '\\' || sign === quote || values.includes(sign) ? `\\${sign}` : sign,
  ).join('');
}

function stringOf(languageId: string, text: string): StringSyntax {
  const [first = usual, other] = syntaxOf(languageId).strings.filter(({ open }) => open.length === 1);
  if (!other || !eitherQuote.has(languageId)) return first;
  return quoteOf(text, languageId) === other.open ? other : first;
}

/** The quote that a document uses more often. */
export function quoteOf(text: string, languageId: string): string {
  const counts = { '"': 0, "'": 0 };
  for (const { string } of tokensIn(text.slice(0, 100_000), syntaxOf(languageId))) {
    if (string?.open === '"' || string?.open === "'") counts[string.open] += 1;
  }
  return counts["'"] > counts['"'] ? "'" : '"';
}
