/** A text of at most `most` characters, cut between characters and marked as cut. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.slice(0, most - 1);
  // A lone high surrogate at the end would be half an emoji.
  return `${end.replace(/[\uD800-\uDBFF]$/, '')}…`;
}
