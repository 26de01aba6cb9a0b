import assert from 'node:assert/strict';
import type { FailureFacts } from '../../../src/core/failures/failure';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { silentAsker } from '../../../src/work/asker';
import type { Credential, Route } from '../../../src/core/services/route';
import type { Ended } from '../../../src/work/job';
import { VirtualClock } from '../../harness/virtualClock';
import type { Answer, WorldOptions } from './world';
import type { PictureFile } from '../../../src/core/pictures/image';
import { pictureInFile, startWork, wanted } from './world';

const overloaded: FailureFacts = { kind: 'overloaded', charge: 'none' };
const lost: FailureFacts = { kind: 'interrupted', charge: 'unknown' };
const unfetched: FailureFacts = { ...lost, pictureUrl: 'https://pictures.example/a.png' };

/** Works on a clock that jumps. */
function start(options: Omit<WorldOptions, 'clock' | 'store'> = {}) {
  const clock = new VirtualClock({ now: Date.parse('2026-11-28T12:00:00Z') });
  return { ...startWork({ ...options, clock }), clock };
}

const kinds = (ends: readonly Ended[]): string[] => ends.map(({ kind }) => kind);

describe('what is wanted', () => {
  it('is made, one job a picture, and told in one way', async () => {
    const { work, asker, clock, log } = start();
    const ends = await clock.run(async () => {
      const running = await work.make(wanted({ count: 3 }), asker);
      assert.equal(work.running.length, 3);
      return Promise.all(running.map(({ ended }) => ended));
    });
    assert.deepEqual(kinds(ends), ['made', 'made', 'made']);
    assert.deepEqual([work.made.length, work.running.length], [3, 0]);
    assert.ok(
      log.every((line) => !line.includes('fox')),
      'the log has no prompt',
    );
  });

  it('is listed no more when the history has forgotten it, which is told once', async () => {
    const { work, asker, clock } = start();
    await clock.run(async () => Promise.all((await work.make(wanted({ count: 3 }), asker)).map(({ ended }) => ended)));
    const [, second] = work.made;
    let changes = 0;
    work.onDidChange(() => (changes += 1));
    const left = new Set([second?.id ?? assert.fail(), 'of another window']);
    work.keepMade(left);
    work.keepMade(left);
    assert.deepEqual(work.made, [second]);
    assert.equal(changes, 1);
  });

  it('keeps no bytes once it is on disk, of the picture or of what it was made from', async () => {
    const bytes = new Uint8Array(1_000);
    const { work, asker, clock } = start({
      parts: { references: async () => [{ name: 'a.png', bytes, mime: 'image/png' }] },
    });
    await clock.run(async () => (await work.make(wanted(), asker))[0]?.ended);
    const held = (value: unknown, seen = new Set<unknown>()): boolean => {
      if (value instanceof Uint8Array) return true;
      if (typeof value !== 'object' || value === null || seen.has(value)) return false;
      seen.add(value);
      return Object.values(value).some((part) => held(part, seen));
    };
    assert.equal(work.made.length, 1);
    assert.ok(!held(work.made));
  });

  it('begins nothing where settings or files are wrong', async () => {
    const broken = new Error('the file is gone');
    const { work, asker, calls } = start({ parts: { references: () => Promise.reject(broken) } });
    await assert.rejects(work.make(wanted(), asker), broken);
    assert.deepEqual([work.running, calls], [[], []]);
  });

  it('begins nothing where all was cancelled while files were read', async () => {
    let read = (): void => undefined;
    const files = new Promise<void>((resolve) => (read = resolve));
    const { work, asker, calls } = start({ parts: { references: async () => (await files, []) } });
    const making = work.make(wanted({ count: 4 }), asker);
    work.cancelAll();
    read();
    assert.deepEqual([await making, calls], [[], []]);
  });

  it('is told as broken where no place takes the picture', async () => {
    const full = new Error('the disk is full');
    const { work, asker, clock } = start({ parts: { save: () => Promise.reject(full) } });
    const ended = await clock.run(async () => (await work.make(wanted(), asker))[0]?.ended);
    assert.ok(ended?.kind === 'broken' && /the disk is full/.test(String(ended.error)));
    assert.deepEqual([work.made, work.running], [[], []]);
  });

  it('knows after a failure which routes were not tried', async () => {
    const { work, asker, clock, calls } = start({
      answer: () => ({ kind: 'refused', charge: 'none', blockedBy: 'model' }),
    });
    const ended = await clock.run(
      async () => (await work.make(wanted({ among: ['apiyi', 'studio'] }), asker))[0]?.ended,
    );
    assert.ok(ended?.kind === 'failed');
    assert.deepEqual([calls, ended.untried.map(({ id }) => id)], [['apiyi'], ['studio']]);
    assert.equal(ended.wanted.prompt, 'a fox');
  });

  it('tells before the click which route would be asked, and after it which was not', async () => {
    const rejected = { kind: 'auth', charge: 'none' } as const;
    const { work, asker, clock } = start({
      answer: ({ id }) => (id === 'apiyi' ? rejected : { kind: 'region', charge: 'none' }),
    });
    const idsOf = (wish = wanted()): unknown[] => work.outlook(wish).routes.map(({ id }) => id);
    assert.deepEqual([idsOf(), work.outlook(wanted()).usd], [['apiyi', 'studio'], 0.055]);
    await clock.run(async () => (await work.make(wanted(), asker))[0]?.ended);
    assert.deepEqual(idsOf(wanted({ onlyRoute: 'apiyi' })), ['apiyi']);
    clock.pass(600_000); // Google's attention is over, the key of APIYI is as it was
    assert.deepEqual([idsOf(), work.outlook(wanted()).usd], [['studio'], 0.067]);
    const ended = await clock.run(async () => (await work.make(wanted(), asker))[0]?.ended);
    assert.ok(ended?.kind === 'failed');
    assert.deepEqual(
      ended.outcome.skipped.map(({ route, state }) => `${route.id} ${state.kind}`),
      ['apiyi auth'],
    );
    assert.deepEqual(ended.untried, [], 'a key that was rejected is no other way');
  });

  it('asks the one route that was chosen, also where it fails and another could', async () => {
    const { work, asker, clock, calls } = start({ answer: () => ({ kind: 'region', charge: 'none' }) });
    const ended = await clock.run(async () => (await work.make(wanted({ onlyRoute: 'studio' }), asker))[0]?.ended);
    assert.ok(ended?.kind === 'failed');
    assert.deepEqual([[...new Set(calls)], ended.untried.map(({ id }) => id)], [['studio'], ['apiyi']]);
  });

  it('tells what each route alone would cost, and what keeps it from the picture', () => {
    const { work } = start();
    const alone = (count: number): unknown[] => {
      const file = { id: 'one', uri: 'file:///ws/one.png', name: 'one.png' };
      return work
        .outlooksAlone(wanted({ references: Array.from({ length: count }, () => file) }))
        .map(({ route, outlook }) => [route.id, outlook.usd, outlook.obstacles.map(({ obstacle }) => obstacle.what)]);
    };
    assert.deepEqual(alone(0), [
      ['apiyi', 0.055, []],
      ['studio', 0.067, []],
    ]);
    assert.deepEqual(alone(99), [
      ['apiyi', undefined, ['references']],
      ['studio', undefined, ['references']],
    ]);
  });

  it('goes only to the routes that it names', async () => {
    const { work, asker, clock, calls } = start();
    await clock.run(async () => (await work.make(wanted({ among: ['studio'] }), asker))[0]?.ended);
    assert.deepEqual(calls, ['studio']);
  });

  it('stops at once when it is cancelled', async () => {
    const { work, asker, clock } = start({ answer: () => 'hang' });
    const ended = await clock.run(async () => {
      const [running] = await work.make(wanted(), asker);
      await untilNow();
      running?.cancel();
      assert.equal(running?.cancelling, true);
      return running?.ended;
    });
    assert.ok(ended?.kind === 'failed' && ended.outcome.failure.kind === 'cancelled');
  });

  it('is not harmed by another picture of the same click that fails', async () => {
    let asked = 0;
    const refused: FailureFacts = { kind: 'refused', charge: 'none', blockedBy: 'model' };
    const { work, asker, clock } = start({ answer: () => ((asked += 1) === 2 ? refused : 'picture') });
    const ends = await clock.run(async () => {
      const running = await work.make(wanted({ count: 3 }), asker);
      return Promise.all(running.map(({ ended }) => ended));
    });
    assert.deepEqual(kinds(ends).sort(), ['failed', 'made', 'made']);
    assert.equal(work.made.length, 2);
  });

  it('ends as a whole where all is cancelled, also what waits for its turn or for an answer', async () => {
    const slow = start({ answer: () => 'hang' });
    const asking = start({ answer: (route) => (route.id === 'apiyi' ? lost : 'picture'), afterUncertainCharge: 'ask' });
    for (const { work, asker, clock, calls } of [slow, asking]) {
      const ends = await clock.run(async () => {
        const running = await work.make(wanted({ count: 20 }), asker);
        await untilNow();
        const begun = calls.length;
        work.cancelAll();
        assert.ok(running.every(({ cancelling }) => cancelling));
        const all = await Promise.all(running.map(({ ended }) => ended));
        assert.equal(calls.length, begun, 'nothing more is sent');
        return all;
      });
      assert.ok(ends.every((end) => end.kind === 'failed'));
      assert.deepEqual([work.running, work.made], [[], []]);
    }
    assert.ok(slow.calls.length < 20, 'some waited for their turn');
    assert.equal(asking.asker.asked.length, 1);
  });

  it('tells which route is tried, why one failed, and how long the wait is before they are tried again', async () => {
    let tries = 0;
    const { work, asker, clock, calls } = start({ answer: () => ((tries += 1) <= 2 ? overloaded : 'picture') });
    const seen: string[] = [];
    const ended = await clock.run(async () => {
      const [running] = await work.make(wanted(), asker);
      work.onDidChange(() => {
        const { step, learned } = running?.progress ?? {};
        const now =
          step?.type === 'trying' ? `trying ${step.route.id}` : step?.type === 'waiting' ? 'waiting' : step?.type;
        const why =
          learned?.type === 'failed' ? ` after ${learned.attempt.route.id}: ${learned.attempt.failure?.kind}` : '';
        if (now !== undefined && seen.at(-1) !== now + why) seen.push(now + why);
        if (step?.type === 'waiting') assert.ok(step.ms > 0 && step.leftMs < 60_000 && step.leftMs > 0);
      });
      return running?.ended;
    });
    assert.deepEqual(calls, ['apiyi', 'studio', 'apiyi']);
    assert.deepEqual(seen, [
      'trying apiyi',
      'working after apiyi: overloaded',
      'trying studio after apiyi: overloaded',
      'working after studio: overloaded',
      'waiting after studio: overloaded',
      'trying apiyi after studio: overloaded',
      'saving',
    ]);
    assert.ok(ended?.kind === 'made');
    assert.deepEqual(
      ended.made.attempts.map(({ route, failure }) => [route.id, failure?.kind]),
      [
        ['apiyi', 'overloaded'],
        ['studio', 'overloaded'],
        ['apiyi', undefined],
      ],
    );
  });

  it('shows seconds as they pass, and nothing once nothing is under way', async () => {
    const { work, asker, clock } = start({ answer: () => new Promise<Answer>(() => undefined) });
    let told = 0;
    work.onDidChange(() => (told += 1));
    await clock.run(async () => {
      const [running] = await work.make(wanted(), asker);
      await clock.sleep(5_500);
      assert.ok(told >= 5, `${told} changes`);
      assert.equal(running?.progress.step.type, 'trying');
      assert.equal(work.elapsed() - (running?.progress.since ?? NaN), 5_500);
      running?.cancel();
    });
    work.dispose();
    const before = told;
    await clock.sleep(10_000);
    assert.equal(told, before);
  });
});

