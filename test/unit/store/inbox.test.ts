import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import type { AnswerNote } from '../../../src/store/answerNote';
import { Inbox } from '../../../src/store/inbox';
import { Presence } from '../../../src/store/presence';
import { TestFolder } from './folder';

const bytes = (text: string): Uint8Array => Buffer.from(text);

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
    const arrival = inbox.receive(id, note()) ?? assert.fail();
    arrival.chunk(bytes('one '));
    arrival.chunk(bytes('two'));
    arrival.whole();
    await arrival.end();
    const next = afterDeath();
    assert.deepEqual(await next.pending(), [{ id, owner, whole: true, bytes: 7, note: note() }]);
    assert.equal(Buffer.from(await next.read(id)).toString(), 'one two');
    assert.deepEqual(folder.facts, []);
  });

  it('does not take a part for the whole', async () => {
    const [inbox, id, owner] = [open(), randomUUID(), presence.id];
    inbox.receive(id, note())?.chunk(bytes('one '));
    const next = afterDeath();
    assert.deepEqual(await next.pending(), [{ id, owner, whole: false, bytes: 4, note: note() }]);
    assert.equal(Buffer.from(await next.read(id)).toString(), 'one ');
  });

  it('keeps a part as one when no more comes', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const arrival = inbox.receive(id, note()) ?? assert.fail();
    arrival.chunk(bytes('one '));
    await arrival.end();
    arrival.chunk(bytes('too late'));
    arrival.whole();
    assert.deepEqual(
      (await afterDeath().pending()).map((answer) => [answer.whole, answer.bytes]),
      [[false, 4]],
    );
  });

  it('does not show the answers of a living process', async () => {
    const [inbox, other] = [open(), new Presence(folder.file('alive'), folder.onFact)];
    inbox.receive(randomUUID(), note())?.chunk(bytes('one'));
    assert.deepEqual(await inbox.pending(), []);
    assert.deepEqual(await open(undefined, other).pending(), []);
  });

  it('gives an answer to one reader only, and back when that dies while it does not read', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const left = { id, owner: presence.id };
    inbox.receive(id, note())?.chunk(bytes('one'));
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
    inbox.receive(id, note())?.chunk(bytes('one'));
    assert.ok(await afterDeath().beginReading(left));
    const next = afterDeath();
    const other = new Presence(folder.file('alive'), folder.onFact);
    const told = await Promise.all([next, open(undefined, other)].map((i) => i.setBegunAside()));
    const file = folder.file(`inbox/${id}.part`);
    assert.deepEqual(told.flat(), [{ id, whole: false, file, note: note() }]);
    assert.deepEqual(await next.setBegunAside(), []);
    assert.deepEqual(await next.pending(), []);
    assert.equal(await next.beginReading(left), false);
    const later = afterDeath();
    assert.deepEqual([await later.pending(), await later.setBegunAside()], [[], []]);
    assert.equal((await later.aside()).length, 1);
    await later.remove(id);
    assert.deepEqual(await readdir(folder.file('inbox')), []);
    other.leave();
  });

  it('does not set aside what a living process reads', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const left = { id, owner: presence.id };
    inbox.receive(id, note())?.chunk(bytes('one'));
    const reader = afterDeath();
    await reader.beginReading(left);
    const other = new Presence(folder.file('alive'), folder.onFact);
    assert.deepEqual(await open(undefined, other).setBegunAside(), []);
    other.leave();
  });

  it('lets an answer that is aside be read once more, and sets it aside again', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const left = { id, owner: presence.id };
    inbox.receive(id, note())?.chunk(bytes('one'));
    const next = afterDeath();
    await next.beginReading(left);
    assert.equal((await next.setAside(id))?.id, id);
    assert.ok(await next.beginReadingAside(id));
    assert.equal(await next.beginReadingAside(id), false);
    const later = afterDeath();
    assert.equal((await later.setBegunAside()).length, 1);
    assert.equal((await later.aside()).length, 1);
  });

  it('forgets an answer that is aside once the user has deleted its file', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const left = { id, owner: presence.id };
    inbox.receive(id, note())?.chunk(bytes('one'));
    const next = afterDeath();
    await next.beginReading(left);
    const answer = await next.setAside(id);
    await rm(answer?.file ?? assert.fail());
    assert.deepEqual(await next.aside(), []);
    assert.deepEqual(await readdir(folder.file('inbox')), []);
  });

  it('removes an answer with all that belongs to it, also while it is being named', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const arrival = inbox.receive(id, note()) ?? assert.fail();
    arrival.chunk(bytes('one'));
    arrival.whole();
    await inbox.remove(id);
    assert.deepEqual(await readdir(folder.file('inbox')), []);
  });

  it('removes a claimed answer', async () => {
    const [inbox, id] = [open(), randomUUID()];
    const left = { id, owner: presence.id };
    inbox.receive(id, note())?.chunk(bytes('one'));
    const next = afterDeath();
    assert.equal(await next.beginReading(left), true);
    await next.remove(id);
    assert.deepEqual(await readdir(folder.file('inbox')), []);
  });

  it('looks for each dead process once, however many answers it has left, and reads the folder no more for each', async () => {
    const inbox = open();
    for (let n = 0; n < 50; n += 1) inbox.receive(randomUUID(), note())?.chunk(bytes('one'));
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
    const arrival = inbox.receive(id, note()) ?? assert.fail();
    for (const text of ['one ', 'two ', 'three']) arrival.chunk(bytes(text));
    arrival.whole();
    await arrival.end();
    assert.deepEqual(folder.whats, ['inboxFailed']);
    assert.deepEqual(await afterDeath().pending(), []);
  });

  it('never throws at the request when the disk takes nothing', async () => {
    await writeFile(folder.file('inbox'), 'a file, not a folder');
    assert.equal(open().receive(randomUUID(), note()), undefined);
    assert.deepEqual(folder.whats, ['inboxFailed']);
  });

  it('goes on when its file is in the way', async () => {
    const [inbox, id] = [open(), randomUUID()];
    await mkdir(folder.file(`inbox/${id}.part`), { recursive: true });
    const arrival = inbox.receive(id, note()) ?? assert.fail();
    arrival.chunk(bytes('one'));
    arrival.whole();
    await arrival.end();
    assert.deepEqual(folder.whats, ['inboxFailed']);
  });

  it('leads no id out of its folder', async () => {
    await assert.rejects(open().read('../dualtrack.db'), /not the id/);
    await assert.rejects(open().remove('../dualtrack.db'), /not the id/);
  });

  it('is empty where nothing ever came', async () => {
    assert.deepEqual(await open().pending(), []);
    assert.equal(await open().beginReading({ id: randomUUID(), owner: '0123456789abcdef' }), false);
  });
});

function note(): AnswerNote {
  return {
    ...{ job: 'job-1', route: 'studio', wire: 'gemini', ownOrigins: ['https://127.0.0.1:1'], model: 'nano-banana-2' },
    ...{ modelId: 'an-image-model', prompt: 'a fox', size: '1K', ratio: '1:1', place: 'file:///assets' },
    ...{ startedAt: 1_000, status: 200, contentType: 'application/json', contentEncoding: 'gzip' },
  };
}
