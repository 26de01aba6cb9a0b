import { tokenAround } from '../languages/scan';
import { syntaxOf } from '../languages/syntax';
import { addressOf } from './address';
import { linkText } from './forms';
import { blankBefore, inComment } from './inCode';
import { inTag, tagBefore } from './inMarkup';
import type { Insertion, Place, Shown } from './insertion';
import { linesAround, ownParagraph } from './ownParagraph';

/** A part of a document that is written in another language. */
export interface Part {
  readonly languageId: string;
  readonly start: number;
  readonly end: number;
}

/** Shows the picture in Markdown, as a paragraph of its own; in a cell of a table, a link or a tag where the cursor is. */
export function inMarkdown(place: Place, { path, prompt }: Shown): Insertion[] {
  const { text, offset, languageId } = place;
  const link = linkText(languageId, path, prompt);
  const comment = tokenAround(text, offset, syntaxOf(languageId));
  if (comment && !place.isSelection) return inComment(place, comment, path, link);
  const { lines, index } = linesAround(text, offset);
  const line = lines[index];
  const before = line ? text.slice(line.start, offset) : '';
  if (/\]\(<?[^()\s]*$/.test(before.slice(-300))) return [{ at: offset, text: addressOf(path) }];
  const tag = tagBefore(before, before.length);
  if (tag !== undefined && /\s[\w:-]+=/.test(tag)) {
    return [{ at: offset, text: inTag(tag, addressOf(path), linkText('html', path, prompt)) }];
  }
  if (
    line &&
    isInTable(
      lines.map((one) => one.text),
      index,
    )
  ) {
    return [{ at: offset, text: blankBefore(text, offset) + link }];
  }
  return [ownParagraph(comment ? { ...place, offset: comment.end } : place, link)];
}

const delimiterRow = /^[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** Whether a line is a row of a table: its lines follow each other, and the second one is of dashes. */
function isInTable(lines: readonly string[], index: number): boolean {
  if (!lines[index]?.includes('|')) return false;
  let first = index;
  while (lines[first - 1]?.includes('|')) first -= 1;
  const second = lines[first + 1] ?? '';
  return second.length < 2_000 && second.includes('-') && second.includes('|') && delimiterRow.test(second);
}

const names: Readonly<Record<string, string>> = {
  ...{ js: 'javascript', ts: 'typescript', jsx: 'javascriptreact', tsx: 'typescriptreact', py: 'python', rb: 'ruby' },
  ...{
    sh: 'shellscript',
    bash: 'shellscript',
    zsh: 'shellscript',
    yml: 'yaml',
    md: 'markdown',
    rs: 'rust',
    kt: 'kotlin',
  },
  ...{ 'c++': 'cpp', 'c#': 'csharp', cs: 'csharp', golang: 'go', text: 'plaintext', txt: 'plaintext', '': 'plaintext' },
};

/** The fenced code, or the settings at the beginning, in which a place of a Markdown document lies. */
export function partAround(text: string, offset: number): Part | undefined {
  const { lines, index } = linesAround(text, offset);
  if (/^---\s*$/.test(lines[0]?.text ?? '') && index > 0) {
    const end = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)\s*$/.test(line.text));
    if (end > index) return { languageId: 'yaml', start: lines[1]?.start ?? 0, end: lines[end]?.start ?? text.length };
  }
  let open: { readonly sign: string; readonly languageId: string; readonly start: number } | undefined;
  for (const line of lines.slice(0, index)) {
    const [, sign = '', info = ''] = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(`{3,}|~{3,})\s*([^\s`{]*)/.exec(line.text) ?? [];
    if (sign === '') continue;
    const name = info.toLowerCase();
    if (!open) open = { sign, languageId: names[name] ?? name, start: line.end + 1 };
    else if (sign.startsWith(open.sign) && info === '') open = undefined;
  }
  const line = lines[index];
  if (!open || !line || new RegExp(`^[\\s>]*${open.sign}`).test(line.text)) return undefined;
  return { languageId: open.languageId, start: open.start, end: text.length };
}
