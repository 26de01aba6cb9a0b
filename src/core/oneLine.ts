/** Words from outside on one line of a Markdown text, so that no reader takes them for a heading, a link or a command. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('<', '‹').replaceAll('>', '›').replaceAll('](', '] (').trim();
}