describe('the question for a key', () => {
  it('cancels the whole click where somebody closes it, and no dearer route is asked', async () => {
    const { work, calls, clock } = start();
    const asked: string[] = [];
    const asker = {
      ask: () => undefined,
      credential: async ({ id }: Route): Promise<Credential> => {
        asked.push(id);
        await clock.sleep(1_000, new AbortController().signal);
        if (id === 'apiyi') throw new GenerationFailure({ kind: 'cancelled', charge: 'none' });
        return { kind: 'key', key: 'test-key-not-real' };
      },
    };
    const ends = await clock.run(async () =>
      Promise.all((await work.make(wanted({ count: 9 }), asker)).map(({ ended }) => ended)),
    );
    const failures = ends.flatMap((ended) => (ended.kind === 'failed' ? [ended.outcome.failure.kind] : []));
    assert.deepEqual([failures, calls], [Array<string>(9).fill('cancelled'), []]);
    assert.ok(asked.length < 9, 'pictures that waited in the queue ask again');
    const { routes, skipped } = work.outlook(wanted());
    assert.deepEqual(
      [routes.map(({ id }) => id), skipped.map(({ state }) => state.reason)],
      [['studio'], ['keyMissing']],
    );
    const [next] = await clock.run(async () =>
      Promise.all((await work.make(wanted(), asker)).map(({ ended }) => ended)),
    );
    assert.deepEqual([next?.kind, calls], ['made', ['studio']]);
  });

  it('is what a job waits for, whose seconds begin when there is a key', async () => {
    const { work, clock } = start();
    const began = clock.elapsed();
    const steps: unknown[] = [];
    const asker = {
      ask: () => undefined,
      credential: async (_: Route, signal: AbortSignal, onAsk: () => void): Promise<Credential> => {
        onAsk();
        await clock.sleep(9_000, signal);
        return { kind: 'key', key: 'test-key-not-real' };
      },
    };
    await clock.run(async () => {
      const [running] = await work.make(wanted(), asker);
      work.onDidChange(() => steps.push([running?.progress.step.type, running?.progress.since]));
      return running?.ended;
    });
    const told = steps.map((step) => JSON.stringify(step));
    assert.ok(told.includes(JSON.stringify(['keyWanted', undefined])), told.join());
    assert.ok(told.includes(JSON.stringify(['trying', began + 9_000])), told.join());
  });

  it('leads to the next route where nobody can be asked', async () => {
    const { work, calls, clock } = start();
    const asker = silentAsker(async ({ id }) => {
      if (id === 'apiyi') throw new GenerationFailure({ kind: 'auth', charge: 'none', reason: 'keyMissing' });
      return { kind: 'key', key: 'test-key-not-real' };
    });
    const ended = await clock.run(async () => (await work.make(wanted(), asker))[0]?.ended);
    assert.deepEqual([ended?.kind, calls], ['made', ['studio']]);
  });
});

