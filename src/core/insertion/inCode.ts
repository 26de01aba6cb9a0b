import type { Token } from '../languages/scan';
import { tokenAround } from '../languages/scan';
import { syntaxOf } from '../languages/syntax';
import { plainPath } from './address';
import type { Insertion, Place, Shown } from './insertion';
import { selectedString } from './selectedString';
import { literalOf, withinString } from './literals';

/** Puts the path into code: as a string, instead of one that is selected, within the one where the cursor is, or as words of a comment. */
export function inCode(place: Place, { path }: Shown): Insertion[] {
  const { text, offset, languageId } = place;
  const whole = selectedString(place);
  if (whole) return [{ at: whole.from, text: withinString(path, whole.string), replaces: whole.to - whole.from }];
  const token = tokenAround(text, offset, syntaxOf(languageId));
  if (token?.string) {
    const blank = place.isSelection && token.from < offset ? ' ' : '';
    return [{ at: offset, text: blank + withinString(path, token.string) }];
  }
  const literal = literalOf(path, languageId, text);
  if (token) return inComment(place, token, path, literal);
  return [{ at: offset, text: blankBefore(text, offset) + literal }];
}

/** Nothing but a path that ends no comment; but behind the comment, in code, where it holds what the picture was made from. */
export function inComment({ text, offset, isSelection }: Place, token: Token, path: string, code: string): Insertion[] {
  if (isSelection) return [behindComment(text, token, code)];
  return [{ at: offset, text: blankBefore(text, offset) + plainPath(path).replace(/[*<>{}#]|--+/g, escaped) }];
}

/** On the next line, with the indentation of this one; on the same line where code follows. */
export function behindComment(text: string, { start, end, isLine }: Token, code: string): Insertion {
  const isBraced = text[start - 1] === '{' && text[end] === '}'; // as JSX has them
  const at = isBraced && !isLine ? end + 1 : end;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
  const next = text[at];
  const isLast = next === undefined || next === '\n' || next === '\r';
  return { at, text: isLast ? `\n${indentation}${code}` : ` ${code}` };
}

/** What stands before the cursor is no part of the path. */
export function blankBefore(text: string, offset: number): string {
  return /[\p{L}\p{N}"'`.,:;!?]$/u.test(text.slice(Math.max(0, offset - 2), offset)) ? ' ' : '';
}

function escaped(signs: string): string {
  return Array.from(signs, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`).join('');
}
