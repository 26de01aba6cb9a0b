/** A text for an input box, which has one line and would drop line breaks without leaving a space. */
export function oneLine(text: string): string {
  // split by single characters: a selected file can hold megabytes of spaces or line breaks, on which a repeating pattern backtracks
  const lines = text.split(/[\r\n]/).map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}
