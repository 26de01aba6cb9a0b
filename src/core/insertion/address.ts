import { unseen } from '../words/unseen';

/**
 * A path as an address for HTML, CSS and Markdown: what ASCII has besides letters, digits and a few signs is escaped, so that nothing
 * in it ends a string, a tag or an attribute; letters of other scripts stay as they are.
 */
export function addressOf(path: string): string {
  return path
    .toWellFormed()
    .replace(/[^\u0080-\u{10ffff}/]/gu, encodeURIComponent)
    .replace(/[()'*]/g, percent)
    .replace(unseen, encodeURIComponent)
    .replace(/\s/g, encodeURIComponent);
}

/** A path as it is, on one line, without signs that nobody sees. */
export function plainPath(path: string): string {
  return path
    .toWellFormed()
    .replace(unseen, encodeURIComponent)
    .replace(/[\u2028\u2029]/g, encodeURIComponent);
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
