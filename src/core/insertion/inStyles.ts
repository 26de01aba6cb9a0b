import { tokenAround } from '../languages/scan';
import { syntaxOf } from '../languages/syntax';
import { addressOf } from './address';
import { linkText } from './forms';
import { inComment } from './inCode';
import type { Insertion, Place, Shown } from './insertion';
import { selectedString } from './selectedString';

/** Where declarations end with a semicolon. */
const withSemicolons = new Set(['css', 'postcss', 'scss', 'less']);

/** Puts the address into a style sheet: as a value, within one, or as a declaration of its own where one begins. */
export function inStyles(place: Place, shown: Shown): Insertion[] {
  const { text, offset, languageId } = place;
  const path = shown.servedPath ?? shown.path;
  const whole = selectedString(place);
  if (whole) return [{ at: whole.from, text: addressOf(path), replaces: whole.to - whole.from }];
  const token = tokenAround(text, offset, syntaxOf(languageId));
  const value = linkText(languageId, path, '');
  if (token?.string) return [{ at: offset, text: addressOf(path) }];
  if (token) {
    const code = isInRule(text.slice(0, token.start)) && withSemicolons.has(languageId) ? declaration(value) : value;
    return inComment(place, token, path, code);
  }
  const before = text.slice(0, offset).trimEnd();
  if (/url\($/i.test(before.slice(-4))) return [{ at: offset, text: `"${addressOf(path)}"` }];
  const begins = withSemicolons.has(languageId) && isInRule(before);
  const blank = /[:,]$/.test(text.slice(0, offset).slice(-1)) ? ' ' : '';
  return [{ at: offset, text: begins ? declaration(value) : blank + value }];
}

function declaration(value: string): string {
  return `background-image: ${value};`;
}

/** Whether a declaration may begin behind such a text: in a rule, where the last one has ended. */
function isInRule(before: string): boolean {
  const code = before.trimEnd().replace(/\*\/$/, '');
  const last = before.trimEnd() === code ? code.slice(-1) : ';';
  return /[{;]/.test(last) && before.lastIndexOf('{') > before.lastIndexOf('}');
}
