import assert from 'node:assert/strict';
import type { JobRecords } from '../../../src/store/jobs/jobRecords';
import { createStore } from '../../../src/store/store';
import { TestFolder } from '../store/folder';
import { VirtualClock } from '../../harness/virtualClock';
import type { WorldOptions } from './world';
import { startWork, wanted } from './world';

/** A record of jobs that is only looked at. */
function fakeRecords(): { readonly jobRecords: JobRecords; readonly lines: string[] } {
  const lines: string[] = [];
  const jobRecords: JobRecords = {
    began: (_, { prompt, count }) => lines.push(`began ${prompt} ×${String(count)}`),
    ended: (_, how) => lines.push(how),
  };
  return { jobRecords, lines };
}

function start({ parts, ...options }: Omit<WorldOptions, 'clock' | 'store'> = {}) {
  const { jobRecords, lines } = fakeRecords();
  const clock = new VirtualClock();
  return { ...startWork({ ...options, clock, parts: { ...parts, jobRecords } }), clock, lines };
}

/** Until all that can happen without waiting has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the record of a job', () => {
  it('begins before anything is asked, one a picture, and ends with it', async () => {
    const { work, asker, clock, lines, calls } = start();
    await clock.run(async () => {
      const running = await work.make(wanted({ count: 2 }), asker);
      assert.deepEqual([lines, calls], [['began a fox ×1', 'began a fox ×1'], []]);
      await Promise.all(running.map(({ ended }) => ended));
    });
    assert.deepEqual(lines, ['began a fox ×1', 'began a fox ×1', 'made', 'made']);
  });

  const ends: Readonly<Record<string, WorldOptions>> = {
    'a refusal': { answer: () => ({ kind: 'refused', charge: 'none', blockedBy: 'model' }) },
    'a picture that no place takes': { parts: { save: () => Promise.reject(new Error('the disk is full')) } },
  };
  for (const [what, options] of Object.entries(ends)) {
    it(`says of ${what} that it failed`, async () => {
      const { work, asker, clock, lines } = start(options);
      await clock.run(async () => (await work.make(wanted(), asker))[0]?.ended);
      assert.deepEqual(lines, ['began a fox ×1', 'failed']);
    });
  }

  it('says that the user has cancelled it', async () => {
    const { work, asker, clock, lines } = start({ answer: () => 'hang' });
    await clock.run(async () => {
      const [running] = await work.make(wanted(), asker);
      await settled();
      running?.cancel();
      await running?.ended;
    });
    assert.deepEqual(lines, ['began a fox ×1', 'cancelled']);
  });
});

describe('a job with its request', () => {
  const folder = new TestFolder();

  it('is on disk, with what it may cost, before the request leaves, and with its end afterwards', async () => {
    const [store, other] = [1, 2].map(() => createStore(folder.file('dualtrack.db'), folder.onFact));
    assert.ok(store && other);
    const seen: unknown[] = [];
    const look = async (): Promise<void> => {
      const [row] = await other.ledger.list({ since: 0 });
      assert.ok(row);
      const prompts = await other.jobs.prompts([row.job]);
      const pictures = await other.history.ofJobs([row.job]);
      seen.push([row.state, row.charge, prompts.get(row.job), pictures.length]);
    };
    const answer = async (): Promise<'picture'> => (await look(), 'picture');
    const { work, asker } = startWork({ store, answer, parts: { jobRecords: store.jobRecords } }, folder.path);
    const [running] = await work.make(wanted(), asker);
    await running?.ended;
    await Promise.all([work.recorded(), store.jobs.flush()]);
    await look();
    assert.deepEqual(seen, [
      ['sent', 'unknown', 'a fox', 0],
      ['finished', 'billed', undefined, 1],
    ]);
    assert.deepEqual(folder.facts, []);
    await Promise.all([store.close(), other.close()]);
  });
});

describe('a window that goes', () => {
  it('ends its jobs, and leaves them open in the record: nobody has cancelled them', async () => {
    const { work, asker, clock, lines } = start({ answer: () => 'hang' });
    await clock.run(async () => {
      const [first] = await work.make(wanted({ prompt: 'cancelled' }), asker);
      await work.make(wanted(), asker);
      await settled();
      first?.cancel();
      await work.close(3_000);
    });
    assert.deepEqual(lines, ['began cancelled ×1', 'began a fox ×1', 'cancelled']);
    assert.deepEqual(work.running, []);
  });

  it('leaves a job open that waits for an answer about money', async () => {
    const { work, asker, clock, lines } = start({
      answer: () => ({ kind: 'interrupted', charge: 'unknown' }),
      afterUncertainCharge: 'ask',
    });
    await clock.run(async () => {
      await work.make(wanted(), asker);
      await settled();
      assert.equal(asker.asked.length, 1);
      await work.close(3_000);
    });
    assert.deepEqual([lines, work.running], [['began a fox ×1'], []]);
  });

  it('lets a picture that is being saved come to its place', async () => {
    let save = (): void => undefined;
    const place = new Promise<void>((resolve) => (save = resolve));
    const { work, asker, clock, lines } = start({
      parts: { save: async () => (await place, { uri: 'file:///a.png', label: 'a.png' }) },
    });
    await clock.run(async () => {
      await work.make(wanted(), asker);
      await settled();
      const closing = work.close(3_000);
      save();
      await closing;
    });
    assert.deepEqual([lines, work.made.length], [['began a fox ×1', 'made'], 1]);
  });

  it('does not wait for ever, such as for a dialog that nobody answers', async () => {
    const { work, asker, clock } = start({ parts: { save: () => new Promise(() => undefined) } });
    await clock.run(async () => {
      await work.make(wanted(), asker);
      await settled();
      await work.close(3_000);
    });
    assert.equal(work.running.length, 1);
  });

  it('begins nothing more', async () => {
    let read = (): void => undefined;
    const files = new Promise<void>((resolve) => (read = resolve));
    const { work, asker, clock, lines } = start({ parts: { references: async () => (await files, []) } });
    await clock.run(async () => {
      const making = work.make(wanted(), asker);
      await work.close(3_000);
      read();
      assert.deepEqual(await making, []);
    });
    assert.deepEqual(lines, []);
  });

  it('leaves its jobs open in the record also where it is only disposed of', async () => {
    const { work, asker, clock, lines } = start({ answer: () => 'hang' });
    await clock.run(async () => {
      const [running] = await work.make(wanted(), asker);
      await settled();
      work.dispose();
      await running?.ended;
    });
    assert.deepEqual(lines, ['began a fox ×1']);
  });
});
