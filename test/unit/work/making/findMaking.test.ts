import assert from 'node:assert/strict';
import { sidecarOf } from '../../../../src/core/pictures/sidecar';
import type { PictureRecord } from '../../../../src/core/run/picture';
import { Database } from '../../../../src/store/database/database';
import { History } from '../../../../src/store/pictures/history';
import { findMaking } from '../../../../src/work/making/findMaking';
import { TestFolder } from '../../store/folder';

const [foxHash, logoHash, otherHash] = ['f'.repeat(64), 'e'.repeat(64), 'd'.repeat(64)];
const fox: PictureRecord = {
  ...{ id: 'fox', job: 'j', prompt: 'a fox', model: 'nano-banana-2', modelId: 'm', route: 'apiyi', size: '1K' },
  ...{ ratio: '1:1', width: 1, height: 1, mime: 'image/png', sha256: foxHash, createdAt: 5, placeholder: false },
  attempts: [],
};

describe('how a picture was made', () => {
  const folder = new TestFolder();
  let database: Database;
  let history: History;
  /** Hashes of the files that there are, and what lies beside them. */
  let files: Record<string, string>;
  let beside: Record<string, readonly string[]>;
  beforeEach(async () => {
    database = new Database(folder.file('dualtrack.db'), folder.onFact);
    history = new History(database, folder.onFact);
    [files, beside] = [{ 'file:///fox.png': foxHash }, {}];
    await history.remember(fox, 'file:///fox.png');
  });
  afterEach(() => database.close());

  const find = (uri: string) =>
    findMaking(uri, {
      history,
      hashOf: async (place) => files[place],
      sidecarsOf: async (place) => beside[place] ?? [],
    });
  const told = async (uri: string): Promise<unknown> => {
    const making = await find(uri);
    return making.kind === 'known' ? [making.file, making.entry.id] : [making.kind];
  };

  it('is known where it was saved', async () => {
    assert.deepEqual(await told('file:///fox.png'), ['same', 'fox']);
  });

  it('is found by content where it was moved, and the history follows', async () => {
    files = { 'file:///art/red.png': foxHash };
    assert.deepEqual(await told('file:///art/red.png'), ['moved', 'fox']);
    assert.equal((await history.at('file:///art/red.png'))?.id, 'fox');
    assert.deepEqual(await told('file:///art/red.png'), ['same', 'fox']);
  });

  it('is found by content where another picture has taken its old place, and the history follows', async () => {
    files = { 'file:///fox.png': otherHash, 'file:///art/red.png': foxHash };
    assert.deepEqual(await told('file:///art/red.png'), ['moved', 'fox']);
  });

  it('is found for a copy, and the history stays where it was', async () => {
    files['file:///copy.png'] = foxHash;
    assert.deepEqual(await told('file:///copy.png'), ['copied', 'fox']);
    assert.equal((await history.at('file:///fox.png'))?.id, 'fox');
  });

  it('is told of a file that was changed where it is', async () => {
    files['file:///fox.png'] = otherHash;
    assert.deepEqual(await told('file:///fox.png'), ['changed', 'fox']);
  });

  it('is told of the picture that the file is now, not of the one that was there before', async () => {
    await history.remember({ ...fox, id: 'other', sha256: otherHash, createdAt: 4 }, 'file:///elsewhere.png');
    files = { 'file:///fox.png': otherHash };
    assert.deepEqual(await told('file:///fox.png'), ['moved', 'other']);
  });

  it('is not known of a stranger', async () => {
    files['file:///stranger.png'] = otherHash;
    assert.deepEqual(await told('file:///stranger.png'), ['unknown']);
    assert.deepEqual(await told('file:///nothing.png'), ['unknown']);
  });

  it('is read from beside a picture that the history does not know, and a changed one is told', async () => {
    const text = JSON.stringify(sidecarOf({ ...fox, sha256: otherHash, prompt: 'a colleague’s fox' }));
    beside = { 'file:///theirs.png': ['{}', text], 'file:///fox.png': [text] };
    const fileOf = async (hash: string) => {
      files['file:///theirs.png'] = hash;
      const making = await find('file:///theirs.png');
      return making.kind === 'sidecar' && [making.file, making.sidecar.prompt];
    };
    assert.deepEqual(await fileOf(otherHash), ['same', 'a colleague’s fox']);
    assert.deepEqual(await fileOf(logoHash), ['changed', 'a colleague’s fox']);
    assert.deepEqual(await told('file:///fox.png'), ['same', 'fox']); // the history knows better
  });

  it('prefers what lies beside it and is of this very picture', async () => {
    files['file:///theirs.png'] = otherHash;
    const of = (sha256: string, prompt: string) => JSON.stringify(sidecarOf({ ...fox, sha256, prompt }));
    beside = { 'file:///theirs.png': [of(logoHash, 'another'), of(otherHash, 'this')] };
    const making = await find('file:///theirs.png');
    assert.equal(making.kind === 'sidecar' && making.sidecar.prompt, 'this');
  });

  it('says what became of the pictures that it was made from', async () => {
    await history.remember({ ...fox, id: 'made', sha256: logoHash }, 'file:///art/made.png');
    const refs = [
      { sha256: otherHash, uri: 'file:///same.png', name: 'same.png' },
      { sha256: otherHash, uri: 'file:///changed.png', name: 'changed.png' },
      { sha256: otherHash, uri: 'file:///gone.png', name: 'gone.png' },
      { sha256: logoHash, uri: 'file:///old.png', name: 'old.png' },
      { uri: 'file:///same.png', name: 'same.png' },
      { name: 'somewhere.png', sha256: otherHash },
    ];
    await history.remember({ ...fox, id: 'b', sha256: 'c'.repeat(64), refs }, 'file:///b.png');
    files = {
      ...{ 'file:///b.png': 'c'.repeat(64), 'file:///same.png': otherHash, 'file:///changed.png': foxHash },
      'file:///art/made.png': logoHash,
    };
    const making = await find('file:///b.png');
    const references = making.kind === 'known' ? making.references : [];
    assert.deepEqual(
      references.map(({ state, now }) => [state, now]),
      [
        ['unchanged', undefined],
        ['changed', undefined],
        ['missing', undefined],
        ['elsewhere', 'file:///art/made.png'],
        ['there', undefined],
        ['untold', undefined],
      ],
    );
  });
});
