/** The text that a Markdown document shows, without its signs. */
export function textOfMarkdown(text: string): string {
  const lines = text.split('\n').filter((line) => !isOnlySigns(line.trim()));
  return lines.map((line) => withoutInlineSigns(withoutLineSigns(line))).join('\n');
}

/** Fences, underlines of titles, and the second line of a table. */
function isOnlySigns(line: string): boolean {
  return /^(?:```|~~~)/.test(line) || /^(?:=+|[-*_ ]{3,}|[|:-][|: -]*)$/.test(line);
}

function withoutLineSigns(line: string): string {
  return line
    .trim()
    .replace(/^(?:>\s?)+/, '')
    .replace(/^(?:#{1,6}\s+|(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)/, '')
    .replace(/(?<=\s)#+$/, '')
    .replace(/^\||\|$/g, '')
    .replaceAll(' | ', ' ');
}

function withoutInlineSigns(line: string): string {
  return line
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, '$1')
    .replace(/`+/g, '')
    .replace(/\*\*|~~|(?<![\p{L}\p{N}])__|__(?![\p{L}\p{N}])/gu, '')
    .replace(/(?<![\p{L}\p{N}\\])[*_](?=\S)|(?<=[^\s\\])[*_](?![\p{L}\p{N}])/gu, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
