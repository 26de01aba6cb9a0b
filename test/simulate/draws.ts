import { choicesFor } from '../../src/placeholder/random';

/** Numbers from 0 (included) to 1, the same for the same words on every machine. */
export function drawsFor(...words: readonly (string | number)[]): () => number {
  const choices = choicesFor(words.join(' '));
  return () => choices.between(0, 1);
}

/** A time that is mostly near the median, never negative, and sometimes much longer (log-normal). */
export function drawLatency(median: number, spread: number, draw: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  return median * Math.exp(spread * normal);
}

/** When jobs come: independent of each other, so now none and then three at once. In order, in milliseconds from the start. */
export function drawArrivals(
  { count, overMinutes }: { count: number; overMinutes: number },
  draw: () => number,
): number[] {
  return Array.from({ length: count }, () => draw() * overMinutes * 60_000).sort((a, b) => a - b);
}
