import { short } from '../svg';
import type { Stage } from '../stage';

/** A soft line of hills across the picture, filled down to its bottom edge. */
export function ridge(stage: Stage, line: { baseline: number; swing: number; length: number; fill: string }): string {
  const { width, height, choices } = stage;
  const phases = [choices.between(0, 2 * Math.PI), choices.between(0, 2 * Math.PI)] as const;
  const step = line.length / 10;
  const at = (x: number): number => {
    const turn = (2 * Math.PI * x) / line.length;
    return line.baseline - line.swing * (0.68 * Math.sin(turn + phases[0]) + 0.32 * Math.sin(1.83 * turn + phases[1]));
  };
  const curve: string[] = [];
  // each point bends the curve between the middles of its neighbours
  for (let x = 0; x <= width + step; x += step) {
    curve.push(`Q${short(x)} ${short(at(x))} ${short(x + step / 2)} ${short((at(x) + at(x + step)) / 2)}`);
  }
  const start = short(at(0));
  return `<path d="M0 ${start}${curve.join('')}V${short(height)}H0Z" fill="${line.fill}"/>`;
}
