import type { Place } from './insertion';

/** A part of a page in another language. */
interface Part {
  readonly languageId: string;
  readonly start: number;
  readonly end: number;
}

const styles: Readonly<Record<string, string>> = { scss: 'scss', sass: 'sass', less: 'less', stylus: 'stylus' };

/** The script or style of a page in which the cursor is. */
export function scriptOrStyle({ languageId, text, offset }: Place): Part | undefined {
  if (languageId === 'php') {
    const part = between(text, offset, '<?', '?>');
    if (part) return { ...part, languageId };
  }
  if (languageId === 'astro' && /^---\s*\n/.test(text)) {
    const end = text.indexOf('\n---', 3);
    if (offset > 3 && (end < 0 || offset <= end))
      return { languageId: 'typescript', start: 4, end: end < 0 ? text.length : end };
  }
  const script = between(text, offset, '<script', '</script');
  if (script) return inner(text, script, offset, () => 'typescript');
  const style = between(text, offset, '<style', '</style');
  return style && inner(text, style, offset, (tag) => styles[/lang=["']?(\w+)/.exec(tag)?.[1] ?? ''] ?? 'css');
}

type Range = Omit<Part, 'languageId'>;

function between(text: string, offset: number, open: string, close: string): Range | undefined {
  const start = text.lastIndexOf(open, offset - open.length);
  if (start < 0 || offset < open.length) return undefined;
  const end = text.indexOf(close, start);
  return end >= 0 && end < offset ? undefined : { start, end: end < 0 ? text.length : end };
}

/** Behind the tag that begins it; undefined: the cursor is in that. */
function inner(
  text: string,
  { start, end }: Range,
  offset: number,
  language: (tag: string) => string,
): Part | undefined {
  const tagEnd = text.indexOf('>', start);
  if (tagEnd < 0 || tagEnd >= offset) return undefined;
  return { languageId: language(text.slice(start, tagEnd)), start: tagEnd + 1, end };
}
