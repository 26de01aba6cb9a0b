import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open as openFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AnswerNote } from '../../../src/store/inbox/answerNote';
import { AnswerWriter } from '../../../src/store/inbox/answerWriter';
import { Inbox } from '../../../src/store/inbox/inbox';
import { Presence } from '../../../src/store/inbox/presence';
import { eventually } from '../../harness/eventually';
import { TestFolder } from './folder';

const bytes = (text: string): Uint8Array => Buffer.from(text);
/** As when its process dies in the middle of it. */
async function comesInPart(inbox: Inbox, id: string, text: string): Promise<void> {
  const arrival = inbox.receive(id, note());
  await arrival.write([bytes(text)]);
  await arrival.end();
}
const textOf = async (inbox: Inbox, id: string): Promise<string> => readFile((await inbox.bodyOf(id)).file, 'utf8');

describe('the inbox', () => {
  const folder = new TestFolder();
  let presence: Presence;
  beforeEach(async () => {
    presence = new Presence(folder.file('alive'), folder.onFact);
    await presence.enter();
  });
  afterEach(() => presence.leave());
  const open = (maxBytes?: number, owner = presence): Inbox =>
    new Inbox(folder.file('inbox'), owner, folder.onFact, maxBytes);
  /** The inbox as the next process finds it. */
  const afterDeath = (): Inbox => {
    presence.leave();
    presence = new Presence(folder.file('alive'), folder.onFact);
    return open();
  };

  it('keeps a whole answer with its note', async () => {
    const [inbox, id, owner] = [open(), randomUUID(), presence.id];
    const arrival = inbox.receive(id, note());
    await arrival.write([bytes('one ')]);
    await arrival.write([bytes('two')]);
    await arrival.whole();
    await arrival.end();
    const next = afterDeath();
    assert.deepEqual(await next.pending(), [{ id, owner, whole: true, bytes: 7, note: note() }]);
    assert.equal(await textOf(next, id), 'one two');
    assert.deepEqual(folder.facts, []);
  });

  it('takes the answer of a refusal for none that holds a picture', async () => {
    for (const [status, holds] of [
      [200, true],
      [503, false],
    ] as const) {
      const [inbox, id] = [open(), randomUUID()];
      const arrival = inbox.receive(id, { ...note(), status });
      await arrival.write([bytes('one')]);
      assert.equal(await inbox.holdsWhole(id), false);
      await arrival.whole();
      assert.equal(await inbox.holdsWhole(id), holds);
    }
  });

  it('does not take a part for the whole', async () => {
    const [inbox, id, owner] = [open(), randomUUID(), presence.id];
    await comesInPart(inbox, id, 'one ');
    const next = afterDeath();
    assert.deepEqual(await next.pending(), [{ id, owner, whole: false, bytes: 4, note: note() }]);
    assert.equal(await textOf(next, id), 'one ');
  });

  it('keeps a part as one when no more comes', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const arrival = inbox.receive(id, note());
    await arrival.write([bytes('one ')]);
    await arrival.end();
    await arrival.write([bytes('too late')]);
    await arrival.whole();
    assert.deepEqual(
      (await afterDeath().pending()).map((answer) => [answer.whole, answer.bytes]),
      [[false, 4]],
    );
  });

  it('does not show the answers of a living process', async () => {
    const [inbox, other] = [open(), new Presence(folder.file('alive'), folder.onFact)];
    await comesInPart(inbox, randomUUID(), 'one');
    assert.deepEqual(await inbox.pending(), []);
    assert.deepEqual(await open(undefined, other).pending(), []);
  });

  it('gives an answer to one reader only, and back when that dies while it does not read', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const left = { id, owner: presence.id };
    await comesInPart(inbox, id, 'one');
    const next = afterDeath();
    const others = [1, 2].map(() => new Presence(folder.file('alive'), folder.onFact));
    const claims = await Promise.all(
      [next, ...others.map((owner) => open(undefined, owner))].map((i) => i.beginReading(left)),
    );
    assert.equal(claims.filter(Boolean).length, 1);
    assert.deepEqual(await next.pending(), []);
    for (const inbox of [next, ...others.map((owner) => open(undefined, owner))]) await inbox.pauseReading(id);
    for (const other of others) other.leave();
    assert.equal((await afterDeath().pending()).length, 1);
  });

  it('sets an answer aside whose reader died of it, tells one process, and offers it no more', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const left = { id, owner: presence.id };
    await comesInPart(inbox, id, 'one');
    assert.ok(await afterDeath().beginReading(left));
    const next = afterDeath();
    const other = new Presence(folder.file('alive'), folder.onFact);
    const told = await Promise.all([next, open(undefined, other)].map((i) => i.setUnfinishedAside()));
    const file = folder.file(`inbox/${id}.part`);
    assert.deepEqual(told.flat(), [{ id, whole: false, file, note: note() }]);
    assert.deepEqual(await next.setUnfinishedAside(), []);
    assert.deepEqual(await next.pending(), []);
    assert.equal(await next.beginReading(left), false);
    const later = afterDeath();
    assert.deepEqual([await later.pending(), await later.setUnfinishedAside()], [[], []]);
    assert.equal((await later.aside()).length, 1);
    await later.remove(id);
    assert.deepEqual(await readdir(folder.file('inbox')), []);
    other.leave();
  });

  it('does not set aside what a living process reads', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const left = { id, owner: presence.id };
    await comesInPart(inbox, id, 'one');
    const reader = afterDeath();
    await reader.beginReading(left);
    const other = new Presence(folder.file('alive'), folder.onFact);
    assert.deepEqual(await open(undefined, other).setUnfinishedAside(), []);
    other.leave();
  });

  it('gives no answer to a reader where it cannot be noted that it is read', async () => {
    const id = randomUUID();
    await open()
      .receive(id, note())
      .write([bytes('one')]);
    const next = afterDeath();
    const [left = assert.fail()] = await next.pending();
    const inTheWay = folder.file(`inbox/${id}.${await presence.enter()}.reading.json`);
    await mkdir(inTheWay);
    await assert.rejects(next.beginReading(left), { code: 'EISDIR' });
    assert.equal((await next.pending()).length, 1, 'and it can be read another time');
    await rm(inTheWay, { recursive: true });
    assert.ok(await next.beginReading(left));
  });

  it('lets an answer that is aside be read once more, and sets it aside again', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const left = { id, owner: presence.id };
    await comesInPart(inbox, id, 'one');
    const next = afterDeath();
    await next.beginReading(left);
    assert.equal((await next.setAside(id))?.id, id);
    assert.ok(await next.beginReadingAside(id));
    assert.equal(await next.beginReadingAside(id), false);
    const later = afterDeath();
    assert.equal((await later.setUnfinishedAside()).length, 1);
    assert.equal((await later.aside()).length, 1);
  });

  it('forgets an answer that is aside once the user has deleted its file', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const left = { id, owner: presence.id };
    await comesInPart(inbox, id, 'one');
    const next = afterDeath();
    await next.beginReading(left);
    const answer = await next.setAside(id);
    await rm(answer?.file ?? assert.fail());
    assert.deepEqual(await next.aside(), []);
    assert.deepEqual(await readdir(folder.file('inbox')), []);
  });

  it('removes an answer with all that belongs to it, also while it is being named', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const arrival = inbox.receive(id, note());
    await arrival.write([bytes('one')]);
    await arrival.whole();
    await inbox.remove(id);
    assert.deepEqual(await readdir(folder.file('inbox')), []);
  });

  it('removes a claimed answer', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const left = { id, owner: presence.id };
    await comesInPart(inbox, id, 'one');
    const next = afterDeath();
    assert.equal(await next.beginReading(left), true);
    await next.remove(id);
    assert.deepEqual(await readdir(folder.file('inbox')), []);
  });

  it('looks for each dead process once, however many answers it has left, and reads the folder no more for each', async () => {
    const inbox = open();
    for (let n = 0; n < 50; n += 1) await comesInPart(inbox, randomUUID(), 'one');
    const next = afterDeath();
    let asked = 0;
    const isAlive = presence.isAlive.bind(presence);
    presence.isAlive = (id) => {
      asked += 1;
      return isAlive(id);
    };
    const pending = await next.pending();
    assert.deepEqual([pending.length, asked], [50, 1]);
    for (const answer of pending) assert.ok(await next.beginReading(answer));
    assert.equal(asked, 1);
  });

  it('sweeps notes away that have no body', async () => {
    const id = randomUUID();
    await mkdir(folder.file('inbox'));
    await writeFile(folder.file(`inbox/${id}.0123456789abcdef.json`), '{}');
    assert.deepEqual(await open().pending(), []);
    assert.deepEqual(await readdir(folder.file('inbox')), []);
  });

  it('shows an answer whose note is damaged', async () => {
    const id = randomUUID();
    await mkdir(folder.file('inbox'));
    await writeFile(folder.file(`inbox/${id}.0123456789abcdef.json`), '{"job"');
    await writeFile(folder.file(`inbox/${id}`), 'an answer');
    assert.deepEqual(await open().pending(), [
      { id, owner: '0123456789abcdef', whole: true, bytes: 9, note: undefined },
    ]);
  });

  it('gives up an answer that is too large, and says so once', async () => {
    const [inbox, id] = [open(6), randomUUID()];
    const arrival = inbox.receive(id, note());
    for (const text of ['one ', 'two ', 'three']) await arrival.write([bytes(text)]);
    await arrival.whole();
    await arrival.end();
    assert.deepEqual(folder.whats, ['inboxFailed']);
    assert.deepEqual(await afterDeath().pending(), []);
  });

  it('never throws at the request when the disk takes nothing', async () => {
    await writeFile(folder.file('inbox'), 'a file, not a folder');
    const arrival = open().receive(randomUUID(), note());
    assert.equal(await arrival.write([bytes('one')]), false);
    assert.equal(await arrival.whole(), undefined);
    await arrival.end();
    assert.deepEqual(folder.whats, ['inboxFailed']);
  });

  it('goes on when its file is in the way', async () => {
    const [inbox, id] = [open(), randomUUID()];
    await mkdir(folder.file(`inbox/${id}.part`), { recursive: true });
    const arrival = inbox.receive(id, note());
    await arrival.write([bytes('one')]);
    await arrival.whole();
    await arrival.end();
    assert.deepEqual(folder.whats, ['inboxFailed']);
  });

  for (const isWhole of [true, false]) {
    it(`flushes an answer that is kept, soon after its end: ${isWhole ? 'whole' : 'a part'}`, async () => {
      let isOver = false;
      const flushed = await flushesDuring(async () => {
        const writer = writerOf(folder, { flushAfterMs: 1, onOver: () => (isOver = true) });
        await writer.write([bytes('one')]);
        if (isWhole) await writer.whole();
        await writer.end();
        await eventually('it is flushed', () => isOver);
      });
      assert.deepEqual(flushed, ['one']);
      assert.deepEqual(folder.whats, []);
    });
  }

  it('does not flush an answer that is removed, also just before it would be', async () => {
    const flushed = await flushesDuring(async () => {
      let isOver = false;
      const [gone, ended] = [writerOf(folder, { flushAfterMs: 1 }), writerOf(folder, { flushAfterMs: 1, name: 'b' })];
      const kept = writerOf(folder, { flushAfterMs: 20, name: 'c', onOver: () => (isOver = true) });
      for (const [at, one] of [gone, ended, kept].entries()) await one.write([bytes(String(at))]);
      await gone.discard();
      await ended.end();
      await ended.discard();
      await kept.end();
      await eventually('the last one is flushed', () => isOver);
    });
    assert.deepEqual(flushed, ['2']);
    assert.deepEqual(folder.whats, []);
  });

  it('leads no id out of its folder', async () => {
    await assert.rejects(open().bodyOf('../dualtrack.db'), /not the id/);
    await assert.rejects(open().remove('../dualtrack.db'), /not the id/);
  });

  it('is empty where nothing ever came', async () => {
    assert.deepEqual(await open().pending(), []);
    assert.equal(await open().beginReading({ id: randomUUID(), owner: '0123456789abcdef' }), false);
  });
});

