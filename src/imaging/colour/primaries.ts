/** A colour as CIE xy. */
export type Chromaticity = readonly [x: number, y: number];

/** The colours that red, green, blue and white are in a picture. */
export interface Primaries {
  readonly white: Chromaticity;
  readonly red: Chromaticity;
  readonly green: Chromaticity;
  readonly blue: Chromaticity;
}

const d65: Chromaticity = [0.3127, 0.329];

export const srgbPrimaries: Primaries = { white: d65, red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06] };

/** By their code points in H.273. */
export const primariesByCode: Readonly<Record<number, Primaries>> = {
  1: srgbPrimaries, // BT.709
  9: { white: d65, red: [0.708, 0.292], green: [0.17, 0.797], blue: [0.131, 0.046] }, // BT.2020
  11: { white: [0.314, 0.351], red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] }, // DCI-P3
  12: { white: d65, red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] }, // Display P3
};

type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

/** The white of the profile connection space. */
export const d50: Vector = [0.9642, 1, 0.8249];

/** Linear Bradford: XYZ to the response of the eye's cones. */
const bradford: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

/** XYZ of red, green and blue as a profile has them, seen under D50; undefined where the primaries are not real colours. */
export function colorantsOf({ white, red, green, blue }: Primaries): Matrix | undefined {
  const sides = [red, green, blue].map(xyz);
  const [r, g, b] = sides;
  if (!r || !g || !b) return undefined;
  const amounts = solve(transposed([r, g, b]), xyz(white));
  const adapt = (color: Vector): Vector => adapted(color, xyz(white));
  const colorants: Matrix = [adapt(times(r, amounts[0])), adapt(times(g, amounts[1])), adapt(times(b, amounts[2]))];
  return colorants.flat().every((part) => Number.isFinite(part) && Math.abs(part) < 4) ? colorants : undefined;
}

function xyz([x, y]: Chromaticity): Vector {
  return [x / y, 1, (1 - x - y) / y];
}

function adapted(color: Vector, white: Vector): Vector {
  const [from, to] = [multiply(bradford, white), multiply(bradford, d50)];
  const cones = multiply(bradford, color);
  return solve(bradford, [(cones[0] * to[0]) / from[0], (cones[1] * to[1]) / from[1], (cones[2] * to[2]) / from[2]]);
}

function times([x, y, z]: Vector, factor: number): Vector {
  return [x * factor, y * factor, z * factor];
}

function multiply([a, b, c]: Matrix, v: Vector): Vector {
  return [dot(a, v), dot(b, v), dot(c, v)];
}

function transposed([a, b, c]: Matrix): Matrix {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

/** x of matrix * x = v, by Cramer's rule. */
function solve(matrix: Matrix, v: Vector): Vector {
  const [a, b, c] = transposed(matrix);
  const whole = dot(a, cross(b, c));
  return [dot(v, cross(b, c)) / whole, dot(a, cross(v, c)) / whole, dot(a, cross(b, v)) / whole];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
