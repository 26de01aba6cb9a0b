import type { Palette } from './palette';
import type { Choices } from './random';

/** Where a scene is drawn: everything from the horizon down is its own, up to the edges of the picture. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  /** In pixels from the top; text stands above it. */
  readonly horizon: number;
  /** The length that drawings are measured in: the square root of the picture's area, whatever its ratio. */
  readonly unit: number;
  readonly palette: Palette;
  readonly choices: Choices;
}

/** Draws a scene as SVG elements. */
export type Scene = (stage: Stage) => string;
