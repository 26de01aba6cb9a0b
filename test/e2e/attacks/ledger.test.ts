import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { FailoverDeps } from '../../../src/core/run/failover';
import { failOver } from '../../../src/core/run/failover';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { Health } from '../../../src/core/run/health';
import { findModel } from '../../../src/core/services/models';
import type { Route } from '../../../src/core/services/route';
import { RouteQueues } from '../../../src/core/run/queue';
import { parseRoutes } from '../../../src/core/settings/settings';
import { createProviders } from '../../../src/providers/createProviders';
import { testReader } from '../../harness/answers';
import { systemClock } from '../../../src/providers/transport/systemClock';
import { createTransport } from '../../../src/providers/transport/transport';
import { createNodeHttpClient } from '../../../src/providers/transport/nodeHttpClient';
import type { LedgerRow } from '../../../src/store/ledger/ledgerRow';
import { createStore } from '../../../src/store/store';
import { VirtualClock } from '../../harness/virtualClock';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import type { DoorRun } from '../door/door';
import { doorWith } from '../door/door';

/** Locks the ledger as soon as it holds an attempt that takes a moment to be sent: whether that was sent can no longer be written. */
const lockAfterStart = (db: string): string => `
const { DatabaseSync } = require('node:sqlite');
const { prepare, exec } = DatabaseSync.prototype;
let began = false;
const { arrayBuffer } = Request.prototype;
Request.prototype.arrayBuffer = async function () {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return arrayBuffer.call(this);
};
DatabaseSync.prototype.prepare = function (sql) {
  began ||= sql.includes('INSERT INTO attempt');
  return prepare.call(this, sql);
};
DatabaseSync.prototype.exec = function (sql) {
  exec.call(this, sql);
  if (sql !== 'COMMIT' || !began || globalThis.holder) return;
  globalThis.holder = new DatabaseSync(${JSON.stringify(db)});
  exec.call(globalThis.holder, 'BEGIN IMMEDIATE');
};`;

/**
 * Says at the end for which share of its work with the ledger the process stood still at one go, at most. What comes before is not
 * of the ledger: loading the program on a machine that is busy.
 */
const measureStall = `
const { DatabaseSync } = require('node:sqlite');
const { exec } = DatabaseSync.prototype;
let [began, last, longest] = [NaN, NaN, 0];
const look = () => {
  longest = Math.max(longest, performance.now() - last);
  last = performance.now();
};
DatabaseSync.prototype.exec = function (sql) {
  if (Number.isNaN(began)) {
    began = last = performance.now();
    setInterval(look, 5).unref();
  }
  exec.call(this, sql);
};
process.on('exit', () => {
  look();
  require('node:fs').writeSync(2, 'stood still for ' + longest / (performance.now() - began));
});`;

/** Time passes a thousand times as fast as on the wall, whose clock somebody sets back by a day meanwhile. */
const clockSetBack = `
const [now, passed] = [Date.now, performance.now.bind(performance)];
performance.now = () => passed() * 1000;
Date.now = () => now() - (passed() > 500 ? 86_400_000 : 0);`;

/** A process that this one forks dies of a text, as of one that takes all memory. */
const childDiesOf = (word: string): string => `
const children = require('node:child_process');
const { fork } = children;
children.fork = (file, args, options) =>
  fork(file, args, { ...options, execArgv: [...options.execArgv, '--require', __filename] });
const { parse } = JSON;
JSON.parse = (text, ...rest) => {
  if (process.send && String(text).includes('${word}')) process.kill(process.pid, 'SIGKILL');
  return parse(text, ...rest);
};`;

