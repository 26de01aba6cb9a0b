import type { Insertion, Place } from './insertion';

/** A line of a document, without its end. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Quotes, indentation and a list's sign at a line's beginning. */
const containers = /^(\s*(?:>[ \t]?)*)([ \t]*)((?:[-*+•]|\d{1,9}[.)])[ \t]+)?/;
const beginsBlock = /^\s*(?:#{1,6}\s|(?:[-*+]|\d{1,9}[.)])\s|>|```|~~~|\||\.\. |image::|:::|<!--|(?:[-*_]\s*){3,}$)/;
const heading = /^\s*(?:>[ \t]?)*\s*#{1,6}\s/;

/** The lines of a text, and which of them a place is in. */
export function linesAround(text: string, offset: number): { readonly lines: readonly Line[]; readonly index: number } {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    const last = text[stop - 1] === '\r' && stop > start ? stop - 1 : stop;
    lines.push({ start, end: last, text: text.slice(start, last) });
    start = stop + 1;
  }
  return {
    lines,
    index: Math.max(
      0,
      lines.findLastIndex(({ start }) => start <= offset),
    ),
  };
}

/**
 * Puts a block between the paragraphs of a document, with blank lines around it: where the cursor is on an empty line there, before a
 * paragraph where it is at its beginning, else behind it. What it is behind in a list or a quote, it is a part of.
 */
export function ownParagraph({ text, offset, isSelection }: Place, block: string): Insertion {
  const { lines, index } = linesAround(text, offset);
  const at = (line: number): string => lines[line]?.text ?? '';
  const isEmpty = (line: number): boolean => /^[\s>]*$/.test(at(line));
  const current = lines[index] ?? { start: 0, end: 0, text: '' };
  const [, quotes = '', indentation = '', sign = ''] = containers.exec(current.text) ?? [];
  const bare = quotes.trimEnd();
  if (isEmpty(index)) {
    const blank = /^[\s>]*/.exec(current.text)?.[0] ?? '';
    const before = isEmpty(index - 1) ? '' : `\n${blank}`;
    const after = isEmpty(index + 1) ? '' : `\n${blank.trimEnd()}`;
    return { at: current.end, text: before + lined(block, blank) + after };
  }
  const next = quotes + indentation + ' '.repeat(sign.length);
  const begin = current.start + quotes.length + indentation.length + sign.length;
  if (!isSelection && offset <= begin && (sign !== '' || isEmpty(index - 1))) {
    return { at: begin, text: `${lined(block, next)}\n${bare}\n${next}` };
  }
  let last = index;
  while (!heading.test(at(last)) && last + 1 < lines.length && !isEmpty(last + 1) && !startsAnew(at(last + 1), bare))
    last += 1;
  const after = isEmpty(last + 1) ? '' : `\n${bare}`;
  return { at: lines[last]?.end ?? offset, text: `\n${bare}\n${next}${lined(block, next)}${after}` };
}

function startsAnew(line: string, quotes: string): boolean {
  const inner = quotes !== '' && line.trimStart().startsWith('>') ? line.replace(/^\s*(?:>[ \t]?)+/, '') : line;
  return beginsBlock.test(inner);
}

function lined(block: string, indentation: string): string {
  return block.replaceAll('\n', `\n${indentation}`);
}
