/** A part of a text that was replaced. */
interface Replaced {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** Where a place of a text is after it was changed; one whose surroundings are gone is at the end of what stands there now. */
export function shifted(offset: number, changes: readonly Replaced[]): number {
  return changes.reduce((at, { rangeOffset, rangeLength, text }) => {
    if (rangeOffset > at) return at;
    return rangeOffset + rangeLength <= at ? at + text.length - rangeLength : rangeOffset + text.length;
  }, offset);
}
