/** When a pause is over, as people would say it; `at`: milliseconds since 1970, a whole minute. */
export type PauseEnd =
  | { readonly say: 'seconds'; readonly seconds: number }
  | { readonly say: 'aboutAMinute' }
  | { readonly say: 'time'; readonly at: number };

const minuteMs = 60_000;

/**
 * A pause of less than two minutes has no time of day, which would often be that of now. A longer one ends at the nearest minute: measured on
 * another clock, the same end differs by milliseconds from one look to the next.
 */
export function pauseEnd(until: number, now: number): PauseEnd {
  const leftMs = until - now;
  if (leftMs <= 50_000) return { say: 'seconds', seconds: Math.max(10, Math.ceil(leftMs / 10_000) * 10) };
  if (leftMs < 2 * minuteMs) return { say: 'aboutAMinute' };
  return { say: 'time', at: Math.round(until / minuteMs) * minuteMs };
}
