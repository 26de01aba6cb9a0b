/** US dollars that somebody typed, such as `5`, `$7.50` or `7,50`; undefined: that is no amount. */
export function typedUsd(text: string): number | undefined {
  const written = /^\$?\s*(\d{1,9}(?:\.\d{1,9}|,\d{1,2})?)\s*\$?$/.exec(text.trim())?.[1];
  return written === undefined ? undefined : Number(written.replace(',', '.'));
}
