import type { OddEnd } from './measures/oddAnswers';
import type { ClientResults, Parts } from './results';
import { toTable } from './table';

/** The results as people read them, a table for each part. */
export function tables(found: Partial<Parts>): string[] {
  const { clients, ownWork, bigAnswers, memory, poisoned, ledger, gallery, thumbnails, activation } = found;
  return [
    ...(bigAnswers ? [bigAnswerTable(bigAnswers)] : []),
    ...(memory ? [memoryTable(memory)] : []),
    ...(poisoned ? [poisonedTable(poisoned)] : []),
    ...(ownWork ? [ownWorkTable(ownWork)] : []),
    ...(clients ? [clientTable(clients)] : []),
    ...(ledger ? [ledgerTable(ledger)] : []),
    ...(gallery ? [galleryTable(gallery)] : []),
    ...(thumbnails ? [thumbnailTable(thumbnails)] : []),
    ...(activation ? [activationTable(activation)] : []),
  ];
}

function clientTable(clients: Parts['clients']): string {
  const row = (title: string, cell: (result: ClientResults) => string): string[] => [
    title,
    ...Object.values(clients).map(cell),
  ];
  return toTable([
    ['', ...Object.keys(clients)],
    row('failover, of a direct answer', ({ failoverOfDirect }) => failoverOfDirect.toFixed(2)),
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
  ]);
}

function ownWorkTable(ownWork: Parts['ownWork']): string {
  const rows = Object.entries(ownWork).map(([name, { direct, withFailover }]) => [
    ...[name, direct.toFixed(2), withFailover.toFixed(2)],
  ]);
  return toTable([['own work, times a plain fetch', 'direct', 'with failover'], ...rows]);
}

function bigAnswerTable(bigAnswers: Parts['bigAnswers']): string {
  const rows = Object.entries(bigAnswers).map(([name, { longestStallMs, stallOfPipe, timeOfGoogle }]) => [
    ...[name, `${longestStallMs} ms`, stallOfPipe.toFixed(2), timeOfGoogle.toFixed(2)],
  ]);
  return toTable([['an answer of 50 MB', 'longest stall', "of the pipe's", "time, of @google/genai's"], ...rows]);
}

function memoryTable(memory: Parts['memory']): string {
  const rows = Object.entries(memory).map(([name, { mbAboveIdle }]) => [name, `${mbAboveIdle} MB`]);
  return toTable([['answers of 35 MB at once', 'memory above idle'], ...rows]);
}

function poisonedTable(poisoned: Parts['poisoned']): string {
  const rows = Object.entries(poisoned).map(([size, { shapes, next, longestStall }]) => [
    `${size}, ${shapes} shapes`,
    `${next.ms} ms (${next.shape})`,
    `${longestStall.ms} ms (${longestStall.shape})`,
  ]);
  return toTable([['poisoned answers', 'next job delivers within', 'longest stall'], ...rows]);
}

function ledgerTable({ attempts, pictures, openMs, searchMs, yearByDayMs, insertMs }: Parts['ledger']): string {
  return toTable([
    [`a ledger of ${attempts} attempts, ${pictures} pictures`, 'median'],
    ['opened, to the first page', `${openMs} ms`],
    ['a search over the prompts', `${searchMs} ms`],
    ['a year by day and route', `${yearByDayMs} ms`],
    ['an attempt written down', `${insertMs} ms`],
  ]);
}

function galleryTable(found: Parts['gallery']): string {
  return toTable([
    [`the panel with ${found.pictures} pictures`, ''],
    ['first pictures on the page', `${found.firstPaintMs} ms`],
    ['a search in the host / to the page', `${found.searchHostMs} / ${found.searchPageMs} ms`],
    [`longest task while ${found.scrolled} are scrolled past`, `${found.longestTaskMs} ms`],
    ['memory in JavaScript after that', `${found.heapMb} MB`],
    ['image elements at most', String(found.images)],
  ]);
}

function thumbnailTable({ pictures, longestStallMs, longestWorkMs, msEach }: Parts['thumbnails']): string {
  return toTable([
    [`thumbnails of ${pictures} new 4K pictures`, ''],
    ['longest stall', `${longestStallMs} ms`],
    ['the most that the main thread itself has done in one piece', `${longestWorkMs} ms`],
    ['each', `${msEach} ms`],
  ]);
}

function activationTable({ ms, bytesBeforeReturn, bytesAtStart }: Parts['activation']): string {
  return toTable([
    ['activation', 'as VS Code shows it'],
    ...Object.entries(ms).map(([name, taken]) => [name, `${taken} ms`]),
    ["Dualtrack's code read until activate returns", kilobytes(bytesBeforeReturn)],
    ['  with that of the moment after', kilobytes(bytesAtStart)],
  ]);
}

/** As text: 1 KB is 1024 bytes. */
export function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} KB`;
}

function words({ end, paid, secondRouteAsked }: OddEnd): string {
  return `${end}, ${paid} paid${secondRouteAsked ? ', sent on' : ''}`;
}
