import { withPart } from '../harness/readmePart';
import type { Comparison } from './compare';
import type { Tally } from './tally';

const begin = '<!-- simulate: begin (made by "npm run -s simulate -- --all --readme") -->';
const end = '<!-- simulate: end -->';

const columns: readonly (readonly [string, (tally: Tally) => string])[] = [
  ['delivered', ({ deliveredShare }) => `${floored(deliveredShare * 100, 1)} %`],
  ['jobs paid twice', ({ paidTwice }) => String(paidTwice)],
  ['paid calls a picture', ({ paidCallsPerPicture }) => paidCallsPerPicture?.toFixed(2) ?? '–'],
  ['95 % within', ({ secondsToPicture }) => (secondsToPicture ? `${Math.round(secondsToPicture.p95)} s` : '–')],
];

/** The table of the README: each scenario a line, in each cell the product and the plain try/except. */
export function toTable(all: readonly Comparison[]): string {
  const lines = all.map(({ title, dualtrack, plain }) => [
    title,
    ...columns.map(([, cell]) => `${cell(dualtrack)} / ${cell(plain)}`),
  ]);
  const head = ['Dualtrack / plain', ...columns.map(([name]) => name)];
  return [head, ['---', ...columns.map(() => '--:')], ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** Nothing is rounded up to 100 %. */
function floored(value: number, digits: number): string {
  return (Math.floor(value * 10 ** digits + 1e-6) / 10 ** digits).toFixed(digits);
}

/** The README with this table in the place that is marked for it. Throws when there is no such place. */
export function withTable(readme: string, table: string): string {
  return withPart(readme, { begin, end }, table);
}
