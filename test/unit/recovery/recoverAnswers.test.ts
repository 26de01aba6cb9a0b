import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { createTransport } from '../../../src/providers/transport';
import type { Edge } from '../../../src/providers/transport/edge';
import type { Recovery, RecoveryDeps } from '../../../src/recovery/recoverAnswers';
import { recoverAnswers, recoverAside } from '../../../src/recovery/recoverAnswers';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { pngPicture } from '../../emulator/pngPicture';
import { kill, startChild, untilUp } from '../store/child';
import { failOnFact, TestFolder } from '../store/folder';
import { loadSqlite } from '../../../src/store/sqlite';

const picture = pngPicture(64, 64, [240, 200, 90]);
const link = 'https://pictures.example/a.png';
const delivered = {
  candidates: [{ content: { parts: [{ inlineData: { mimeType: 'image/png', data: picture.toString('base64') } }] } }],
};
const linked = { choices: [{ message: { role: 'assistant', content: `![a](${link})` }, finish_reason: 'stop' }] };
const nobody = '0123456789abcdef';

/** Serves the linked picture, as `bodies` say, one after the other; the last one stays. */
function edgeOf(bodies: readonly Buffer[] = [picture]): { readonly edge: Edge; readonly asked: string[] } {
  const asked: string[] = [];
  const edge: Edge = async ({ url }) => {
    asked.push(url.href);
    const bytes = bodies[asked.length - 1] ?? bodies.at(-1) ?? Buffer.alloc(0);
    const body = (async function* () {
      yield bytes;
    })();
    return { status: 200, headers: new Headers(), body };
  };
  return { edge, asked };
}

/** A raw answer as a dead process has left it. */
async function leave(folder: string, body: unknown, change: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  const note = {
    ...{
      job: 'job-1',
      route: 'apiyi',
      wire: 'chat',
      ownOrigins: [],
      model: 'nano-banana-2',
      modelId: 'an-image-model',
    },
    ...{ prompt: 'a fox', size: '1K', ratio: '1:1', startedAt: 1_000, status: 200, contentType: 'application/json' },
    ...change,
  };
  await mkdir(path.join(folder, 'inbox'), { recursive: true });
  await writeFile(path.join(folder, 'inbox', id), Buffer.isBuffer(body) ? body : JSON.stringify(body));
  await writeFile(path.join(folder, 'inbox', `${id}.${nobody}.json`), JSON.stringify(note));
  return id;
}