describe('a question of a job', () => {
  const first = (route: { id: string }): Answer => (route.id === 'apiyi' ? lost : 'picture');

  it('is asked once for a click, and its answer holds for each of its pictures', async () => {
    const { work, asker, clock, calls } = start({ answer: first, afterUncertainCharge: 'ask' });
    const ends = await clock.run(async () => {
      const running = await work.make(wanted({ count: 3 }), asker);
      await untilNow();
      const [question] = asker.asked;
      assert.ok(question?.question.what === 'uncertain');
      assert.deepEqual([question.pictures, question.answers, question.no], [3, ['pay', 'stop'], 'stop']);
      assert.equal(work.questionOf(running[2]?.id ?? ''), question);
      question.answer('anything else');
      assert.equal(work.questionOf(running[0]?.id ?? ''), question);
      question.answer('pay');
      return Promise.all(running.map(({ ended }) => ended));
    });
    assert.equal(asker.asked.length, 1);
    assert.deepEqual(kinds(ends), ['made', 'made', 'made']);
    assert.deepEqual(calls.filter((id) => id === 'studio').length, 3);
  });

  it('stays open when its message is closed, and can be asked again', async () => {
    const { work, asker, clock } = start({ answer: first, afterUncertainCharge: 'ask' });
    const ended = await clock.run(async () => {
      const [running] = await work.make(wanted(), asker);
      await untilNow();
      const open = work.questionOf(running?.id ?? '');
      assert.equal(open?.isShown, true);
      open.closed();
      assert.deepEqual([open.isShown, work.questionOf(running?.id ?? '') === open], [false, true]);
      assert.equal(work.askAgain(), true);
      assert.deepEqual([asker.asked.length, open.isShown], [2, true]);
      open.answer('stop');
      return running?.ended;
    });
    assert.equal(ended?.kind, 'failed');
    assert.deepEqual([work.askAgain(), asker.asked.length], [false, 2]);
  });

  it('is answered with no where nobody is there, and no box is opened', async () => {
    const { work, clock, calls } = start({ answer: first, afterUncertainCharge: 'ask' });
    const silent = silentAsker(async () => ({ kind: 'key', key: 'test-key-not-real' }));
    const ended = await clock.run(async () => (await work.make(wanted(), silent))[0]?.ended);
    assert.ok(ended?.kind === 'failed' && ended.outcome.failure.charge === 'unknown');
    assert.deepEqual(calls, ['apiyi']);
  });

  it('about a slow request ends with its picture, or with the job', async () => {
    let deliver = (_: Answer): void => undefined;
    const answer = () => new Promise<Answer>((resolve) => (deliver = resolve));
    const { work, asker, clock } = start({ answer, afterUncertainCharge: 'ask' });
    const ended = await clock.run(async () => {
      const [running] = await work.make(wanted(), asker);
      while (asker.asked.length === 0) await clock.sleep(1_000);
      assert.equal(asker.asked[0]?.question.what, 'slow');
      assert.deepEqual([asker.asked[0]?.answers, asker.asked[0]?.no], [['wait', 'switch', 'stop'], 'wait']);
      deliver('picture');
      await running?.ended;
      assert.equal(work.questionOf(running?.id ?? ''), undefined);
      return running?.ended;
    });
    assert.equal(ended?.kind, 'made');
  });

  it('asks a missing key of whoever stands behind the job, and of nobody else', async () => {
    const { work, asker, clock } = start({ answer: (route) => (route.id === 'apiyi' ? overloaded : 'picture') });
    await clock.run(async () => (await work.make(wanted(), asker))[0]?.ended);
    assert.deepEqual(asker.keysOf, ['apiyi', 'studio']);
  });
});

