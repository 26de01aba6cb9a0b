import assert from 'node:assert/strict';
import { PagedList } from '../../../../src/host/panel/pagedList';
import type { PicturePage, PictureView } from '../../../../src/panel/pictures';
import { PictureLoader } from '../../../../src/webview/pictures/pictureLoader';

const picture = (n: number, saved = true): PictureView => ({
  ...{ id: `p${n}`, path: `assets/${n}.png`, prompt: 'a fox', details: '', saved },
});

/** A host with so many pictures, and a page that loads from it. */
function panel(count: number) {
  const made = Array.from({ length: count }, (_, index) => picture(count - index));
  const list = new PagedList(() => made);
  const arrived: string[] = [];
  const asked: (string | undefined)[] = [];
  let fail: Error | undefined;
  /** What happens at the host while an answer is on its way. */
  let meanwhile = (): void => undefined;
  const fetch = async ({ cursor, limit }: { cursor?: string; limit: number }): Promise<PicturePage> => {
    asked.push(cursor);
    if (fail) throw fail;
    const { items, next } = list.page(cursor, limit);
    meanwhile();
    return { pictures: [...items], next };
  };
  const loader = new PictureLoader(fetch, (fresh) => arrived.push(...fresh.map(({ id }) => id)));
  const told = () => ({ revision: list.revision, count: list.count });
  return {
    ...{ made, loader, arrived, asked, told },
    add: (n: number) => made.unshift(picture(n)),
    failWith: (error: Error | undefined) => (fail = error),
    meanwhile: (run: () => void) => (meanwhile = run),
    ids: () => loader.list.pictures.map(({ id }) => id),
    all: () => made.map(({ id }) => id),
    follow: () => loader.follow(told()),
  };
}

describe('the pictures on the page', () => {
  it('are not asked for while there are none', async () => {
    const { asked, follow } = panel(0);
    await follow();
    assert.deepEqual(asked, []);
  });

  it('are the first page, and then more of them until the end', async () => {
    const { loader, follow, ids, all, arrived } = panel(150);
    await follow();
    assert.equal(ids().length, 60);
    await loader.more();
    await loader.more();
    await loader.more();
    assert.deepEqual(ids(), all());
    assert.deepEqual([loader.list.next, arrived], [undefined, []]);
  });

  it('are asked for once while nothing changes, however often the state comes', async () => {
    const { follow, asked } = panel(3);
    for (let n = 0; n < 5; n += 1) await follow();
    assert.equal(asked.length, 1);
  });

  it('gain a new one on top, and keep what was loaded behind', async () => {
    const { loader, follow, ids, all, add, arrived, asked } = panel(150);
    await follow();
    await loader.more();
    const { next } = loader.list;
    add(151);
    await follow();
    assert.deepEqual(ids(), all().slice(0, 121));
    assert.deepEqual([loader.list.next, arrived, asked.length], [next, ['p151'], 3]);
  });

  it('say the first one of all when it arrives', async () => {
    const { follow, add, arrived } = panel(0);
    await follow();
    add(1);
    await follow();
    assert.deepEqual(arrived, ['p1']);
  });

  it('begin anew where so many came that there would be a gap', async () => {
    const { loader, follow, ids, all, add } = panel(100);
    await follow();
    await loader.more();
    for (let n = 101; n <= 200; n += 1) add(n);
    await follow();
    assert.deepEqual(ids(), all().slice(0, 60));
    await loader.more();
    assert.deepEqual(ids(), all().slice(0, 120));
  });

  it('lose those that are gone', async () => {
    const { follow, ids, made } = panel(5);
    await follow();
    made.splice(1, 2);
    await follow();
    assert.deepEqual(ids(), ['p5', 'p2', 'p1']);
    made.splice(0);
    await follow();
    assert.deepEqual(ids(), []);
  });

  it('are asked for again where they change while they are on their way', async () => {
    const { follow, told, loader, ids, all, add, meanwhile } = panel(3);
    meanwhile(() => {
      meanwhile(() => undefined);
      add(4);
      void loader.follow(told());
    });
    await follow();
    assert.deepEqual(ids(), all());
  });

  it('take no page that belongs to a list of before', async () => {
    const { loader, follow, ids, all, made, meanwhile } = panel(100);
    await follow();
    meanwhile(() => {
      meanwhile(() => undefined);
      made.splice(0, 100, ...Array.from({ length: 70 }, (_, n) => picture(300 - n)));
    });
    await Promise.all([loader.more(), follow()]);
    await follow();
    assert.deepEqual(ids(), all().slice(0, 60));
  });

  it('are told one that was changed here, however far down', async () => {
    const { loader, follow, ids } = panel(100);
    await follow();
    await loader.more();
    loader.replace(picture(2, false));
    assert.equal(ids().length, 100);
    assert.deepEqual(loader.list.pictures[98], picture(2, false));
  });

  it('are asked for again at the next change only, where that has failed', async () => {
    const { follow, failWith, asked, add, ids, all } = panel(3);
    failWith(new Error('closed'));
    await assert.rejects(follow(), /closed/);
    await follow();
    assert.equal(asked.length, 1);
    failWith(undefined);
    add(4);
    await follow();
    assert.deepEqual(ids(), all());
  });
});
