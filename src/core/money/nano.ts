/** US dollars in whole billionths: sums of those are exact. */
export function wholeNano(usd: number): number {
  return Math.round(usd * 1e9);
}

/** Whole billionths in US dollars. */
export function usdOf(nano: number): number {
  return nano / 1e9;
}
