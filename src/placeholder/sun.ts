import type { Stage } from './stage';
import { element } from './svg';

/**
 * A sun (or moon) low over the horizon, with two faint rings; it sinks behind the land where text comes down to it
 * (`clearOf`, in pixels from the top).
 */
export function sun(stage: Stage, clearOf: number): string {
  const { width, horizon, unit, palette, choices } = stage;
  const r = Math.min(unit * choices.between(0.075, 0.13), horizon * 0.36, width * 0.22);
  const cx = width * choices.between(0.6, 0.86);
  const cy = Math.max(horizon - r * choices.between(-0.1, 1.3), Math.min(clearOf + r * 1.3, horizon + r * 0.4));
  const ring = (times: number, opacity: number): string =>
    element('circle', { cx, cy, r: r * times, fill: palette.sun, 'fill-opacity': opacity });
  return ring(2.1, 0.14) + ring(1.5, 0.22) + ring(1, 1);
}
