/** How a picture to work from is named in a prompt, in any language: the words that models know. `number`: counted from 1. */
export function mentionOf(number: number): string {
  return `image ${number}`;
}

/** A prompt after the pictures have changed. */
export interface Followed {
  readonly prompt: string;
  /** The first mention whose picture nobody can tell for sure: then the prompt is as it was. */
  readonly unsure?: string | undefined;
}

/** `image 2`, but not `image 2nd`, `image 2.5` or `my-image 2`. */
const mention = /(?<![\p{L}\p{N}_-])(image) (\d{1,3})(?![\p{L}\p{N}_]|[.,:]\d|-\p{L})/giu;

/** `image 1 and 2`, `images 1, 2`, `image 1-3`: what follows is a number of a picture too, and no mention. */
const list =
  /(?<![\p{L}\p{N}_-])images?\s+#?\d+\s*(?:[,&/+–-]|and|or|to|und|et|y|и)\s*#?\d|(?<![\p{L}\p{N}_-])images\s+#?\d/iu;

/**
 * The prompt whose mentions follow the pictures from their places before to those after, both by id. Where that cannot be told for
 * sure, since a picture that is named is gone or numbers stand in a list, nothing is changed.
 */
export function followed(prompt: string, before: readonly string[], after: readonly string[]): Followed {
  const found = [...prompt.matchAll(mention)].map(([words, , number]) => ({ words, id: before[Number(number) - 1] }));
  const touched = found.filter(({ id }) => id !== undefined && after.indexOf(id) !== before.indexOf(id));
  const [first] = touched;
  const isChanged = before.some((id, index) => after.indexOf(id) !== index);
  const lists = isChanged ? list.exec(prompt)?.[0] : undefined;
  if (lists !== undefined) return { prompt, unsure: lists };
  if (!first) return { prompt };
  const gone = touched.find(({ id }) => id !== undefined && !after.includes(id));
  if (gone) return { prompt, unsure: gone.words };
  return {
    prompt: prompt.replace(mention, (words: string, word: string, number: string) => {
      const id = before[Number(number) - 1];
      return id === undefined ? words : `${word} ${after.indexOf(id) + 1}`;
    }),
  };
}

/** What is written where the selection is, so that the mention stands as words of its own. */
export function mentionAt(value: string, start: number, end: number, number: number): string {
  const before = /[^\s([{"'“‘]$/u.test(value.slice(0, start)) ? ' ' : '';
  const after = /^[\p{L}\p{N}]/u.test(value.slice(end)) ? ' ' : '';
  return `${before}${mentionOf(number)}${after}`;
}
