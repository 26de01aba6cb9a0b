import assert from 'node:assert/strict';
import { openSync, writeSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BodyFile } from '../../../src/core/run/recorder';
import type { LedgerRow } from '../../../src/store/ledger/ledgerRow';
import { placeFile, stagePicture } from '../../../src/store/pictures/pictureFile';
import type { PendingAnswer } from '../../../src/store/inbox/inbox';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { kill, startChild, untilUp } from './child';
import { failOnFact, TestFolder } from './folder';
import { planned } from './planned';

const lanes = 2;
const atAnyMoment = ['', '', '', '', '', '', ''];
/** The step at which a child stands still until it is killed; '' where it is killed at any moment. */
const kills = [...atAnyMoment, '<started', '>sending', '<sending', '<chunk=16384', '<whole', '>finished', '<finished'];
const costUsd = 0.04;

/**
 * Children make attempts as fast as they can, several at once, and say of each step what they are about to do (`>`) and
 * have done (`<`). They are killed at any moment, and once in each phase; then all that they had done must be there, and
 * nothing else be claimed.
 */
describe('a process that is killed', function () {
  this.timeout(30_000);
  const folder = new TestFolder();

  it('leaves every attempt in the ledger, and every byte that had come in the inbox', async () => {
    const store = createStore(folder.file('dualtrack.db'), folder.onFact);
    const living = new Set<string>();
    const seen = { unknown: 0, none: 0, billed: 0, parts: 0, wholes: 0 };
    const lane = async (number: number): Promise<void> => {
      for (const [n, standstill] of kills.entries()) {
        const log = folder.file(`log-${number}-${n}`);
        living.add(log);
        const child = startChild(__filename, 'work', [folder.path, log, String(n % 2), standstill]);
        try {
          await untilUp(child);
          if (standstill === '') await delay(Math.random() * 120);
        } finally {
          living.delete(log);
          await kill(child);
        }
        await checkRecovery(store, log, living, seen);
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
    await checkPictures(folder.file('assets'));
    const rows = await store.ledger.list({ since: 0 }, 1e6);
    assert.ok(rows.every(({ state }) => state === 'finished'));
    assert.deepEqual(folder.facts, []);
    // children were killed in all phases: else this test would test less than it says
    assert.ok(
      Object.values(seen).every((times) => times > 0),
      JSON.stringify(seen),
    );
    await store.close();
  });
});

interface Seen {
  unknown: number;
  none: number;
  billed: number;
  parts: number;
  wholes: number;
}

async function checkRecovery(store: Store, log: string, living: ReadonlySet<string>, seen: Seen): Promise<void> {
  const recovered = (await store.recover()).map(({ id }) => id);
  for (const other of living) {
    const theirs = await stepsOf(other);
    assert.ok(!recovered.some((id) => theirs.has(id)), 'an attempt of a living process was ended');
  }
  const rows = new Map((await store.ledger.list({ since: 0 }, 1e6)).map((row) => [row.id, row]));
  const pending = new Map((await store.inbox.pending()).map((answer) => [answer.id, answer]));
  for (const [id, steps] of await stepsOf(log)) {
    checkRow(rows.get(id), steps, seen);
    await checkAnswer(store, id, pending.get(id), steps, seen);
  }
}

function checkRow(row: LedgerRow | undefined, steps: readonly string[], seen: Seen): void {
  if (!row) return assert.ok(!steps.includes('<sending'), 'an attempt that may have been sent is not in the ledger');
  assert.equal(row.state, 'finished');
  const last = steps.join(' ');
  if (!steps.includes('>sending')) {
    assert.deepEqual([row.charge, row.costUsd], ['none', 0], last);
    seen.none += 1;
  } else if (steps.includes('>finished') && row.settledBy === undefined) {
    assert.deepEqual([row.charge, row.costUsd], ['billed', costUsd], last);
    seen.billed += 1;
  } else if (steps.includes('<sending')) {
    // an end that waited for other writes when the process was killed is not there: then the row says that it may have been paid
    assert.deepEqual([row.charge, row.costUsd, row.settledBy], ['unknown', row.estimateUsd, 'recovered'], last);
    seen.unknown += 1;
  }
}

async function checkAnswer(
  store: Store,
  id: string,
  answer: PendingAnswer | undefined,
  steps: readonly string[],
  seen: Seen,
): Promise<void> {
  if (steps.includes('>saved')) {
    if (steps.includes('<saved')) assert.equal(answer, undefined, 'a saved answer is offered again');
    return;
  }
  const arrived = Number(steps.findLast((step) => step.startsWith('<chunk='))?.slice('<chunk='.length) ?? 0);
  if (arrived === 0) return;
  assert.ok(answer, 'an answer is lost');
  assert.equal(answer.note?.prompt, planned().request.prompt);
  const bytes = await readFile((await store.inbox.bodyOf(id)).file);
  const expected = answerOf(id);
  assert.ok(bytes.byteLength >= arrived, `${arrived} bytes had come, ${bytes.byteLength} are there`);
  assert.ok(expected.subarray(0, bytes.byteLength).equals(bytes), 'the bytes are others than had come');
  if (answer.whole) assert.equal(bytes.byteLength, expected.byteLength, 'a part was taken for the whole');
  seen[answer.whole ? 'wholes' : 'parts'] += 1;
}

async function checkPictures(assets: string): Promise<void> {
  const names = (await readdir(assets)).filter((name) => name.endsWith('.png'));
  assert.ok(names.length > 0);
  for (const name of names) {
    const bytes = await readFile(path.join(assets, name));
    assert.ok(bytes.equals(answerOf(bytes.toString('latin1', 0, 36))), `${name} is half-written`);
  }
}

/** What a child has said of each attempt, in order. */
async function stepsOf(log: string): Promise<Map<string, string[]>> {
  const steps = new Map<string, string[]>();
  for (const line of (await readFile(log, 'utf8').catch(() => '')).split('\n')) {
    const [id, step] = line.split(' ');
    if (id === undefined || step === undefined) continue;
    steps.set(id, [...(steps.get(id) ?? []), step]);
  }
  return steps;
}

/** An answer that is like no other, of a length of its own, which begins with its id. */
function answerOf(id: string): Buffer {
  return Buffer.alloc(20_000 + (Number.parseInt(id.slice(0, 4), 16) % 100_000), id);
}

/** Says what an attempt does; the attempt stands where this does not resolve. */
type Say = (id: string, step: string) => void | Promise<void>;

/** In a child: makes attempts, `before` ones to their end and then four at a time, until it is killed. */
export async function work(folder: string, log: string, before: string, standstill: string): Promise<void> {
  const store = createStore(path.join(folder, 'dualtrack.db'), failOnFact);
  const file = openSync(log, 'a');
  const say = (id: string, step: string): void => void writeSync(file, `${id} ${step}\n`);
  await store.ledger.list({ since: 0 }, 1); // opened, so that the kill falls into the work
  for (let n = 0; n < Number(before); n += 1) await makeAttempt(store, folder, say);
  if (standstill === '') process.stdout.write('up');
  const sayAndStand: Say = async (id, step) => {
    say(id, step);
    if (step !== standstill) return;
    process.stdout.write('up');
    await new Promise(() => setInterval(() => undefined, 60_000));
  };
  const worker = async (): Promise<void> => {
    for (;;) await makeAttempt(store, folder, sayAndStand);
  };
  await Promise.all([1, 2, 3, 4].map(worker));
}

async function makeAttempt(store: Store, folder: string, say: Say): Promise<void> {
  const recorder = store.recorder({ id: 'job', place: folder });
  const record = await recorder.reserve(planned());
  const { id } = record;
  await say(id, '<started');
  await delay(Math.random() * 30); // as long as a token takes
  const step = async (name: string, take: () => void | Promise<void>): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    await say(id, `>${name}`);
    await take();
    await say(id, `<${name}`);
  };
  const answer = answerOf(id);
  await step('sending', () => record.sending());
  let body: BodyFile | undefined;
  await step('head', () => {
    body = record.receive({ status: 200, contentType: 'application/json' });
  });
  for (let at = 0; at < answer.byteLength; at += 16_384) {
    const chunk = answer.subarray(at, at + 16_384);
    await step(`chunk=${at + chunk.byteLength}`, async () => void (await body?.write([chunk])));
  }
  await step('whole', async () => void (await body?.whole()));
  await step('finished', () => record.finished({ charge: 'billed', costUsd, status: 200, endedAt: 9_000 }));
  await step('file', async () => void (await savePicture(path.join(folder, 'assets'), answer)));
  await step('saved', () => store.records.clear(id));
}

async function savePicture(folder: string, bytes: Uint8Array): Promise<void> {
  const { path: file } = await stagePicture({ bytes, mime: 'image/png', width: 1, height: 1 }, [folder]);
  await placeFile(file, folder, { stem: 'fox', extension: 'png' });
}
