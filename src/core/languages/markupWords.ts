const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

const tag = /(?<![\w)\]])<[A-Za-z][\w.:-]*(?=[\s/>])|<\/[A-Za-z][\w.:-]*>|<\/?>/;

/** Whether the text has a tag; `Array<string>` is none. */
export function hasTag(text: string): boolean {
  return tag.test(text);
}

/** The alternative texts in it. */
export function altTexts(text: string): string[] {
  const found = text.matchAll(/\balt=(?:"([^"]*)"|'([^']*)'|\{["'`]([^"'`{}]*)["'`]\})/g);
  return [...found]
    .map(([, double, single, braced]) => decoded(double ?? single ?? braced ?? '').trim())
    .filter(Boolean);
}

/** The text between the tags. */
export function textOfMarkup(text: string): string {
  const between = withoutTags(withoutElements(text));
  return decoded(between.replace(/\{[^{}]*\}/g, ' ').replace(/[{}]/g, ' '));
}

function decoded(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (all, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    })
    .replace(/&(\w{2,6});/g, (all, name: string) => (Object.hasOwn(entities, name) ? (entities[name] ?? all) : all));
}

/** Without what is no text. */
function withoutElements(text: string): string {
  return ['script', 'style'].reduce((rest, name) => withoutRanges(rest, `<${name}`, `</${name}>`), text);
}

function withoutTags(text: string): string {
  return withoutRanges(withoutRanges(text, '<!--', '-->'), '<', '>', (after) => /^[/!?A-Za-z>]/.test(after));
}

/** Without all from `open` to `close`; what has no end stays. In linear time. */
function withoutRanges(text: string, open: string, close: string, counts = (_: string): boolean => true): string {
  let kept = '';
  let done = 0;
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at)) {
    if (!counts(text.slice(at + open.length, at + open.length + 1))) {
      at += open.length;
      continue;
    }
    const end = text.indexOf(close, at + open.length);
    if (end < 0) break;
    kept += `${text.slice(done, at)} `;
    done = at = end + close.length;
  }
  return kept + text.slice(done);
}
