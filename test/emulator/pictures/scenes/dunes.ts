import type { Colour } from './paint';
import { clouds, gradient, hex, mix, plus, smooth } from './paint';

const sunAt = [0.36, 0.36] as const;
const skyColours = gradient([
  [0, '#4a5f8c'],
  [0.3, '#9a86a0'],
  [0.62, '#f0a37e'],
  [1, '#ffd59a'],
]);
const haze = hex('#f6b98a');

/** From far to near. */
const crests = [
  { base: 0.45, swing: 0.07, grain: 2.4, seed: 2, lean: 1.1 },
  { base: 0.53, swing: 0.13, grain: 1.7, seed: 9, lean: 0.9 },
  { base: 0.65, swing: 0.2, grain: 1.2, seed: 17, lean: 0.75 },
  { base: 0.86, swing: 0.3, grain: 0.85, seed: 31, lean: 0.6 },
] as const;

/** Dunes in the last light of a day. */
export function dunes(x: number, y: number): Colour {
  let colour = sky(x, y);
  for (const [index, { base, swing, grain, seed, lean }] of crests.entries()) {
    const crest = (at: number): number => base - swing * (clouds(at * grain + seed, seed, 2) - 0.5);
    const top = crest(x);
    if (y < top - 0.002) continue;
    const down = y - top;
    // the face below a crest leans: what falls to the right lies in the shade
    const at = x - down * lean;
    const slope = (crest(at + 0.02) - crest(at - 0.02)) / 0.04;
    const lit = smooth(0.07, -0.07, slope + 0.06 * (clouds(at * 5, y * 5 + seed, 3) - 0.5));
    const waves = Math.sin((y * 150 + x * 26 + 11 * clouds(x * 4, y * 9, 3)) * (1.5 - index * 0.2));
    const ripple = 1 + 0.035 * waves * smooth(0.01, 0.08, down) + 0.05 * (clouds(x * 50, y * 90, 3) - 0.5);
    const bright = mix(hex('#f3a866'), hex('#ffca8c'), smooth(0.25, 0, down));
    const dark = mix(hex('#5c3a4d'), hex('#8d5253'), smooth(0, 0.3, down));
    const sand = mix(dark, bright, lit);
    const near = index / (crests.length - 1);
    const shaded = mix([sand[0] * ripple, sand[1] * ripple, sand[2] * ripple], haze, 0.62 * (1 - near) ** 1.3);
    const rim = Math.exp(-down * 260) * lit;
    colour = mix(colour, plus(shaded, hex('#ffd9a0'), rim * 0.25), smooth(top - 0.0012, top + 0.0012, y));
  }
  return colour;
}

function sky(x: number, y: number): Colour {
  const away = Math.hypot(x - sunAt[0], y - sunAt[1]);
  const streak = smooth(0.5, 0.8, clouds(x * 1.7 + 4, y * 13, 6)) * smooth(0.44, 0.1, y);
  const cloudy = mix(skyColours(y / 0.47), mix(hex('#ffd0a0'), hex('#b8788a'), smooth(0.1, 0.7, away)), streak * 0.6);
  const lit = plus(cloudy, hex('#ffb870'), 0.45 * Math.exp(-away * 5));
  return mix(lit, hex('#fff3d6'), smooth(0.05, 0.045, away));
}
