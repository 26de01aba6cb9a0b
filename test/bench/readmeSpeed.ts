import { withPart } from '../harness/readmePart';
import { kilobytes } from './report';
import type { Parts } from './results';

const marks = {
  begin: '<!-- speed: begin (made by "npm run bench") -->',
  end: '<!-- speed: end -->',
};

type Row = readonly [what: string, dualtrack: string, beside: string];
type Rows = { readonly [P in keyof Parts]?: (found: Parts[P]) => readonly Row[] };

/** What each part of the bench says in the README. */
const rows: Rows = {
  bigAnswers: (found) => [
    ...wires.map(([wire, peer]): Row => {
      const ours = found[`Dualtrack, ${wire}`];
      const [pipe, other] = [found['a bare pipe into a file'], found[peer]];
      return [
        `longest stall of the editor's thread while 50 MB arrive, ${wire}`,
        ms(ours?.longestStallMs),
        `a bare pipe into a file ${ms(pipe?.longestStallMs)}, \`${peer}\` ${ms(other?.longestStallMs)}`,
      ];
    }),
    [
      'time until that picture is there (generateContent / chat / images)',
      wires.map(([wire]) => times(found[`Dualtrack, ${wire}`]?.timeOfGoogle)).join(' / '),
      wires.map(([, peer]) => `\`${peer}\` ${times(found[peer]?.timeOfGoogle)}`).join(', '),
    ],
  ],
  memory: (found) => [
    [
      'memory above idle while 8 answers of 35 MB arrive at once, all processes',
      mb(found['Dualtrack, generateContent']?.mbAboveIdle),
      `\`@google/genai\` ${mb(found['@google/genai']?.mbAboveIdle)}`,
    ],
  ],
  poisoned: ({ large, small }) => [
    [
      `a job behind an answer made to do harm delivers within (${large.shapes + small.shapes} such answers)`,
      ms(Math.max(large.next.ms, small.next.ms)),
      '–',
    ],
  ],
  ownWork: (found) => [
    ownWorkRow(found, 'own work with ledger and inbox, direct / with a failover', 'Dualtrack, with ledger and inbox'),
    ownWorkRow(found, 'the same, and the picture in a file', 'Dualtrack, with ledger, inbox and file'),
    [
      'own work without them',
      own(found['Dualtrack']),
      ['ai + ai-retry', 'plain try/except', '@portkey-ai/gateway']
        .map((peer) => `${peer} ${own(found[peer])}`)
        .join(', '),
    ],
  ],
  gallery: ({ pictures, firstPaintMs, searchHostMs, searchPageMs, longestTaskMs, scrolled, heapMb, images }) => [
    [
      `the panel with ${pictures} pictures: first ones on the page / a search in the host / a search until it is drawn`,
      [firstPaintMs, searchHostMs, searchPageMs].map(ms).join(' / '),
      '–',
    ],
    [
      `its longest task while ${scrolled} pictures are scrolled past / its memory then / image elements at most`,
      `${ms(longestTaskMs)} / ${mb(heapMb)} / ${images}`,
      '–',
    ],
  ],
  thumbnails: ({ pictures, longestStallMs, longestWorkMs }) => [
    [
      `longest stall of the editor's thread while ${pictures} new 4K pictures get their thumbnails / its own part of it`,
      [longestStallMs, longestWorkMs].map(ms).join(' / '),
      '–',
    ],
  ],
  ledger: ({ attempts, pictures, openMs, searchMs, yearByDayMs, insertMs }) => [
    [
      `a ledger of ${attempts} attempts and ${pictures} pictures: opened / searched / a year by day / written to`,
      [openMs, searchMs, yearByDayMs, insertMs].map(ms).join(' / '),
      '–',
    ],
  ],
  activation: ({ ms: taken, bytesBeforeReturn, bytesAtStart }) => [
    [
      'activation, as VS Code shows it',
      ms(taken.Dualtrack),
      Object.entries(taken)
        .filter(([name]) => name !== 'Dualtrack')
        .map(([name, own]) => `${name} ${ms(own)}`)
        .join(', '),
    ],
    ['code read until then / right after', `${kilobytes(bytesBeforeReturn)} / ${kilobytes(bytesAtStart)}`, '–'],
  ],
};

const wires = [
  ['generateContent', '@google/genai'],
  ['chat', 'openai, chat'],
  ['images', 'openai, images'],
] as const;

/** The README with the table of what was found in the place that is marked for it. Throws when there is no such place. */
export function withSpeedTable(readme: string, found: Partial<Parts>): string {
  const lines = (Object.keys(rows) as (keyof Parts)[]).flatMap((part) => rowsOf(part, found));
  const head = [
    ['', 'Dualtrack', 'beside it'],
    ['---', '--:', '---'],
  ];
  return withPart(readme, marks, [...head, ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n'));
}

function rowsOf<P extends keyof Parts>(part: P, found: Partial<Parts>): readonly Row[] {
  const one = found[part];
  return one === undefined ? [] : (rows[part]?.(one) ?? []);
}

function ownWorkRow(found: Parts['ownWork'], what: string, name: string): Row {
  return [what, own(found[name]), '–'];
}

function own(found: Parts['ownWork'][string] | undefined): string {
  return `${times(found?.direct)} / ${times(found?.withFailover)}`;
}

const times = (value: number | undefined): string => value?.toFixed(2) ?? '–';
const ms = (value: number | undefined): string => (value === undefined ? '–' : `${value} ms`);
const mb = (value: number | undefined): string => (value === undefined ? '–' : `${value} MB`);
