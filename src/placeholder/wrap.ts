/** A text set into lines. */
export interface Lines {
  readonly lines: readonly string[];
  /** Whether the whole text is in the lines. */
  readonly complete: boolean;
  /** Whether a word had to be broken. */
  readonly broken: boolean;
}

/** How wide a text is; the width of two texts together is the sum of theirs. */
export type WidthOf = (text: string) => number;

/**
 * Sets a text into at most `most` lines, none wider than `width`: broken at spaces, after hyphens and slashes, and inside
 * a word only if it has no room on a line of its own. A line has at least one character, however wide.
 */
export function wrap(text: string, width: number, most: number, widthOf: WidthOf): Lines {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  let broken = false;
  for (const { piece, space } of piecesOf(text)) {
    const gap = space && line !== '' ? ' ' : '';
    const added = widthOf(gap + piece);
    if (line === '' ? added <= width : used + added <= width) {
      line += gap + piece;
      used += added;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = splitAt(piece, width, widthOf);
    broken ||= parts.length > 1;
    line = parts.pop() ?? '';
    used = widthOf(line);
    lines.push(...parts);
    if (lines.length > most) break;
  }
  if (line !== '') lines.push(line);
  return { lines: lines.slice(0, most), complete: lines.length <= most, broken };
}

/** A line with an ellipsis at its end, as much of it as fits. */
export function withEllipsis(line: string, width: number, widthOf: WidthOf): string {
  const characters = [...line];
  const room = width - widthOf('…');
  let used = widthOf(line);
  while (characters.length > 0 && used > room) used -= widthOf(characters.pop() ?? '');
  return characters.join('').replace(/[\s,.;:–—-]+$/u, '') + '…';
}

function* piecesOf(text: string): Generator<{ piece: string; space: boolean }> {
  for (const word of text.split(' ').filter((part) => part !== '')) {
    let space = true;
    for (const piece of word.split(/(?<=[-/–—])(?=[^-/–—]{3})/u)) {
      yield { piece, space };
      space = false;
    }
  }
}

function splitAt(word: string, width: number, widthOf: WidthOf): string[] {
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of word) {
    const added = widthOf(character);
    if (part !== '' && used + added > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += character;
    used += added;
  }
  return part === '' ? parts : [...parts, part];
}
