import type { Comparison } from './compare';
import type { Tally } from './tally';

const rows: readonly (readonly [string, (tally: Tally) => string])[] = [
  [
    'delivered',
    ({ delivered, jobs, deliveredShare }) => `${delivered} of ${jobs} (${(deliveredShare * 100).toFixed(2)} %)`,
  ],
  ['paid calls', ({ paidCalls, paidUsd }) => `${paidCalls} ($${paidUsd.toFixed(2)})`],
  ['paid twice', ({ paidTwice, paidTwiceUnasked }) => `${paidTwice} (${paidTwiceUnasked} without consent)`],
  ['paid, no picture', ({ paidForNothing }) => String(paidForNothing)],
  ['paid calls a picture', ({ paidCallsPerPicture }) => paidCallsPerPicture?.toFixed(2) ?? '-'],
  ['cost a picture', ({ usdPerPicture }) => (usdPerPicture === undefined ? '-' : `$${usdPerPicture.toFixed(4)}`)],
  ['time to picture, p50', ({ secondsToPicture }) => seconds(secondsToPicture?.p50)],
  ['p95', ({ secondsToPicture }) => seconds(secondsToPicture?.p95)],
  ['p99', ({ secondsToPicture }) => seconds(secondsToPicture?.p99)],
  ['time to failure, p50', ({ secondsToFailure }) => seconds(secondsToFailure?.p50)],
  [
    'failures',
    ({ failures }) =>
      Object.entries(failures)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', ') || '-',
  ],
];

function seconds(value: number | undefined): string {
  return value === undefined ? '-' : `${value.toFixed(1)} s`;
}

/** One scenario as people read it in a terminal. */
export function toText({ title, about, dualtrack, plain }: Comparison): string {
  const lines = rows.map(([name, value]) => `${name.padEnd(24)}${value(dualtrack).padEnd(30)}${value(plain)}`);
  return [title, about, '', `${''.padEnd(24)}${'Dualtrack'.padEnd(30)}plain try/except`, ...lines, ''].join('\n');
}
