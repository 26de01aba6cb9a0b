/** One pattern of many alternatives: each stands on a line of its own, with the answer that it was seen in. */
export function anyOf(alternatives: readonly RegExp[], flags = 'i'): RegExp {
  return new RegExp(sourceOfAny(alternatives), flags);
}

/** The same as a part of a larger pattern. */
export function groupOf(alternatives: readonly RegExp[]): string {
  return `(?:${sourceOfAny(alternatives)})`;
}

function sourceOfAny(alternatives: readonly RegExp[]): string {
  return alternatives.map(({ source }) => source).join('|');
}

/** Two things that a sentence names near each other, in either order: no place for what lies between two sentences. */
export function near(one: string, other: string, between = 40): RegExp {
  const gap = String.raw`(?:(?!\. )[^。！？!?\n]){0,${between}}?`;
  return new RegExp(`(?:${one})${gap}(?:${other})|(?:${other})${gap}(?:${one})`, 'iu');
}
