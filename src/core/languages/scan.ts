import type { StringSyntax, Syntax } from './syntax';

/** A comment or a string in a text. What stands in it is from `from` to `to`. */
export interface Token {
  /** Undefined: a comment. */
  readonly string?: StringSyntax | undefined;
  readonly isLine: boolean;
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

interface Sign {
  readonly open: string;
  /** Undefined: it goes to the end of the line. */
  readonly close: string | undefined;
  readonly string?: StringSyntax;
  readonly atLineStart?: boolean;
}

/** The comments and strings of a text, in their order and in linear time. What has no end goes to the end of the text, or of its line. */
export function* tokensIn(text: string, syntax: Syntax): Generator<Token> {
  const signs = signsByFirst(syntax);
  for (let at = 0; at < text.length; at += 1) {
    const sign = signs.get(text[at] ?? '')?.find((one) => text.startsWith(one.open, at) && counts(text, at, one));
    if (!sign) continue;
    const token = tokenAt(text, at, sign);
    yield token;
    at = Math.max(at, token.end - 1);
  }
}

/** The comment or string in which a place of the text lies. */
export function tokenAround(text: string, offset: number, syntax: Syntax): Token | undefined {
  for (const token of tokensIn(text, syntax)) {
    if (token.start >= offset) return undefined;
    const isInside = token.isLine ? offset <= token.end : offset <= token.to;
    if (isInside && (token.string === undefined || offset >= token.from)) return token;
  }
  return undefined;
}

/** Longer ones come first: `"""` is no empty string. */
function signsByFirst({ line, lineStart = [], block, strings }: Syntax): Map<string, Sign[]> {
  const all: Sign[] = [
    ...block.map(([open, close]) => ({ open, close })),
    ...line.map((open) => ({ open, close: undefined })),
    ...lineStart.map((open) => ({ open, close: undefined, atLineStart: true })),
    ...strings.map((string) => ({ open: string.open, close: string.close, string })),
  ];
  return Map.groupBy(
    all.toSorted((one, other) => other.open.length - one.open.length),
    ({ open }) => open[0] ?? '',
  );
}

const letterOrDigit = /[\p{L}\p{N}_]/u;
/** Letters that may stand before a quote, as in Python's `f'…'`. */
const prefixed = /(?:^|[^\p{L}\p{N}_])[bBfFrRuU]{1,2}$/u;

/** An apostrophe is no quote, nor are `$#` and `http://` comments. */
function counts(text: string, at: number, { open, string, atLineStart }: Sign): boolean {
  const before = text[at - 1] ?? '\n';
  if (atLineStart) return beginsLine(text, at);
  if (string)
    return open[0] !== "'" || !letterOrDigit.test(before) || prefixed.test(text.slice(Math.max(0, at - 3), at));
  if (open === '#') return /[\s;,(){}[\]"']/.test(before);
  if (open === '//') return before !== ':';
  if (open === '%') return before !== '\\';
  return true;
}

function beginsLine(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === ' ' || text[before] === '\t') before -= 1;
  return before < 0 || text[before] === '\n' || text[before] === '\r';
}

function tokenAt(text: string, start: number, { open, close, string }: Sign): Token {
  const from = start + open.length;
  if (close === undefined) {
    const end = lineEnd(text, from);
    return { isLine: true, start, end, from, to: end };
  }
  const to = string ? stringEnd(text, from, string) : blockEnd(text, from, close);
  const isClosed = text.startsWith(close, to);
  return { string, isLine: false, start, end: isClosed ? to + close.length : to, from, to };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  const last = end < 0 ? text.length : end;
  return text[last - 1] === '\r' && last > from ? last - 1 : last;
}

function blockEnd(text: string, from: number, close: string): number {
  const end = text.indexOf(close, from);
  return end < 0 ? text.length : end;
}

function stringEnd(text: string, from: number, { close, escape, lines }: StringSyntax): number {
  for (let at = from; at < text.length; at += 1) {
    if (escape === 'backslash' && text[at] === '\\') at += 1;
    else if (!lines && (text[at] === '\n' || text[at] === '\r')) return at;
    else if (text.startsWith(close, at)) {
      if (escape !== 'doubled' || !text.startsWith(close, at + close.length)) return at;
      at += close.length;
    }
  }
  return text.length;
}
