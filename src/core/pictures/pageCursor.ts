/** Where a page of pictures, newest first, ended: time and id of its last picture. */
interface PageKey {
  /** As large as a number of SQLite can be. */
  readonly at: bigint;
  readonly id: string;
}

const largest = 2n ** 63n - 1n;

/** The key as a text, to be handed back for the next page. */
export function cursorOf({ at, id }: PageKey): string {
  return `${at}.${id}`;
}

/** Undefined for a text that `cursorOf` did not make. */
export function pageKeyOf(cursor: string): PageKey | undefined {
  const [, digits, id] = /^(-?\d{1,19})\.([^]{1,200})$/.exec(cursor) ?? [];
  if (digits === undefined || id === undefined) return undefined;
  const at = BigInt(digits);
  return at <= largest && at >= -largest - 1n ? { at, id } : undefined;
}
