import { tokenAround } from '../languages/scan';
import { syntaxOf } from '../languages/syntax';
import { addressOf } from './address';
import { altText, attributeText } from './altText';
import { linkText } from './forms';
import { importPicture } from './imports';
import { inCode, inComment } from './inCode';
import { inTag, isQuoted, tagBefore } from './inMarkup';
import type { Insertion, Place, Shown } from './insertion';
import { selectedString } from './selectedString';

/**
 * Shows the picture in JSX. Where something builds the project, the picture is imported: an address in `src` is not resolved there,
 * unless it is that of a served file.
 */
export function inJsx(place: Place, shown: Shown): Insertion[] {
  const { text, offset, languageId } = place;
  const { bundler, servedPath, prompt } = shown;
  const token = tokenAround(text, offset, syntaxOf(languageId));
  const path = servedPath ?? shown.path;
  if (token?.string || selectedString(place)) return inCode(place, { ...shown, path });
  const imported = bundler && servedPath === undefined ? importPicture(text, path, bundler) : undefined;
  const value = imported && imported.name + (bundler?.property ?? '');
  const element =
    value === undefined
      ? linkText(languageId, path, prompt)
      : `<img src={${value}} alt="${attributeText(altText(prompt))}" />`;
  const added = imported?.insertion ? [imported.insertion] : [];
  if (token) {
    const insertions = inComment(place, token, path, element);
    return place.isSelection ? [...added, ...insertions] : insertions;
  }
  return [...added, { at: offset, text: atCursor(text, offset, { value, address: addressOf(path), element }) }];
}

interface Ways {
  /** The expression that is the address, where there is one. */
  readonly value: string | undefined;
  readonly address: string;
  readonly element: string;
}

function atCursor(text: string, offset: number, { value, address, element }: Ways): string {
  if (/\b(?:src|href|poster|image)=\{\s*$/.test(text.slice(Math.max(0, offset - 200), offset)))
    return value ?? `"${address}"`;
  const tag = tagBefore(text, offset);
  const isTag =
    tag !== undefined && !/^<[\w.]*>?[^<]*(?:=>|[;{]\s*$)/.test(tag) && /^<[A-Za-z][\w.]*(?:\s|$)/.test(tag);
  if (!isTag) return element;
  if (value !== undefined && !isQuoted(tag) && tag.endsWith('=')) return `{${value}}`;
  return inTag(tag, address, element);
}