describe('a picture that could not be fetched', () => {
  /** Fails `times` times. */
  function failing(times: number) {
    let tries = 0;
    const download = async (): Promise<PictureFile> => {
      tries += 1;
      if (tries <= times) throw new Error('the network is down');
      return pictureInFile;
    };
    return { download, tries: () => tries };
  }

  it('is fetched later, once, from whatever door, and never made again', async () => {
    const fetches = failing(1);
    const { work, asker, clock, calls } = start({ answer: () => unfetched, parts: { transport: fetches } });
    await clock.run(async () => {
      const ended = await (await work.make(wanted(), asker))[0]?.ended;
      assert.ok(ended?.kind === 'failed' && ended.downloadAgain);
      const again = ended.downloadAgain;
      assert.equal(work.unfetched.count, 1);
      const [first] = await work.unfetched.fetchAll();
      assert.ok(first?.kind === 'unfetched' && /network is down/.test(String(first.error)));
      assert.equal(work.unfetched.count, 1, 'it is kept');
      const [one, [other]] = await Promise.all([again().ended, work.unfetched.fetchAll()]);
      assert.ok(one.kind === 'made' && other?.kind === 'made' && one.made === other.made);
      assert.equal(one.made.picture.charge, 'billed');
      assert.deepEqual(await again().ended, one, 'it is there already');
    });
    assert.deepEqual([fetches.tries(), calls, work.unfetched.count], [2, ['apiyi'], 0]);
  });

  it('stays on offer beside others, whatever is made meanwhile, and each arrives once', async () => {
    const fetches = failing(2);
    let isLinked = true;
    const answer = (): Answer => (isLinked ? unfetched : 'picture');
    const { work, asker, clock, calls } = start({ answer, parts: { transport: fetches } });
    const make = async (prompt: string) => (await work.make(wanted({ prompt }), asker))[0]?.ended;
    const ends = await clock.run(async () => {
      await make('a lost kite');
      await make('a lost boat');
      isLinked = false;
      await make('a kite that arrived');
      assert.equal(work.unfetched.count, 2);
      assert.deepEqual(kinds(await work.unfetched.fetchAll()), ['unfetched', 'unfetched']);
      assert.equal(work.unfetched.count, 2, 'the network was down');
      return work.unfetched.fetchAll();
    });
    assert.deepEqual(kinds(ends), ['made', 'made']);
    const prompts = work.made.map(({ saved }) => saved.label).sort();
    assert.deepEqual(prompts, ['a kite that arrived', 'a lost boat', 'a lost kite']);
    assert.deepEqual([fetches.tries(), calls.length, work.unfetched.count], [4, 3, 0]);
  });

  it('is compared with what was asked', async () => {
    const { work, asker, clock } = start({ answer: () => unfetched });
    const options = { model: 'nano-banana-2', size: '4K', ratio: '1:1' } as const;
    const fetched = await clock.run(async () => {
      const ended = await (await work.make(wanted({ options }), asker))[0]?.ended;
      return ended?.kind === 'failed' ? ended.downloadAgain?.().ended : assert.fail();
    });
    assert.ok(fetched?.kind === 'made');
    assert.deepEqual(fetched.made.picture.askedPixels, { width: 4096, height: 4096 });
  });

  it('can be stopped while it is fetched, and is still offered then', async () => {
    const download = (_: string, { signal }: { signal: AbortSignal }): Promise<undefined> =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    const { work, asker, clock } = start({ answer: () => unfetched, parts: { transport: { download } } });
    await clock.run(async () => {
      const ended = await (await work.make(wanted(), asker))[0]?.ended;
      assert.ok(ended?.kind === 'failed' && ended.downloadAgain);
      const running = ended.downloadAgain();
      await untilNow();
      assert.equal(running.progress.step.type, 'fetching');
      work.cancelAll();
      const end = await running.ended;
      assert.ok(end.kind === 'failed' && end.outcome.failure.kind === 'cancelled' && end.downloadAgain);
    });
    assert.equal(work.unfetched.count, 1);
  });

  it('says so where there is no picture at its address any more', async () => {
    const page = async (): Promise<undefined> => undefined; // such as a web page
    const { work, asker, clock } = start({ answer: () => unfetched, parts: { transport: { download: page } } });
    const end = await clock.run(async () => {
      const ended = await (await work.make(wanted(), asker))[0]?.ended;
      return ended?.kind === 'failed' ? ended.downloadAgain?.().ended : assert.fail();
    });
    assert.equal(end?.kind, 'unfetched');
  });

  it('can be given up', async () => {
    const { work, asker, clock } = start({ answer: () => unfetched });
    await clock.run(async () => (await work.make(wanted(), asker))[0]?.ended);
    work.unfetched.giveUp();
    assert.deepEqual([work.unfetched.count, await work.unfetched.fetchAll()], [0, []]);
  });
});

/** All that can go on now has gone on. */
async function untilNow(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}
