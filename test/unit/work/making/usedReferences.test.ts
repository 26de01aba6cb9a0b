import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Store } from '../../../../src/store/store';
import { createStore } from '../../../../src/store/store';
import { usedReferences } from '../../../../src/work/making/usedReferences';
import { TestFolder } from '../../store/folder';
import { png, startWork, wanted } from '../world';

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the pictures that one was made from', () => {
  const folder = new TestFolder();
  let store: Store;
  beforeEach(() => void (store = createStore(folder.file('dualtrack.db'), folder.onFact)));
  afterEach(() => store.close());

  const large = new Uint8Array(5_000_000).fill(7);
  const files = ['held.png', 'large.png', 'gone.png'].map((name) => ({ id: name, uri: `file:///${name}`, name }));

  it('are known by the bytes in their files, held or not, and by their places', async () => {
    await writeFile(folder.file('large.png'), large);
    const inFile = (name: string) => ({ name, file: folder.file(name), size: large.length, mime: 'image/png' });
    const references = [{ bytes: png, mime: 'image/png' }, inFile('large.png'), inFile('gone.png')];
    assert.deepEqual(await usedReferences(files, references), [
      { uri: 'file:///held.png', name: 'held.png', sha256: hashOf(png) },
      { uri: 'file:///large.png', name: 'large.png', sha256: hashOf(large) },
      { uri: 'file:///gone.png', name: 'gone.png' },
    ]);
  });

  const held = files.slice(0, 1);
  const parts = { references: async () => [{ name: 'held.png', bytes: png, mime: 'image/png' }] };
  const made = async () => {
    const { entries } = await store.history.page(undefined, 1);
    return [entries[0]?.refs, entries[0]?.workspace];
  };
  const destination = () => {
    const workspaceFolder = pathToFileURL(folder.path).href;
    return { kind: 'folder', workspaceFolder, folder: `${workspaceFolder}/assets` } as const;
  };
  const expected = () => [
    [{ uri: 'file:///held.png', name: 'held.png', sha256: hashOf(png) }],
    pathToFileURL(folder.path).href,
  ];

  it('are in the history of a fresh picture', async () => {
    const { work, asker } = startWork({ store, parts }, folder.path);
    await (
      await work.make({ ...wanted(), references: held, destination: destination() }, asker)
    )[0]?.ended;
    await work.recorded();
    assert.deepEqual(await made(), expected());
  });

  it('are in the history of one that is downloaded again', async () => {
    const lost = { kind: 'interrupted', charge: 'unknown', pictureUrl: 'https://pictures.example/a.png' } as const;
    const { work, asker } = startWork({ store, parts, answer: () => lost }, folder.path);
    const [running] = await work.make({ ...wanted(), references: held, destination: destination() }, asker);
    const ended = await running?.ended;
    assert.ok(ended?.kind === 'failed' && ended.downloadAgain);
    await ended.downloadAgain().ended;
    await work.recorded();
    assert.deepEqual(await made(), expected());
  });

  it('do not keep a request waiting, nor its picture', async () => {
    const file = folder.file('pipe');
    const { execFileSync } = await import('node:child_process');
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [file]); // whoever reads it waits for ever
    const slow = { references: async () => [{ name: 'held.png', file, size: 5, mime: 'image/png' }] };
    const { work, asker } = startWork({ store, parts: slow }, folder.path);
    const [running] = await work.make({ ...wanted(), references: held }, asker);
    assert.equal((await running?.ended)?.kind, 'made');
    await writeFile(file, 'later');
    await work.recorded();
    assert.equal((await store.history.page(undefined, 1)).entries[0]?.refs?.[0]?.sha256, hashOf(Buffer.from('later')));
    await rm(file);
  });
});