describe('a ledger that somebody spoils', () => {
  let relay: Emulator;
  let folder: string;
  before(async () => (relay = await startEmulator({ kind: 'relay', keys: ['test'] })));
  after(() => relay.close());
  beforeEach(() => {
    relay.reset();
    folder = fs.mkdtempSync(path.join(tmpdir(), 'dualtrack-ledger-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const db = (): string => path.join(folder, 'store', 'dualtrack.db');
  const inbox = (): string => path.join(folder, 'store', 'inbox');
  const run = (script = '', ...args: string[]): Promise<DoorRun> => {
    const route = { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url, key: 'test' };
    return doorWith({ script }, folder, [route], '--prompt', 'a fox', '--db', db(), ...args);
  };

  async function rows(): Promise<LedgerRow[]> {
    const store = createStore(db(), (fact) => assert.fail(fact.what));
    const found = await store.ledger.list({ since: 0 });
    await store.close();
    return found;
  }

  function lock(): DatabaseSync {
    const other = new DatabaseSync(db());
    other.exec('BEGIN IMMEDIATE');
    return other;
  }

  it('by a lock gets no request sent that it does not know, and stops nobody’s work meanwhile', async () => {
    assert.equal((await run()).code, 0);
    relay.reset();
    const other = lock();
    const { lines, errors } = await run(measureStall);
    other.close();
    assert.deepEqual([lines[0]?.failure, lines[0]?.charge], ['budget', 'none']);
    assert.equal(relay.requests.length, 0);
    const share = Number(/stood still for ([\d.e-]+)/.exec(errors)?.[1]);
    assert.ok(share < 0.5, `it stood still for ${share} of the run`);
  });

  it('by a lock after an attempt was begun gets nothing sent, and knows that it was free', async () => {
    assert.equal((await run()).code, 0);
    relay.reset();
    const { lines } = await run(lockAfterStart(db()));
    assert.deepEqual([lines[0]?.failure, lines[0]?.charge], ['budget', 'none']);
    assert.equal(relay.requests.length, 0);
    await run(); // which finds what that one has left
    assert.deepEqual((await rows()).map(({ charge, state }) => [charge, state]).sort(), [
      ['billed', 'finished'],
      ['billed', 'finished'],
      ['none', 'finished'],
    ]);
  });

  it('by cutting its file while a request is under way has what that cost all the same', async () => {
    let goOn = (): void => undefined;
    const cut = new Promise<void>((resolve) => (goOn = resolve));
    relay.script({ do: 'answer', after: cut });
    const running = run();
    await relay.arrived(1);
    fs.truncateSync(db());
    goOn();
    const { lines } = await running;
    assert.equal(lines[0]?.charge, 'billed');
    assert.deepEqual(
      (await rows()).map(({ charge, state }) => [charge, state]),
      [['billed', 'finished']],
    );
  });

  it('by a file in the way for a moment loses no row of the run', async () => {
    const blocked = path.dirname(db());
    fs.writeFileSync(blocked, 'a file, where the folder should be');
    let goOn = (): void => undefined;
    relay.script({ do: 'answer', after: new Promise<void>((resolve) => (goOn = resolve)) });
    const running = run('', '--count', '2', '--concurrency', '1');
    await relay.arrived(1);
    fs.rmSync(blocked);
    goOn();
    const { code, errors } = await running;
    assert.equal(code, 0);
    assert.match(errors, /kept in memory only/);
    assert.deepEqual(
      (await rows()).map(({ charge }) => charge),
      ['billed', 'billed'],
    );
  });

  it('by a cost of ten million dollars stays readable, and believes none of it', async () => {
    assert.equal((await run()).code, 0);
    const other = new DatabaseSync(db());
    other.exec(`UPDATE attempt SET cost_nano_usd = ${10n ** 16n}, state = 'sent', charge = 'unknown', owner = 'dead'`);
    other.close();
    const { code, errors } = await run();
    assert.equal(code, 0);
    assert.match(errors, /unfinished: apiyi/);
    const [last, first] = await rows();
    assert.deepEqual([last?.charge, last?.costUsd], ['billed', 0.055]);
    assert.deepEqual([first?.charge, first?.costUsd, first?.state], ['unknown', 0.055, 'finished']);
  });

  it('by an answer that kills who reads it is not read by itself again', async () => {
    const id = randomUUID();
    const note = {
      ...{ job: 'j', route: 'apiyi', wire: 'gemini', ownOrigins: [], model: 'm', modelId: 'i', prompt: 'a fox' },
      ...{ size: '1K', ratio: '1:1', startedAt: 1, status: 200 },
    };
    fs.mkdirSync(inbox(), { recursive: true });
    fs.writeFileSync(path.join(inbox(), id), '{"text":"poison"}');
    fs.writeFileSync(path.join(inbox(), `${id}.0123456789abcdef.json`), JSON.stringify(note));
    const first = await run(childDiesOf('poison'));
    assert.equal(first.code, 0, 'only the process that reads it dies');
    assert.ok(first.errors.includes(`set aside, since reading it failed: ${path.join(inbox(), id)}`));
    const second = await run(childDiesOf('poison'));
    assert.deepEqual([second.code, second.errors], [0, '']);
  });

  it('by a clock that is set back does not call a late 502 free', async () => {
    relay.script({ do: 'status', status: 502, body: '', after: 300 });
    const { lines } = await run(clockSetBack, '--time-budget', '0');
    assert.deepEqual([lines[0]?.failure, lines[0]?.charge], ['server', 'unknown']);
    const [row] = await rows();
    assert.ok(row?.charge === 'unknown' && (row.endedAt ?? 0) >= row.startedAt);
  });
});

describe('a free check that somebody spoils', () => {
  let relay: Emulator;
  before(async () => (relay = await startEmulator({ kind: 'relay', keys: ['test'] })));
  after(() => relay.close());

  const model = findModel('nano-banana-2') ?? assert.fail();
  const painter = { draw: () => assert.fail('no placeholder is wanted') };
  const providers = createProviders({
    transport: createTransport(createNodeHttpClient({ vscodeProxy: () => false })),
    reader: testReader,
    painter,
  });

  /** Jobs on a route that failed once, and has rested since; another one stands behind it. */
  function jobs(check: NonNullable<FailoverDeps['check']>) {
    const entry = { preset: 'apiyi', baseUrl: relay.url };
    const routes = parseRoutes([
      { id: 'first', ...entry },
      { id: 'second', ...entry },
    ]) as [Route, Route];
    const clock = new VirtualClock();
    const health = new Health(clock);
    health.failed('first', { kind: 'timeout', charge: 'unknown' });
    clock.pass(3_600_000);
    const queues = new RouteQueues();
    const deps: FailoverDeps = {
      ...{ clock: systemClock, health, check, ask: async () => false, onEvent: () => undefined },
      enter: (route, signal) => queues.enter(route.id, 1, signal),
      credential: async () => ({ kind: 'key', key: 'test' }),
      provider: ({ wire }) => providers[wire] ?? assert.fail(),
    };
    const plan = {
      request: { prompt: 'a fox', model: model.id, size: '1K', ratio: '1:1', references: [] } as const,
      ...{ model, routes, afterUncertainCharge: 'stop' as const, softDeadlineMs: () => 120_000 },
      endsAt: systemClock.elapsed() + 60_000,
    };
    return async (): Promise<string> => {
      const outcome = await failOver(plan, deps, new AbortController().signal);
      return 'delivered' in outcome ? outcome.delivered.attempt.route.id : outcome.failure.kind;
    };
  }

  it('by a rejection neither ends the job nor says anything of the route', async () => {
    const run = jobs(() => Promise.reject(new Error('a fault of our own')));
    assert.deepEqual([await run(), await run()], ['first', 'first']);
  });

  it('by a model that is gone keeps the route for the next job', async () => {
    let isGone = true;
    const gone = new GenerationFailure({ kind: 'model', charge: 'none' });
    const run = jobs(async () => (isGone ? gone : undefined));
    assert.equal(await run(), 'second');
    isGone = false;
    assert.equal(await run(), 'first');
  });
});
