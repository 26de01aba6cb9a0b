import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile, access, rm, symlink, truncate } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { ReaderClosed, ReaderDied } from '../../../src/answers/process/childProcess';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { models } from '../../../src/core/services/models';
import { parseRoutes } from '../../../src/core/settings/settings';
import { createTransport } from '../../../src/providers/transport/transport';
import { testReader } from '../../harness/answers';
import type { HttpClient } from '../../../src/providers/transport/httpClient';
import type { Recovery, RecoveryDeps } from '../../../src/work/recoverAnswers';
import { recoverAnswers, recoverAside } from '../../../src/work/recoverAnswers';
import type { LedgerRow } from '../../../src/store/ledger/ledgerRow';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { stagePicture } from '../../../src/store/pictures/pictureFile';
import { pngPicture } from '../../emulator/pictures/pngPicture';
import { kill, startChild, untilUp } from '../store/child';
import { failOnFact, TestFolder } from '../store/folder';
import { loadSqlite } from '../../../src/store/database/sqlite';

const picture = pngPicture(64, 64, [240, 200, 90]);
const link = 'https://pictures.example/a.png';
const delivered = {
  candidates: [{ content: { parts: [{ inlineData: { mimeType: 'image/png', data: picture.toString('base64') } }] } }],
};
const linked = { choices: [{ message: { role: 'assistant', content: `![a](${link})` }, finish_reason: 'stop' }] };
const nobody = '0123456789abcdef';

