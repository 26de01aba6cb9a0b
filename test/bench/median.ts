/** The middle one of the values; NaN if there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** With two decimals. */
export function rounded(value: number): number {
  return Number(value.toFixed(2));
}
