import { tokenAround } from '../languages/scan';
import { syntaxOf } from '../languages/syntax';
import { addressOf } from './address';
import { linkText } from './forms';
import { inComment } from './inCode';
import type { Insertion, Place, Shown } from './insertion';
import { inSelectedValue } from './selectedString';

/** Shows the picture between tags; within one, as its attribute or the value of that. */
export function inMarkup(place: Place, shown: Shown): Insertion[] {
  const { text, offset, languageId } = place;
  const path = shown.servedPath ?? shown.path;
  const element = linkText(languageId, path, shown.prompt);
  const comment = tokenAround(text, offset, syntaxOf(languageId === 'php' ? 'html' : languageId));
  if (comment) return inComment(place, comment, shown.path, element);
  const tag = tagBefore(text, offset);
  const instead = tag === undefined ? undefined : inSelectedValue(place, addressOf(path));
  if (instead) return [instead];
  return [{ at: offset, text: tag === undefined ? element : inTag(tag, addressOf(path), element) }];
}

/** The part of a tag before the cursor; undefined: the cursor is in no tag. */
export function tagBefore(text: string, offset: number): string | undefined {
  const before = text.slice(Math.max(0, offset - 2_000), offset);
  const start = before.lastIndexOf('<');
  if (start < 0 || before.lastIndexOf('>') > start) return undefined;
  const tag = before.slice(start);
  return /^<[A-Za-z]/.test(tag) ? tag : undefined;
}

/** Whether the cursor is in the quotes of an attribute's value. */
export function isQuoted(tag: string): boolean {
  let quote = '';
  for (const sign of tag) {
    if (quote === '' ? sign === '"' || sign === "'" : sign === quote) quote = quote === '' ? sign : '';
  }
  return quote !== '';
}

/** `element`: the picture with all its attributes. */
export function inTag(tag: string, address: string, element: string): string {
  if (isQuoted(tag)) return address;
  if (tag.endsWith('=')) return `"${address}"`;
  const attributes = /^<img (.*?) ?\/?>$/s.exec(element)?.[1] ?? '';
  const blank = /\s$/.test(tag) ? '' : ' ';
  return blank + (/^<img\b/i.test(tag) ? attributes : attributes.replace(/ alt=".*"$/s, ''));
}
