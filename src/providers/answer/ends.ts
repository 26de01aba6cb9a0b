/** Pieces that are looked into at each end of a stream. */
export const mostAtEachEnd = 32;

/** The first and the last pieces of a stream: an error begins or ends it, and half a million are too many to look into. */
export function endsOf(values: readonly unknown[]): readonly unknown[] {
  if (values.length <= 2 * mostAtEachEnd) return values;
  return [...values.slice(0, mostAtEachEnd), ...values.slice(-mostAtEachEnd)];
}
