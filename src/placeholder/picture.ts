import { caption } from './caption';
import { chips } from './chips';
import type { PlaceholderJob } from './job';
import type { Palette } from './palette';
import { palettes } from './palette';
import { choicesFor } from './random';
import { arcs } from './scenes/arcs';
import { hills } from './scenes/hills';
import { peaks } from './scenes/peaks';
import { tiles } from './scenes/tiles';
import { waves } from './scenes/waves';
import { rosette } from './rosette';
import type { Scene, Stage } from './stage';
import { sun } from './sun';
import type { TextBlock } from './textBlock';
import { setText, tracking } from './textBlock';
import { textElement } from './textElement';
import type { Typeface } from './typeface';
import { isWritable, writable } from './writable';

const scenes: readonly [SceneRow, ...SceneRow[]] = [
  { draw: hills, sunny: true },
  { draw: peaks, sunny: true },
  { draw: waves, sunny: true },
  { draw: tiles, sunny: false },
  { draw: arcs, sunny: false },
];

interface SceneRow {
  readonly draw: Scene;
  /** Whether a sun goes well with it. */
  readonly sunny: boolean;
}

/** How much of the picture may be text; a long one gets more. */
const textShares = [0.6, 0.72, 0.82] as const;

/** For a label in letters that the typeface lacks. */
const englishLabel = 'Placeholder';

/**
 * Draws a placeholder as an SVG: a scene chosen by the prompt, and on it the prompt as far as the typeface can write it, or else a
 * flower of its own above the word that says what the picture is. The same job gives the same drawing; its colours and the kind of
 * its scene depend on the prompt alone.
 */
export function drawPicture(job: PlaceholderJob, typeface: Typeface): string {
  const { width, height } = job;
  const choices = choicesFor(job.prompt);
  const palette = choices.pick(palettes);
  const scene = choices.pick(scenes);
  const measures = measuresOf(width, height);
  const text = writeText(writable(job.prompt, typeface), typeface, job, measures);
  const label = isWritable(job.label, typeface) ? job.label : englishLabel;
  const horizon = height * (text?.share ?? textShares[0]);
  const stage: Stage = { width, height, horizon, unit: measures.unit, palette, choices };
  const title = text ? undefined : caption(label, stage, typeface);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    sky(palette),
    text ? (scene.sunny ? sun(stage, lowest(text)) : '') : rosette(stage, title?.top ?? horizon),
    scene.draw(stage),
    ...written(text, palette),
    title?.drawing ?? '',
    chips({ width, height, label: title ? '' : label }, measures.chip, typeface, palette),
    '</svg>',
  ].join('');
}

function measuresOf(width: number, height: number) {
  const unit = Math.sqrt(width * height);
  const shorter = Math.min(width, height);
  const size = Math.max(10, unit * 0.018);
  const margin = Math.max(8, Math.min(shorter * 0.065, unit * 0.06));
  return { unit, margin, chip: { size, height: size * 2, margin: margin * 0.7 } };
}

function writeText(
  text: string,
  typeface: Typeface,
  { width, height }: { readonly width: number; readonly height: number },
  { unit, margin }: { readonly unit: number; readonly margin: number },
): (TextBlock & { share: number }) | undefined {
  const largest = Math.min(unit * 0.085, height * 0.24, width * 0.2);
  const sizes = { largest, smallest: Math.min(largest, Math.max(11, unit * 0.0165)) };
  let best: (TextBlock & { share: number }) | undefined;
  for (const share of textShares) {
    const area = { x: margin, y: margin, width: width - 2 * margin, height: height * share - 1.5 * margin };
    const block = text === '' ? undefined : setText(text, typeface, area, sizes);
    if (block) best = { ...block, share };
    if (best && best.size > 0.42 * largest) break;
  }
  return best;
}

function lowest({ lines }: TextBlock): number {
  return Math.max(...lines.map(({ y }) => y));
}

function written(text: TextBlock | undefined, palette: Palette): string[] {
  if (!text) return [];
  const { size, kerned } = text;
  return text.lines.map((line) => textElement(line.text, { ...line, size, fill: palette.ink, tracking, kerned }));
}

function sky(palette: Palette): string {
  const [top, bottom] = palette.sky;
  const stops = `<stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/>`;
  const gradient = `<linearGradient id="sky" x1="0" y1="0" x2="0.25" y2="1">${stops}</linearGradient>`;
  return `<defs>${gradient}</defs><rect width="100%" height="100%" fill="url(#sky)"/>`;
}
