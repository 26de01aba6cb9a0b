/** US dollars as the database keeps them: whole billionths, so that sums are exact. */
export function toNano(usd: number | undefined): number | null {
  return usd === undefined || !Number.isFinite(usd) ? null : Math.round(usd * 1e9);
}

export function fromNano(nano: number | null): number | undefined {
  return nano === null ? undefined : nano / 1e9;
}
