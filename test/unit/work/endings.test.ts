import assert from 'node:assert/strict';
import { readdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pictureName } from '../../../src/core/pictures/fileName';
import type { ArrivedPicture } from '../../../src/core/run/finish';
import { createTransport } from '../../../src/providers/transport/transport';
import { testReader } from '../../harness/answers';
import { placeFile, stagePicture } from '../../../src/store/pictures/pictureFile';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { recoverAnswers } from '../../../src/work/recoverAnswers';
import { saveKept } from '../../../src/work/saveKept';
import { TestFolder } from '../store/folder';
import { planned } from '../store/planned';
import { png, startWork, wanted } from './world';

describe('the end of a picture is one', () => {
  const folder = new TestFolder();
  let store: Store;
  const open = (): void => void (store = createStore(folder.file('dualtrack.db'), folder.onFact));
  beforeEach(open);
  afterEach(() => store.close());

  const keep = async ({ file, record }: ArrivedPicture): Promise<{ uri: string; label: string }> => {
    const kept = await placeFile(file, folder.file('unsaved'), pictureName(record));
    return { uri: pathToFileURL(kept).href, label: path.basename(kept) };
  };

  /** Each gives the address at which its picture lies in the end. */
  const ways: Readonly<Record<string, () => Promise<string>>> = {
    'a fresh answer': async () => {
      const { work, asker } = startWork({ store }, folder.path);
      const [running] = await work.make(wanted(), asker);
      const ended = await running?.ended;
      await work.recorded();
      return ended?.kind === 'made' ? ended.made.saved.uri : assert.fail();
    },
    'a picture that is downloaded again': async () => {
      const pictureUrl = 'https://pictures.example/a.png';
      const lost = { kind: 'interrupted', charge: 'unknown', pictureUrl } as const;
      const { work, asker } = startWork({ store, answer: () => lost }, folder.path);
      const [running] = await work.make(wanted(), asker);
      const ended = await running?.ended;
      assert.ok(ended?.kind === 'failed' && ended.downloadAgain);
      assert.equal((await store.ledger.unsettled()).length, 1);
      const fetched = await ended.downloadAgain().ended;
      await work.recorded();
      return fetched.kind === 'made' ? fetched.made.saved.uri : assert.fail();
    },
    'an answer that a crash has left': async () => {
      await leaveAnswer(store);
      await store.close();
      open();
      const { pictures } = await recover();
      return pictures[0]?.saved.uri ?? assert.fail();
    },
    'a picture that was kept, and moved by the user': async () => {
      const save = async (arrived: ArrivedPicture) => ({ ...(await keep(arrived)), keptBecause: 'dismissed' as const });
      const { work, asker } = startWork({ store, parts: { save } }, folder.path);
      const [running] = await work.make(wanted(), asker);
      const ended = await running?.ended;
      await work.recorded();
      return move(ended?.kind === 'made' ? ended.made.saved.uri : assert.fail());
    },
    'an answer that a crash has left, kept, and moved by the user': async () => {
      await leaveAnswer(store);
      await store.close();
      open();
      const { pictures } = await recover();
      return move(pictures[0]?.saved.uri ?? assert.fail());
    },
  };

  function recover() {
    return recoverAnswers({
      store,
      transport: createTransport(() => assert.fail('nothing is fetched')),
      signal: new AbortController().signal,
      reader: testReader,
      now: () => 5,
      services: () => ({ routes: [], catalogue: [] }),
      stagingFolders: async () => [folder.file('staging')],
      stage: (image) => stagePicture(image, [folder.file('staging')]),
      save: keep,
    });
  }

  async function move(kept: string): Promise<string> {
    const target = folder.file('chosen.png');
    const saved = { uri: pathToFileURL(target).href, label: 'chosen.png' };
    const moved = await saveKept(
      kept,
      async () => {
        await rename(fileURLToPath(kept), target);
        return saved;
      },
      store,
    );
    return moved?.uri ?? assert.fail();
  }

  for (const [way, go] of Object.entries(ways)) {
    it(`for ${way}: saved, settled, remembered and cleared`, async () => {
      const uri = await go();
      const saved = await readFile(fileURLToPath(uri));
      const [row, ...otherRows] = await store.ledger.list({ since: 0 });
      const [entry, ...otherEntries] = (await store.history.page(undefined, 10)).entries;
      const left = await readdir(folder.file('inbox'));
      const staged = await readdir(folder.file('staging'));
      assert.deepEqual(
        { saved: saved.equals(png), charge: row?.charge, hasCost: row?.costUsd !== undefined, uri: entry?.uri },
        { saved: true, charge: 'billed', hasCost: true, uri },
      );
      assert.deepEqual([entry?.attempt, entry?.prompt, entry?.costUsd], [row?.id, wanted().prompt, row?.costUsd]);
      assert.deepEqual([otherRows, otherEntries, left, staged, folder.facts], [[], [], [], [], []]);
    });
  }

  it('also where a crash came between saving and clearing: no second copy is made', async () => {
    const id = await leaveAnswer(store);
    await store.history.remember({ ...remembered(id) }, 'file:///ws/assets/fox.png');
    await store.close();
    open();
    assert.deepEqual((await recover()).pictures, []);
    assert.deepEqual(await readdir(folder.file('inbox')), []);
    assert.deepEqual((await store.history.page(undefined, 10)).entries.length, 1);
  });

  it('and a kept picture that the user would rather not save yet stays where it is remembered', async () => {
    await store.history.remember(remembered('a'), 'file:///unsaved/fox.png');
    assert.equal(await saveKept('file:///unsaved/fox.png', async () => undefined, store), undefined);
    assert.equal((await store.history.page(undefined, 10)).entries[0]?.uri, 'file:///unsaved/fox.png');
  });
});

function remembered(attempt: string) {
  const asked = { prompt: 'a fox', model: 'nano-banana-2', modelId: 'm', route: 'studio', size: '1K', ratio: '1:1' };
  const came = { width: 1, height: 1, mime: 'image/png', sha256: 'ff', createdAt: 1, placeholder: false };
  return { id: attempt, job: 'job-1', attempt, ...asked, ...came, attempts: [] };
}

/** The whole answer of a paid attempt whose process dies before it has read it. Gives the attempt's id. */
async function leaveAnswer(store: Store): Promise<string> {
  const plan = planned();
  const recorder = store.recorder({ id: 'job-1', place: 'file:///ws/assets' });
  const record = await recorder.reserve({ ...plan, request: { ...plan.request, prompt: wanted().prompt } });
  await record.sending();
  const body = record.receive({ status: 200, contentType: 'application/json' });
  const inlineData = { mimeType: 'image/png', data: png.toString('base64') };
  await body?.write([Buffer.from(JSON.stringify({ candidates: [{ content: { parts: [{ inlineData }] } }] }))]);
  await body?.whole();
  return record.id;
}