/** Serves the linked picture, as `bodies` say, one after the other; the last one stays. */
function httpOf(bodies: readonly Buffer[] = [picture]): { readonly http: HttpClient; readonly asked: string[] } {
  const asked: string[] = [];
  const http: HttpClient = async ({ url }) => {
    asked.push(url.href);
    const bytes = bodies[asked.length - 1] ?? bodies.at(-1) ?? Buffer.alloc(0);
    const body = (async function* () {
      yield bytes;
    })();
    return { status: 200, headers: new Headers(), body };
  };
  return { http, asked };
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

  function depsOf(change: Partial<RecoveryDeps> = {}, http = httpOf().http) {
    const placed: Buffer[] = [];
    const deps: RecoveryDeps = {
      store: change.store ?? open(),
      transport: createTransport(http, { downloadWaitsMs: [0] }),
      reader: testReader,
      signal: new AbortController().signal,
      now: () => 7_000,
      services: () => ({ routes: [], catalogue: models }),
      stagingFolders: async () => [folder.file('staging')],
      stage: (image) => stagePicture(image, [folder.file('staging')]),
      save: async ({ file }) => {
        placed.push(await readFile(file));
        return { uri: 'file:///kept.png' };
      },
      ...change,
    };
    return { deps, placed };
  }

  async function recover(change: Partial<RecoveryDeps> = {}, http = httpOf().http) {
    const { deps, placed } = depsOf(change, http);
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

  it('is remembered with the folder and the pictures to work from that its job named', async () => {
    const store = open();
    const [reference] = [{ id: 'r', uri: 'file:///ref.png', name: 'ref.png' }];
    const destination = { kind: 'folder', workspaceFolder: 'file:///ws', folder: 'file:///ws/assets' } as const;
    const options = { model: 'nano-banana-2', size: '1K', ratio: '1:1' } as const;
    await store.jobs.begin('job-1', { prompt: 'a fox', options, references: [reference], destination }, 1);
    await leave(folder.path, delivered);
    await recover({ store });
    const [entry] = (await store.history.page(undefined, 1)).entries;
    assert.deepEqual([entry?.workspace, entry?.refs], ['file:///ws', [{ uri: 'file:///ref.png', name: 'ref.png' }]]);
  });

  /** An attempt whose process died after it had sent it. */
  async function left(store: Store, body: object, change: Record<string, unknown>): Promise<LedgerRow | undefined> {
    const id = await leave(folder.path, body, { route: 'studio', wire: 'gemini', ...change });
    await store.history.page(undefined, 1); // opens the file
    const db = new (loadSqlite().DatabaseSync)(folder.file('dualtrack.db'));
    db.prepare(
      `INSERT INTO attempt (id, job, owner, route, model, model_id, size, estimate_nano_usd, state, charge, cost_nano_usd, started_at,
         price_kind)
       VALUES (?, 'job-1', 'gone', 'studio', 'nano-banana-2', 'm', '1K', 55000000, 'finished', 'unknown', 55000000, 1000, 'unknown')`,
    ).run(id);
    db.close();
    await recover({
      store,
      services: () => ({ routes: parseRoutes([{ id: 'studio', preset: 'google-ai-studio' }], 's'), catalogue: models }),
    });
    return store.ledger.find(id);
  }

  it('costs what its answer counts, not what was thought before', async () => {
    const usageMetadata = {
      promptTokenCount: 100,
      candidatesTokenCount: 1_000,
      candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1_000 }],
    };
    const store = open();
    const counted = await left(store, { ...delivered, usageMetadata }, {});
    assert.deepEqual([counted?.charge, counted?.settledBy, counted?.priceKind], ['billed', 'recovered', 'measured']);
    assert.ok(counted?.costUsd !== undefined && counted.costUsd > 0 && counted.costUsd !== 0.055);
    const [entry] = (await store.history.page(undefined, 1)).entries;
    assert.deepEqual([entry?.costUsd, entry?.priceKind], [counted.costUsd, 'measured']);
    const gone = await left(store, { ...delivered, usageMetadata }, { route: 'gone' });
    assert.deepEqual([gone?.costUsd, gone?.charge], [0.055, 'billed']);
    const silent = await left(store, delivered, {});
    assert.deepEqual([silent?.costUsd, silent?.charge], [0.055, 'billed']);
  });

  it('is not read again by itself when reading it has killed a process, and is told once', async () => {
    const poison = await leave(folder.path, { poison: true });
    const child = startChild(__filename, 'readAndStand', [folder.path]);
    await untilUp(child);
    await kill(child);
    await leave(folder.path, delivered);
    const read: string[] = [];
    const reader: RecoveryDeps['reader'] = {
      read: async ({ body }) => {
        read.push('file' in body ? await readFile(body.file, 'utf8') : assert.fail('it lies in a file'));
        throw new Error('a fault of the reader');
      },
    };
    const first = await recover({ reader });
    assert.ok(read.length === 1 && !read[0]?.includes('poison'), 'it was read again');
    assert.deepEqual(
      first.aside.map(({ id }) => id).filter((id) => id === poison),
      [poison],
    );
    assert.deepEqual(told(await recover({ reader })), [0, 0, 0]);
    assert.equal(read.length, 1);
  });

  it('is not taken for what killed the process while it waits in line', async () => {
    const id = await leave(folder.path, delivered);
    const notes = async () =>
      (await inbox()).filter((name) => name.endsWith('.json')).map((name) => name.includes('.reading.'));
    const seen: boolean[][] = [];
    const read: RecoveryDeps['reader']['read'] = async (arrived, context) => {
      seen.push(await notes());
      await context.onBegin?.();
      seen.push(await notes());
      return testReader.read(arrived, { ...context, onBegin: undefined });
    };
    assert.deepEqual(told(await recover({ reader: { read } })), [1, 0, 0]);
    assert.deepEqual(seen, [[false], [true]]);
    assert.ok(!(await inbox()).some((name) => name.startsWith(id)));
  });

  it('is left for another start where it cannot be noted that its reading begins', async () => {
    const id = await leave(folder.path, delivered);
    const read: RecoveryDeps['reader']['read'] = async (arrived, context) => {
      const names = (await inbox()).filter((name) => name.endsWith('.json'));
      for (const name of names) {
        const inTheWay = path.join(folder.file('inbox'), name.replace('.json', '.reading.json'));
        await mkdir(inTheWay);
        await writeFile(path.join(inTheWay, 'a file'), '');
      }
      return testReader.read(arrived, context);
    };
    const recovery = await recover({ reader: { read } });
    assert.deepEqual(told(recovery), [0, 0, 1]);
    assert.ok((await inbox()).includes(id));
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

  it('is set aside where its reader dies behind an address that is not asked, and waits where that was only closed', async () => {
    for (const [cause, ends] of [
      [new ReaderDied('killed'), [0, 1, 0]],
      [new ReaderClosed('closed'), [0, 0, 0]],
    ] as const) {
      const id = await leave(folder.path, delivered);
      const reader: RecoveryDeps['reader'] = {
        read: async (_, { fetch, stagingFolders }) => {
          await fetch('http://127.0.0.1/a.png', stagingFolders, testReader.check).catch(() => undefined);
          throw new GenerationFailure({ kind: 'badResponse', charge: 'unknown', cause });
        },
      };
      const store = open();
      assert.deepEqual(told(await recover({ store, reader })), ends);
      assert.ok((await inbox()).includes(id));
      await store.inbox.remove(id);
    }
  });

  it('is read at another start where it could not be put in place, and settled once it is', async () => {
    await leave(folder.path, delivered);
    const save = async (): Promise<never> => assert.fail('the disk is full');
    const store = open();
    assert.deepEqual(told(await recover({ save, store })), [0, 0, 1]);
    await store.close();
    assert.deepEqual(told(await recover()), [1, 0, 0]);
  });

  it('is kept until its linked picture has come whole', async () => {
    const id = await leave(folder.path, linked);
    const half = picture.subarray(0, picture.byteLength / 2);
    const store = open();
    const cut = httpOf([half]);
    const recovery = await recover({ store }, cut.http);
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
      assert.deepEqual(told(await recover({}, httpOf([body]).http)), [0, 0, 0]);
      assert.equal((await inbox()).length, 6);
    });
  }

  it('is read as far as it came, in every coding', async () => {
    const contentType = 'text/event-stream';
    const rest = Array.from({ length: 500 }, () => randomUUID());
    const answer = Buffer.from(`data: ${JSON.stringify(delivered)}\n\ndata: ${JSON.stringify({ rest })}`);
    const coded = { gzip: gzipSync(answer), br: brotliCompressSync(answer), deflate: deflateSync(answer) };
    for (const [contentEncoding, body] of Object.entries(coded)) {
      const id = await leave(folder.path, body.subarray(0, body.byteLength - 20), { contentEncoding, contentType });
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
    const watching: HttpClient = async (request) => {
      names.push(await inbox());
      return httpOf().http(request);
    };
    await recover({}, watching);
    assert.equal(names.length, 1);
    assert.ok(names[0]?.some((name) => name.startsWith(id)) && !names[0].some((name) => name.includes('reading')));
  });

  it('is left for another start when this one ends', async () => {
    await leave(folder.path, linked);
    const closing = new AbortController();
    const http: HttpClient = async () => {
      closing.abort();
      throw closing.signal.reason;
    };
    const store = open();
    assert.deepEqual(told(await recover({ signal: closing.signal, store }, http)), [0, 0, 0]);
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

  const strange: Readonly<Record<string, (file: string) => Promise<unknown>>> = {
    'a folder': (file) => mkdir(path.join(file, 'more'), { recursive: true }),
    'a link to itself': (file) => symlink(file, file),
    'a link to a folder': (file) => symlink(folder.path, file),
    'more than any answer has': async (file) => {
      await writeFile(file, '');
      await truncate(file, 256 * 1024 * 1024 + 1);
    },
  };
  for (const [what, make] of Object.entries(strange)) {
    it(`is set aside where it is ${what}, and the others are recovered`, async () => {
      const id = await leave(folder.path, '');
      const file = path.join(folder.file('inbox'), id);
      await rm(file);
      await make(file);
      await leave(folder.path, delivered, { startedAt: 2_000 });
      const store = open();
      assert.deepEqual(told(await recover({ store })), [1, 1, 0]);
      assert.deepEqual(told(await recover({ store })), [0, 0, 0]);
      assert.equal((await store.inbox.aside()).length, 1);
      await store.inbox.remove(id);
      assert.deepEqual(await inbox(), []);
      await access(folder.file('dualtrack.db')); // what a link leads to stays
    });
  }

  it('is forgotten where nothing has come', async () => {
    await leave(folder.path, Buffer.alloc(0));
    assert.deepEqual(told(await recover()), [0, 0, 0]);
    assert.deepEqual(await inbox(), []);
  });

  it('is read without its note where that was half written', async () => {
    const id = await leave(folder.path, delivered);
    await writeFile(path.join(folder.file('inbox'), `${id}.${nobody}.json`), '{"job":"jo');
    assert.deepEqual(told(await recover()), [1, 0, 0]);
  });

  it('is told also where another one cannot be set aside, and neither is read', async () => {
    const begun = await Promise.all([leave(folder.path, delivered), leave(folder.path, delivered)]);
    const note = (id: string, ending: string): string => path.join(folder.file('inbox'), `${id}.${ending}.json`);
    for (const id of begun) await rename(note(id, nobody), note(id, `${nobody}.reading`));
    await mkdir(note(begun[0], 'aside')); // in the way
    const store = open();
    assert.deepEqual(told(await recover({ store })), [0, 1, 0]);
    assert.deepEqual(folder.whats, ['inboxFailed']);
  });

  it('is told where the folder cannot be read, and nothing is thrown', async () => {
    await writeFile(folder.file('inbox'), 'a file, not a folder');
    assert.deepEqual(told(await recover()), [0, 0, 2]);
  });

  it('is read once more when the user wants it, though it was set aside', async () => {
    await leave(folder.path, delivered);
    const store = open();
    const reader = { read: async () => assert.fail('a fault of the reader') };
    const { aside } = await recover({ store, reader });
    const [answer] = aside;
    assert.ok(answer);
    assert.equal(await recoverAside(answer, depsOf({ store, reader }).deps), undefined);
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
    transport: createTransport(httpOf().http),
    signal: new AbortController().signal,
    now: () => 7_000,
    services: () => ({ routes: [], catalogue: models }),
    stagingFolders: async () => [folder],
    stage: () => assert.fail('nothing has come'),
    save: () => assert.fail('nothing has come'),
    reader: {
      read: async (_, { onBegin }) => {
        await onBegin?.();
        process.stdout.write('up');
        return new Promise(() => setInterval(() => undefined, 60_000));
      },
    },
  });
}
