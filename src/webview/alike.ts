/** Lines that are the same, told once. */
export interface Alike {
  readonly line: string;
  readonly count: number;
}

/** Each line once, where it comes first, with how often it comes: rounds of the same failures make no longer list. */
export function alike(lines: readonly string[]): readonly Alike[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].map(([line, count]) => ({ line, count }));
}
