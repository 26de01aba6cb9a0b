import type { Typeface } from './typeface';

/** Stands for a run of signs that cannot be written; it is in no prompt, since noncharacters are no text. */
const gap = '\uFFFE';

/** How punctuation closes up around a gap. */
const closing: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?:\\s*${gap}\\s*)+`, 'gu'), ` ${gap} `],
  [new RegExp(`[([{«“‘"'] ${gap} [)\\]}»”’"']`, 'gu'), ''],
  [new RegExp(`([,.;:!?]) ${gap} [,.;:!?]+`, 'gu'), '$1 '],
  [new RegExp(`^ ${gap} [\\s,.;:!?]*`, 'u'), ''],
  [new RegExp(` ${gap} ([,.;:!?)\\]}»”])`, 'gu'), '$1'],
  [new RegExp(gap, 'gu'), ' '],
  [/\s+/gu, ' '],
];

/**
 * What of a text can be written in a typeface, on one line: signs that it lacks are left out with no trace, marks on a
 * letter that has no form with the mark too. '' if no letter or digit is left.
 */
export function writable(text: string, typeface: Typeface): string {
  const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.replace(/\s+/gu, ' '));
  let written = '';
  for (const { segment } of clusters) written += writableCluster(segment, typeface) ?? gap;
  for (const [from, to] of closing) written = written.replace(from, to);
  return /[\p{L}\p{N}]/u.test(written) ? written.trim() : '';
}

/** Whether all of a text can be written, as it is. */
export function isWritable(text: string, typeface: Typeface): boolean {
  return text.trim() !== '' && [...text.normalize('NFC')].every((character) => typeface.has(character));
}

/** One sign as a reader sees it: composed, and bare of marks and invisible characters; undefined if it is not there. */
function writableCluster(cluster: string, typeface: Typeface): string | undefined {
  const bare = cluster.normalize('NFC').replace(/[\p{M}\p{Cf}\p{Cc}]/gu, '');
  if (bare === '') return '';
  return [...bare].every((character) => typeface.has(character)) ? bare : undefined;
}