describe('what a crash has left', function () {
  this.timeout(20_000);
  const folder = new TestFolder();
  const stores: Store[] = [];
  const open = (): Store => {
    const store = createStore(folder.file('dualtrack.db'), folder.onFact, 50);
    stores.push(store);
    return store;
  };
  afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));
  const inbox = async (): Promise<string[]> => (await readdir(folder.file('inbox'))).sort();

  function depsOf(change: Partial<RecoveryDeps> = {}, edge = edgeOf().edge) {
    const placed: Buffer[] = [];
    const deps: RecoveryDeps = {
      store: change.store ?? open(),
      transport: createTransport(edge, { downloadWaitsMs: [0] }),
      signal: new AbortController().signal,
      place: async ({ image }) => void placed.push(Buffer.from(image.bytes)),
      ...change,
    };
    return { deps, placed };
  }

  async function recover(change: Partial<RecoveryDeps> = {}, edge = edgeOf().edge) {
    const { deps, placed } = depsOf(change, edge);
    return { ...(await recoverAnswers(deps)), placed };
  }

  const told = ({ pictures, aside, failures }: Recovery) => [pictures.length, aside.length, failures.length];

  it('is put in place and forgotten', async () => {
    await leave(folder.path, delivered);
    await leave(folder.path, linked);
    const recovery = await recover();
    assert.deepEqual(told(recovery), [2, 0, 0]);
    assert.ok(recovery.placed.every((bytes) => bytes.equals(picture)));
    assert.deepEqual(await inbox(), []);
  });

  it('is not read again by itself when reading it has killed a process, and is told once', async () => {
    const poison = await leave(folder.path, { poison: true });
    const child = startChild(__filename, 'readAndStand', [folder.path]);
    await untilUp(child);
    await kill(child);
    await leave(folder.path, delivered);
    const read: string[] = [];
    const reader: RecoveryDeps['read'] = async (raw) => {
      read.push(Buffer.from(raw.body).toString());
      throw new Error('a fault of the reader');
    };
    const first = await recover({ read: reader });
    assert.ok(read.length === 1 && !read[0]?.includes('poison'), 'it was read again');
    assert.deepEqual(
      first.aside.map(({ id }) => id).filter((id) => id === poison),
      [poison],
    );
    assert.deepEqual(told(await recover({ read: reader })), [0, 0, 0]);
    assert.equal(read.length, 1);
  });

  it('is set aside where the reader itself fails, and the others are recovered', async () => {
    const bad = await leave(folder.path, Buffer.from('no gzip'), { contentEncoding: 'br' });
    const worse = await leave(folder.path, Buffer.from([0x1f, 0x8b, 1, 2, 3]), { contentEncoding: 'gzip' });
    await leave(folder.path, delivered);
    const recovery = await recover();
    assert.deepEqual(told(recovery), [1, 1, 0]);
    assert.deepEqual(await inbox(), [worse, `${worse}.aside.json`].sort());
    assert.ok(!(await inbox()).includes(bad), 'what is understood and holds no picture is forgotten');
  });

  it('is read at another start where it could not be put in place, and settled once it is', async () => {
    await leave(folder.path, delivered);
    const place = async (): Promise<never> => assert.fail('the disk is full');
    const store = open();
    assert.deepEqual(told(await recover({ place, store })), [0, 0, 1]);
    await store.close();
    assert.deepEqual(told(await recover()), [1, 0, 0]);
  });

  it('is kept until its linked picture has come whole', async () => {
    const id = await leave(folder.path, linked);
    const half = picture.subarray(0, picture.byteLength / 2);
    const store = open();
    const cut = edgeOf([half]);
    const recovery = await recover({ store }, cut.edge);
    assert.deepEqual(told(recovery), [0, 0, 0]);
    assert.deepEqual([cut.asked.length, recovery.placed.length], [1, 0]);
    assert.ok((await inbox()).includes(id));
    await store.close();
    const later = await recover();
    assert.ok(later.placed.length === 1 && later.placed[0]?.equals(picture));
  });

  const noPictures = {
    nothing: Buffer.alloc(0),
    'its first bytes': picture.subarray(0, 5),
    'a page': Buffer.from('<p>'),
  };
  for (const [what, body] of Object.entries(noPictures)) {
    it(`is kept while its address gives ${what}, also where that holds a key or another one is not allowed`, async () => {
      const signed = link + '?key=AIza' + 'x'.repeat(35);
      const answers = [signed, link, `${link}) ![b](https://127.0.0.1/b.png`].map((to) => ({
        choices: [{ message: { role: 'assistant', content: `![a](${to})` }, finish_reason: 'stop' }],
      }));
      for (const answer of answers) await leave(folder.path, answer);
      assert.deepEqual(told(await recover({}, edgeOf([body]).edge)), [0, 0, 0]);
      assert.equal((await inbox()).length, 6);
    });
  }

  it('is read as far as it came, in every coding', async () => {
    const rest = Array.from({ length: 500 }, () => randomUUID());
    const answer = Buffer.from(JSON.stringify({ ...delivered, rest }));
    const coded = { gzip: gzipSync(answer), br: brotliCompressSync(answer), deflate: deflateSync(answer) };
    for (const [contentEncoding, body] of Object.entries(coded)) {
      const id = await leave(folder.path, body.subarray(0, body.byteLength - 20), { contentEncoding });
      await rename(folder.file(`inbox/${id}`), folder.file(`inbox/${id}.part`));
    }
    const { placed } = await recover();
    assert.equal(placed.length, 3);
  });

  it('is set aside where it is said to be whole and its coding is broken', async () => {
    const answer = Buffer.from(JSON.stringify(delivered));
    const coded = { gzip: gzipSync(answer), br: brotliCompressSync(answer), deflate: deflateSync(answer) };
    for (const [contentEncoding, body] of Object.entries(coded)) {
      await leave(folder.path, body.subarray(0, body.byteLength - 20), { contentEncoding });
    }
    for (const contentEncoding of Object.keys(coded)) await leave(folder.path, answer, { contentEncoding });
    const recovery = await recover();
    assert.deepEqual(told(recovery), [3, 3, 0]);
  });

  it('is not taken for what killed the process while its linked picture is fetched', async () => {
    const id = await leave(folder.path, linked);
    const names: string[][] = [];
    const watching: Edge = async (request) => {
      names.push(await inbox());
      return edgeOf().edge(request);
    };
    await recover({}, watching);
    assert.equal(names.length, 1);
    assert.ok(names[0]?.some((name) => name.startsWith(id)) && !names[0].some((name) => name.includes('reading')));
  });

  it('is left for another start when this one ends', async () => {
    await leave(folder.path, linked);
    const closing = new AbortController();
    const edge: Edge = async () => {
      closing.abort();
      throw closing.signal.reason;
    };
    const store = open();
    assert.deepEqual(told(await recover({ signal: closing.signal, store }, edge)), [0, 0, 0]);
    await store.close();
    assert.deepEqual(told(await recover()), [1, 0, 0]);
  });

  it('goes to one of two windows', async () => {
    for (let n = 0; n < 5; n += 1) await leave(folder.path, delivered);
    const [one, two] = await Promise.all([recover(), recover()]);
    assert.equal(one.pictures.length + two.pictures.length, 5);
    assert.deepEqual([one.failures, two.failures], [[], []]);
  });

  it('is recovered also while the ledger is locked', async () => {
    await leave(folder.path, delivered);
    const store = open();
    await store.ledger.list({ since: 0 });
    const { DatabaseSync } = loadSqlite();
    const other = new DatabaseSync(folder.file('dualtrack.db'));
    other.exec('BEGIN IMMEDIATE');
    const recovery = await recover({ store });
    other.close();
    assert.equal(recovery.pictures.length, 1);
    assert.deepEqual(await inbox(), []);
  });

  it('is told where the folder cannot be read, and nothing is thrown', async () => {
    await writeFile(folder.file('inbox'), 'a file, not a folder');
    assert.deepEqual(told(await recover()), [0, 0, 2]);
  });

  it('is read once more when the user wants it, though it was set aside', async () => {
    await leave(folder.path, delivered);
    const store = open();
    const failing: RecoveryDeps['read'] = async () => assert.fail('a fault of the reader');
    const { aside } = await recover({ store, read: failing });
    const [answer] = aside;
    assert.ok(answer);
    assert.equal(await recoverAside(answer, depsOf({ store, read: failing }).deps), undefined);
    assert.equal((await store.inbox.aside()).length, 1, 'and stays aside where no picture comes of it');
    const { deps, placed } = depsOf({ store });
    assert.ok(await recoverAside(answer, deps));
    assert.ok(placed[0]?.equals(picture));
    assert.deepEqual(await inbox(), []);
  });
});

/** In a child: begins to read, and does not come to an end with it. */
export async function readAndStand(folder: string): Promise<void> {
  const store = createStore(path.join(folder, 'dualtrack.db'), failOnFact);
  await recoverAnswers({
    store,
    transport: createTransport(edgeOf().edge),
    signal: new AbortController().signal,
    place: async () => undefined,
    read: () => {
      process.stdout.write('up');
      return new Promise(() => setInterval(() => undefined, 60_000));
    },
  });
}
