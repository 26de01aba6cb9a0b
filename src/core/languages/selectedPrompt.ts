import { commentLine, isAboutPicture, withoutLabels } from './commentWords';
import { textOfMarkdown } from './markdownWords';
import { altTexts, hasTag, textOfMarkup } from './markupWords';
import type { Token } from './scan';
import { tokensIn } from './scan';
import type { Syntax } from './syntax';
import { isKnownLanguage, syntaxOf } from './syntax';

const markdown = new Set(['markdown', 'mdx', 'quarto', 'rmd']);
const markup = new Set([
  'html',
  'xml',
  'svg',
  'vue',
  'svelte',
  'astro',
  'php',
  'handlebars',
  'razor',
  'erb',
  'twig',
  'jinja',
  'liquid',
]);
const withTags = new Set([...markup, 'javascriptreact', 'typescriptreact', 'javascript']);
const keyAndValue = new Set(['yaml', 'dockercompose', 'ini', 'properties', 'toml', 'dotenv']);
const plain = new Set(['plaintext', 'restructuredtext', 'asciidoc', 'typst', 'search-result', 'git-commit']);

/**
 * The picture that a selected text describes: what its comments say, where it has some, else its words without the signs of the
 * language. Never empty where the text is not. In linear time.
 */
export function selectedPrompt(text: string, languageId: string): string {
  const whole = text.trim();
  if (languageId === 'plaintext') return whole;
  return lines(fromComments(whole, languageId) ?? fromWords(whole, languageId)) || whole;
}

function fromComments(text: string, languageId: string): string | undefined {
  const syntax = syntaxOf(languageId);
  const { comments, rest, isProse } = takenApart(text, syntax);
  const said = comments.map((one) => one.split('\n').map(commentLine));
  const asked = said.flatMap((comment) => afterLabel(comment));
  if (asked.length > 0) return asked.join('\n');
  const words = said.flat().filter(Boolean).join('\n');
  if (words === '') return undefined;
  if (markdown.has(languageId) || plain.has(languageId)) return rest.trim() === '' ? words : undefined;
  // words that were selected in a comment from its middle on
  return isProse ? lines(`${rest}\n${words}`) : words;
}

/** What a comment says about a picture, until its paragraph ends. */
function afterLabel(comment: readonly string[]): readonly string[] {
  const first = comment.findIndex(isAboutPicture);
  if (first < 0) return [];
  const end = comment.indexOf('', first);
  return comment.slice(first, end < 0 ? undefined : end);
}

interface Parts {
  /** What stands in each comment. */
  readonly comments: readonly string[];
  readonly strings: readonly Token[];
  /** All but comments. */
  readonly rest: string;
  /** All but comments and strings reads as a sentence, not as code. */
  readonly isProse: boolean;
}

function takenApart(selected: string, syntax: Syntax): Parts {
  const text = withBeginning(selected, syntax);
  const comments: string[] = [];
  const strings: Token[] = [];
  let rest = '';
  let bare = '';
  let done = 0;
  let isLine = false;
  for (const token of tokensIn(text, syntax)) {
    const between = text.slice(done, token.start);
    bare += between;
    if (token.string) strings.push(token);
    else {
      const words = text.slice(token.from, token.to);
      const isSame = isLine && token.isLine && oneLineEnd.test(between);
      comments.push(isSame ? `${comments.pop() ?? ''}\n${words}` : words);
    }
    isLine = token.isLine;
    rest += token.string ? text.slice(done, token.end) : text.slice(done, token.start);
    done = token.end;
  }
  return { comments, strings, rest: rest + text.slice(done), isProse: isProse(bare + text.slice(done)) };
}

/** Between two lines of the same comment. */
const oneLineEnd = /^[^\S\n]*\n[^\S\n]*$/;

/** Where the selection begins within a comment that ends in it, the comment's beginning is given back. */
function withBeginning(text: string, { block }: Syntax): string {
  for (const [open, close] of block) {
    const end = text.indexOf(close);
    const start = text.indexOf(open);
    if (end >= 0 && open !== close && (start < 0 || end < start)) return `${open} ${text}`;
  }
  return text;
}

const codeSigns = /[=(){}[\];<>]|^[^\S\n]*(?:@|\$|\.|&)/m;
const codeWords =
  /^[^\S\n]*(?:export|return|yield|raise|throw|echo|print|puts|import|from|def|class|if|else|elif|for|while|case|const|let|var|int|float|string|bool|public|private|static|void|package|use|using|include|func|fn|struct|enum|type|val|SELECT|INSERT|UPDATE|CREATE)\b/m;
/** Scripts that put no blanks between words count each sign as one. */
const twoWords = /\p{L}\s+[^\s\p{L}]*\p{L}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{3}/u;

function isProse(text: string): boolean {
  const part = text.slice(0, 20_000);
  return twoWords.test(part) && !codeSigns.test(part) && !codeWords.test(part);
}

function fromWords(text: string, languageId: string): string {
  if (markdown.has(languageId)) return textOfMarkdown(hasTag(text) ? textOfMarkup(text) : withoutComments(text));
  if (plain.has(languageId)) return text;
  if (languageId === 'latex' || languageId === 'tex') return textOfLatex(text);
  if (withTags.has(languageId) && hasTag(text)) {
    const alts = altTexts(text);
    if (alts.length > 0) return alts.join('\n');
    if (text.startsWith('<')) return textOfMarkup(text);
  }
  const syntax = syntaxOf(languageId);
  const { strings, isProse: isSentence } = takenApart(text, syntax);
  const isSettings = keyAndValue.has(languageId);
  if (isSentence && !isSettings) return text.split('\n').map(commentLine).join('\n');
  const told = isKnownLanguage(languageId) ? fromStrings(text, strings) : undefined;
  return told ?? (isSettings ? valuesOf(text) : text);
}

function withoutComments(text: string): string {
  return takenApart(text, syntaxOf('markdown')).rest;
}

/** Those that have words; else the one that the selection is. */
function fromStrings(text: string, strings: readonly Token[]): string | undefined {
  const values = strings
    .filter(({ end }) => !/^\s*:/.test(text.slice(end, end + 20))) // no keys
    .map((token) => ({ ...token, value: unescaped(text.slice(token.from, token.to)).trim() }))
    .filter(({ value }) => /\p{L}/u.test(value));
  const sentences = values.filter(({ value }) => twoWords.test(value));
  if (sentences.length > 0) return sentences.map(({ value }) => value).join('\n');
  const only = values.length === 1 ? values[0] : undefined;
  return only && /^[,;:)\]}\s]*$/.test(text.slice(only.end)) ? only.value : undefined;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: ' ', r: '' };

function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign);
}

const key = /^\s*(?:-\s+)?[\w.-]{1,80}\s{0,8}(?:=|:(?=\s|$))\s*(?:[|>][+-]?\s*$)?/;

/** Without the keys of settings, where there are some. */
function valuesOf(text: string): string {
  const values = text.split('\n').map((line) => line.replace(key, ''));
  return values.some((line) => line.trim() !== '') ? values.join('\n') : text;
}

function textOfLatex(text: string): string {
  return text.replace(/\\[a-zA-Z]+\*?(?:\[[^[\]{}]*\])?/g, '').replace(/[{}~$]/g, ' ');
}

/** Each line without blanks around and within, and without the first one's label; empty ones are left out. */
function lines(text: string): string {
  const seen = text.split('\n').map((line) => line.trim().split(/\s/).filter(Boolean).join(' '));
  return seen.filter(Boolean).map(withoutLabels).filter(Boolean).join('\n');
}
