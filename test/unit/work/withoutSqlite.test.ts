import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { systemClock } from '../../../src/providers/transport/systemClock';
import { createStore } from '../../../src/store/store';
import type { StoreFact } from '../../../src/store/storeFact';
import { storeFactText } from '../../../src/store/storeFactText';
import { InterruptedJobs } from '../../../src/work/jobs/interruptedJobs';
import { runChild } from '../store/child';
import { TestFolder } from '../store/folder';
import { planned } from '../store/planned';
import { startWork, wanted } from './world';

/** A host whose Node was built without SQLite. */
const env = { ...process.env, NODE_OPTIONS: '--no-experimental-sqlite' };

interface Told {
  readonly ends: readonly string[];
  readonly facts: readonly string[];
  readonly lines: readonly string[];
  readonly rejected: Readonly<Record<string, string>>;
  readonly limited: string;
  readonly looked: boolean;
}

describe('a host without SQLite', function () {
  this.timeout(30_000);
  const folder = new TestFolder();
  let told: Told;
  beforeEach(async () => {
    const { stdout, stderr, code } = await runChild(__filename, 'makeInChild', [folder.path], { env });
    assert.equal(code, 0, stderr);
    told = JSON.parse(stdout) as Told;
  });

  it('makes pictures all the same, and says that nothing keeps what they cost', async () => {
    assert.deepEqual(told.ends, ['made', 'made']);
    assert.equal((await readdir(folder.file('assets'))).length, 2);
    assert.ok(told.facts.includes('noLedger'));
    assert.ok(
      told.lines.some((line) => line.startsWith('There is no ledger') && line.includes('node:sqlite')),
      told.lines.join('\n'),
    );
  });

  it('says what else is not written, and leaves no answer behind', async () => {
    assert.deepEqual([...new Set(told.facts)].sort(), ['jobNotRecorded', 'noLedger', 'notRemembered', 'unseen']);
    assert.deepEqual(await readdir(folder.file('inbox')).catch(() => []), []);
    assert.equal(existsSync(folder.file('dualtrack.db')), false);
  });

  it('makes none under a limit that nobody could keep', () => {
    assert.equal(told.limited, 'budget');
  });

  it('lets everybody who asks for a list know why there is none', () => {
    const all = ['history', 'jobs', 'ledger', 'recover', 'spent', 'unsettled'];
    assert.deepEqual(told.rejected, Object.fromEntries(all.map((name) => [name, 'noSqlite'])));
  });

  it('looks for no interrupted pictures again and again', () => {
    assert.equal(told.looked, true);
  });
});

/** In a child: makes two pictures, and asks for everything. */
export async function makeInChild(folder: string): Promise<void> {
  const facts: StoreFact[] = [];
  const store = createStore(path.join(folder, 'dualtrack.db'), (fact) => facts.push(fact), 100);
  store.keepCopy();
  const { work, asker } = startWork({ store, parts: { jobRecords: store.jobRecords } }, folder);
  const running = await work.make(wanted({ count: 2 }), asker);
  const ended = await Promise.all(running.map((job) => job.ended));
  await work.recorded();
  const reason = (error: unknown): string =>
    error instanceof Error && 'reason' in error ? String(error.reason) : String(error);
  const asked = {
    history: store.history.page(undefined, 10),
    jobs: store.jobs.left([]),
    ledger: store.ledger.list({ since: 0 }),
    recover: store.recover(),
    spent: store.ledger.spent({ since: 0 }),
    unsettled: store.ledger.unsettled(),
  };
  const rejected: Record<string, string> = {};
  for (const [name, asking] of Object.entries(asked)) {
    rejected[name] = await asking.then(() => 'nothing', reason);
  }
  const beforeLimit = facts.map(({ what }) => what);
  const limited: unknown = await store
    .recorder({ id: 'job', limit: () => () => undefined })
    .reserve(planned())
    .catch((error: unknown) => error);
  const interrupted = new InterruptedJobs({
    ...{ store, work, clock: systemClock, folders: () => [], tell: async () => undefined },
    log: { warn: () => undefined },
  });
  const looked = await interrupted.look();
  await store.close();
  const found: Told = {
    ends: ended.map(({ kind }) => kind),
    facts: beforeLimit,
    lines: facts.map(storeFactText),
    rejected,
    limited: limited instanceof GenerationFailure ? limited.kind : String(limited),
    looked,
  };
  process.stdout.write(JSON.stringify(found));
}
