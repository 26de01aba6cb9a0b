import type { Insertion } from './insertion';

/** Where the cursor goes when the insertions were made: behind the picture, which is the last of them. */
export function cursorAfter(insertions: readonly Insertion[], lineEnd: '\n' | '\r\n'): number {
  const last = insertions.at(-1);
  if (!last) return 0;
  const written = (text: string): number => text.replaceAll('\n', lineEnd).length;
  const before = insertions.slice(0, -1).filter(({ at }) => at <= last.at);
  const moved = before.reduce((sum, { text, replaces = 0 }) => sum + written(text) - replaces, 0);
  return last.at + moved + written(last.text.trimEnd());
}
