import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { usageOf } from '../../../src/store/ledger/usage';
import { readOnly } from '../../../src/store/database/readOnly';
import { sizesBeside } from '../../../src/store/sizes';
import { recordOf } from '../../../src/core/run/picture';
import type { Wish } from '../../../src/store/jobs/wish';
import { TestFolder } from './folder';
import { planned, studio, model } from './planned';

const word = 'unforgettable';
const wish = (prompt: string): Wish => ({
  prompt,
  options: { model: 'nano-banana-2', size: '1K', ratio: '1:1' },
  references: [],
  destination: { kind: 'folder', workspaceFolder: `file:///${word}`, folder: `file:///${word}/assets` },
});

describe('Clear History', () => {
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  let store: Store;
  beforeEach(() => (store = createStore(file(), folder.onFact, 60)));
  afterEach(() => store.close());

  /** A picture that was made and paid for. */
  async function make(job: string, charge: 'billed' | 'unknown' = 'billed'): Promise<void> {
    await store.jobs.begin(job, wish(`${word} ${job}`), 1_000);
    const record = await store.recorder({ id: job }).reserve(planned());
    await record.sending();
    const row = (await store.ledger.ofJobs([job]))[0] ?? assert.fail();
    const { id, route, model: name, modelId, size, startedAt } = row;
    const attempt = { id, job, route, model: name, modelId, size, startedAt, estimateUsd: 0.067 };
    await store.ledger.finish(attempt, { charge, costUsd: 0.04, endedAt: 2_000 });
    const request = { prompt: `${word} ${job}`, model: model.id, size: '1K', ratio: '1:1' } as const;
    const image = { mime: 'image/png', width: 1, height: 1, bytes: 1, sha256: 'aa' } as const;
    const known = { image, request, route: studio, model, modelId, placeholder: false, charge, warnings: [] };
    const picture = recordOf({ ...known, costUsd: 0.04 }, { job, attempt: id, createdAt: 1_000 }, []);
    await store.history.remember(picture, `file:///${word}/assets/${job}.png`);
    await store.jobs.end([job], 'made', 2_000);
  }

  it('says what goes, and forgets it: no word of it is left on the disk; what it cost is', async () => {
    await make('one');
    await make('two', 'unknown'); // its prompt is kept, to settle its charge
    assert.deepEqual(await store.clearing.look(), { pictures: 2, prompts: 1, uncertain: 1 });
    const before = await store.ledger.list({ since: 0 });
    assert.equal((await store.history.search(word, undefined, 10)).entries.length, 2); // which begins an index
    copyFileSync(file(), `${file()}.backup`);
    await store.clearing.clear();
    assert.ok(!existsSync(`${file()}.backup`));
    assert.deepEqual(await store.clearing.look(), { pictures: 0, prompts: 0, uncertain: 1 });
    assert.deepEqual((await store.history.page(undefined, 10)).entries, []);
    assert.deepEqual((await store.history.search(word, undefined, 10)).entries, []);
    assert.deepEqual(await store.ledger.list({ since: 0 }), before);
    for (const end of ['', '-wal']) assert.ok(!readFileSync(file() + end).includes(word), end);
    const { known, unknown, pictures } = readOnly(file(), usageOf, 50);
    assert.deepEqual([known, unknown, pictures], [40_000_000n, 40_000_000n, 2]);
  });

  it('leaves alone what is under way or was interrupted', async () => {
    await store.jobs.begin('running', wish('a lamp'), 1_000);
    await store.jobs.begin('left', wish('a bridge'), 1_000);
    await store.clearing.clear();
    const prompts = await store.jobs.prompts(['running', 'left']);
    assert.deepEqual([...prompts.values()].sort(), ['a bridge', 'a lamp']);
  });

  it('makes the file smaller, and lets other windows go on', async () => {
    const other = createStore(file(), folder.onFact, 60);
    for (let n = 0; n < 10; n += 1) await store.history.remember({ ...(await large(n)) }, `file:///${n}.png`);
    await other.history.page(undefined, 1);
    await store.clearing.clear();
    assert.ok(statSync(file()).size < 300_000, String(statSync(file()).size));
    assert.deepEqual((await other.history.page(undefined, 1)).entries, []);
    await other.history.remember(await large(11), 'file:///11.png');
    assert.equal((await store.history.page(undefined, 5)).entries.length, 1);
    await other.close();
    assert.deepEqual(folder.facts, []);
  });

  async function large(n: number): ReturnType<typeof entry> {
    return entry(`${n} ${'a long prompt '.repeat(3_000)}`, n);
  }

  async function entry(prompt: string, n: number) {
    const request = { prompt, model: model.id, size: '1K', ratio: '1:1' } as const;
    const image = { mime: 'image/png', width: 1, height: 1, bytes: 1, sha256: 'aa' } as const;
    const known = { image, request, route: studio, model, modelId: 'm', placeholder: false, warnings: [] };
    return recordOf(
      { ...known, charge: 'billed', costUsd: 0.04 },
      { job: `j${n}`, attempt: undefined, createdAt: n },
      [],
    );
  }

  it('tells how much lies on the disk, and of what', async () => {
    await make('one');
    await mkdir(folder.file('inbox'));
    await mkdir(folder.file('thumbnails'));
    writeFileSync(folder.file('inbox/a'), 'abc');
    writeFileSync(folder.file('thumbnails/a.jpg'), 'ab');
    writeFileSync(folder.file('thumbnails/b.jpg'), 'ab');
    writeFileSync(folder.file('dualtrack.db.corrupt-2026'), 'abcd');
    writeFileSync(folder.file('something else'), 'abcd');
    const { database, ...others } = await sizesBeside(file());
    assert.equal(
      database.bytes,
      ['', '-wal', '-shm'].reduce((sum, end) => sum + statSync(file() + end).size, 0),
    );
    assert.deepEqual(others, {
      aside: { files: 1, bytes: 4 },
      inbox: { files: 1, bytes: 3 },
      thumbnails: { files: 2, bytes: 4 },
      unsaved: { files: 0, bytes: 0 },
    });
  });
});
