import assert from 'node:assert/strict';
import { maxReferences } from '../../../../src/core/pictures/reference';
import { ReferenceMemory } from '../../../../src/host/pictures/referenceMemory';

const fileAt = (uri: string) => ({ id: `id of ${uri}`, uri, name: uri.split('/').at(-1) ?? '' });

/** A workspace that remembers over windows, and what each window does to it. */
function rig(kept?: unknown) {
  let stored = kept;
  const gone = new Set<string>();
  const looked: string[] = [];
  const lines: string[] = [];
  const workspace = { isTrusted: true, schemes: ['file'] };
  const openWindow = (): ReferenceMemory =>
    new ReferenceMemory({
      memento: { get: <T>() => stored as T, update: async (_key, value) => void (stored = value) },
      mayUse: () => workspace.isTrusted,
      schemes: () => workspace.schemes,
      find: async (uri, name) => {
        looked.push(uri);
        return gone.has(uri) ? undefined : { ...fileAt(uri), ...(name === undefined ? {} : { name }) };
      },
      log: { info: (line) => void lines.push(line) },
    });
  return { openWindow, workspace, gone, looked, lines, stored: () => stored };
}

describe('the memory of reference pictures', () => {
  it('gives the next window what the last one had, in its order', async () => {
    const { openWindow, lines } = rig();
    await openWindow().keep(['file:///b.png', 'file:///a.png'].map(fileAt));
    assert.deepEqual(await recalled(openWindow()), ['file:///b.png', 'file:///a.png']);
    assert.deepEqual(lines, []);
  });

  it('looks at nothing before it is asked, and gives it once a window, to nobody too early', async () => {
    const { openWindow, looked } = rig(['file:///a.png']);
    const memory = openWindow();
    assert.deepEqual(looked, []);
    const taken: string[] = [];
    const take = (files: readonly { readonly uri: string }[]): void => void taken.push(...files.map(({ uri }) => uri));
    void memory.recall(take);
    await memory.recall(take); // the page of the other home
    assert.deepEqual(taken, ['file:///a.png']);
    assert.deepEqual(looked, ['file:///a.png']);
  });

  it('leaves out what is gone, and says in the log only how many', async () => {
    const { openWindow, gone, lines } = rig(['file:///secret/a.png', 'file:///b.png']);
    gone.add('file:///secret/a.png');
    assert.deepEqual(await recalled(openWindow()), ['file:///b.png']);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /gone: 1\./);
    assert.doesNotMatch(lines[0] ?? '', /secret/);
  });

  it('keeps and gives nothing in Restricted Mode, and gives it once the folder is trusted', async () => {
    const { openWindow, workspace, looked, stored } = rig(['file:///a.png']);
    workspace.isTrusted = false;
    const memory = openWindow();
    await memory.keep([]);
    assert.deepEqual(stored(), ['file:///a.png']);
    assert.deepEqual(await recalled(memory), []);
    assert.deepEqual(looked, []);
    workspace.isTrusted = true;
    assert.deepEqual(await recalled(memory), ['file:///a.png']);
  });

  it('believes only addresses that can be chosen, and not more than can be used', async () => {
    const many = Array.from({ length: maxReferences + 3 }, (_, index) => `file:///${index}.png`);
    for (const kept of [undefined, 'file:///a.png', { 0: 'file:///a.png' }]) {
      assert.deepEqual(await recalled(rig(kept).openWindow()), []);
    }
    const strange = ['https://example.com/a.png', 'command:x', 'data:image/png;base64,', 7, null, 'a.png', ''];
    assert.deepEqual(await recalled(rig([...strange, ...many]).openWindow()), many.slice(0, maxReferences));
    const { openWindow, stored } = rig();
    await openWindow().keep([...strange.filter((one) => typeof one === 'string'), ...many].map(fileAt));
    assert.deepEqual(stored(), many.slice(0, maxReferences));
  });

  it('keeps the name of a picture whose file has another one', async () => {
    const { openWindow, stored } = rig();
    const dropped = { id: 'd', uri: 'file:///references/0a1b.png', name: 'from outside.png' };
    await openWindow().keep([dropped, fileAt('file:///a.png'), { ...fileAt('file:///b%20c.png'), name: 'b c.png' }]);
    const { uri, name } = dropped;
    assert.deepEqual(stored(), [{ uri, name }, 'file:///a.png', 'file:///b%20c.png']);
    const names: string[] = [];
    await openWindow().recall((files) => void names.push(...files.map((file) => file.name)));
    assert.deepEqual(names, ['from outside.png', 'a.png', 'b%20c.png']);
    assert.deepEqual(await recalled(rig([{ uri: 'https://x/a.png', name: 'a' }, { name: 'a' }, {}]).openWindow()), []);
  });

  it('takes what lies in the workspace where that is no folder of this machine', async () => {
    const { openWindow, workspace } = rig(['memfs:/a.png', 'file:///b.png']);
    workspace.schemes = ['file', 'memfs'];
    assert.deepEqual(await recalled(openWindow()), ['memfs:/a.png', 'file:///b.png']);
  });
});

/** What a window gets back. */
async function recalled(memory: ReferenceMemory): Promise<string[]> {
  const uris: string[] = [];
  await memory.recall((files) => void uris.push(...files.map(({ uri }) => uri)));
  return uris;
}
