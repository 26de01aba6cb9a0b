import type { OddEnd } from './measures/oddAnswers';
import type { Results } from './results';
import { toTable } from './table';

/** The results as people read them. */
export function toText({ clients, bigAnswers }: Results): string {
  const names = Object.keys(clients);
  const row = (title: string, cell: (result: Results['clients'][string]) => string): string[] => [
    title,
    ...Object.values(clients).map(cell),
  ];
  const rows = [
    ['', ...names],
    row('failover, of a direct answer', ({ failoverTime }) => failoverTime.ofDirect.toFixed(2)),
    row('  own work, direct (of a fetch)', ({ failoverTime }) => failoverTime.ownWorkDirect.toFixed(2)),
    row('  own work, with failover', ({ failoverTime }) => failoverTime.ownWorkWithFailover.toFixed(2)),
    row('20 at once, first route dead', ({ atOnce }) => `${atOnce.delivered} delivered, ${atOnce.paid} paid`),
    row('200 without a picture', ({ odd }) => words(odd.noPicture)),
    row('content block', ({ odd }) => words(odd.blocked)),
    row('time-out after sending', ({ odd }) => words(odd.timeout)),
    row('connection broken after sending', ({ odd }) => words(odd.brokenConnection)),
    row('40 jobs on a bad day', ({ badDay }) => `${badDay.delivered} delivered, ${badDay.paid} paid`),
    row('  jobs paid twice', ({ badDay }) => String(badDay.paidTwice)),
    row('  paid calls a picture', ({ badDay }) => badDay.paidPerPicture?.toFixed(2) ?? '-'),
    row('route stays down: its calls a job', ({ downRoute }) => downRoute.callsPerJob.toFixed(2)),
    row('  seconds lost a job (of 0.30)', ({ downRoute }) => downRoute.secondsLostPerJob.toFixed(2)),
  ];
  const big = Object.entries(bigAnswers).map(([name, { longestStallMs, megabytesPerSecond }]) => [
    ...[name, `${longestStallMs} ms`, `${megabytesPerSecond} MB/s`],
  ]);
  return `${toTable(rows)}\n\n${toTable([['an answer of 50 MB', 'longest stall', 'speed'], ...big])}`;
}

function words({ end, paid, secondRouteAsked }: OddEnd): string {
  return `${end}, ${paid} paid${secondRouteAsked ? ', sent on' : ''}`;
}
