import type { Range } from './view';

/** The text with one mark for each stretch; those that overlap or touch are one. */
export function withoutRanges(text: string, ranges: readonly Range[], mark: string): string {
  const sorted = ranges.filter(([begin, end]) => begin < end).sort(([a], [b]) => a - b);
  let [clean, done] = ['', 0];
  for (const [begin, end] of sorted) {
    if (begin > done || (done === 0 && clean === '')) clean += text.slice(done, begin) + mark;
    done = Math.max(done, end);
  }
  return clean + text.slice(done);
}
