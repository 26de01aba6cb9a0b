import type { ByteSource } from '../pictures/byteSource';

const farthest = 64;

/**
 * Whether a run of base64 that ends at a place is all of its data. Behind a line break, also one written as an escape, its data may
 * go on; so it does not where the picture itself has ended (`hasEnd`).
 */
export function isProperEnd(source: ByteSource, end: number, hasEnd: boolean): boolean {
  const tail = source
    .slice(end, end + farthest)
    .toString('latin1')
    .replace(/^=+/, '');
  if (/^[ \t]*[\r\n]/.test(tail)) return hasEnd;
  const escaped = /^(\\+)(.?)/.exec(tail);
  if (!escaped) return !tail.startsWith('%');
  const [, , sign = ''] = escaped;
  return /["']/.test(sign) || (/[nrt]/.test(sign) && hasEnd);
}
