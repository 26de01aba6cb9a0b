/** Two things that a sentence names near each other, in either order: no place for what lies between two sentences. */
export function near(one: string, other: string, between = 40): RegExp {
  const gap = String.raw`(?:(?!\. )[^。！？!?\n]){0,${between}}?`;
  return new RegExp(`(?:${one})${gap}(?:${other})|(?:${other})${gap}(?:${one})`, 'iu');
}