/** What the files hold that are flushed while this runs. */
async function flushesDuring(run: () => Promise<void>): Promise<string[]> {
  const probe = await openFile(process.execPath);
  const handles = Object.getPrototypeOf(probe) as Pick<FileHandle, 'datasync'>;
  await probe.close();
  const { datasync } = handles;
  const flushed: string[] = [];
  handles.datasync = async function (this: FileHandle) {
    await datasync.call(this);
    flushed.push(await this.readFile('utf8'));
  };
  try {
    await run();
  } finally {
    handles.datasync = datasync;
  }
  return flushed;
}

interface WriterOptions {
  readonly flushAfterMs: number;
  readonly name?: string;
  readonly onOver?: () => void;
}

function writerOf(folder: TestFolder, { name = 'a', ...options }: WriterOptions): AnswerWriter {
  return new AnswerWriter({
    ...{ part: folder.file(`${name}.part`), target: folder.file(name), maxBytes: 100, ...options },
    prepare: async () => undefined,
    onError: (cause) => folder.onFact({ what: 'inboxFailed', attempt: name, cause }),
  });
}

function note(): AnswerNote {
  return {
    ...{ job: 'job-1', route: 'studio', wire: 'gemini', ownOrigins: ['https://127.0.0.1:1'], model: 'nano-banana-2' },
    ...{ modelId: 'an-image-model', prompt: 'a fox', size: '1K', ratio: '1:1', place: 'file:///assets' },
    ...{ startedAt: 1_000, status: 200, contentType: 'application/json', contentEncoding: 'gzip' },
  };
}
