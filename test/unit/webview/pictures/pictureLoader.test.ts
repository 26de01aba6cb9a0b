import assert from 'node:assert/strict';
import { PagedList } from '../../../harness/pagedList';
import type { PictureFind, PicturePage, PictureView } from '../../../../src/panel/pictures';
import { byDay } from '../../../../src/webview/pictures/pictureList';
import { PictureLoader } from '../../../../src/webview/pictures/pictureLoader';

const picture = (n: number, saved = true): PictureView => ({
  ...{ id: `p${n}`, path: `assets/${n}.png`, prompt: 'a fox', details: '', saved },
  ...{ gone: false, cost: '', favourite: false, day: n > 100 ? '2026-11-28' : '2026-11-27' },
});

/** A host with so many pictures, and a page that loads from it. */
function panel(count: number) {
  const made = Array.from({ length: count }, (_, index) => picture(count - index));
  const list = new PagedList(() => made);
  const arrived: string[] = [];
  const asked: (string | undefined)[] = [];
  const finds: string[] = [];
  let fail: Error | undefined;
  /** What happens at the host while an answer is on its way. */
  let meanwhile = (): void => undefined;
  type Wanted = { find: PictureFind; cursor?: string; limit: number };
  const fetch = async ({ find, cursor, limit }: Wanted): Promise<PicturePage> => {
    asked.push(cursor);
    finds.push(find.words ?? '');
    if (fail) throw fail;
    const { items, next } = list.page(cursor, limit);
    const { revision } = list;
    meanwhile();
    const found = items.filter(({ path }) => path.includes(find.words ?? ''));
    const days = [...new Set(found.map(({ day }) => day))].map((day) => ({ day, label: day, summary: '' }));
    const counts = { found: found.length, isAny: true, hint: '', foundText: `${found.length}` };
    return { pictures: found, days, counts: cursor === undefined ? counts : undefined, next, revision };
  };
  const loader = new PictureLoader(fetch, (fresh) => arrived.push(...fresh.map(({ id }) => id)));
  const told = () => ({ revision: list.revision });
  return {
    ...{ made, loader, arrived, asked, finds, told },
    add: (n: number) => made.unshift(picture(n)),
    failWith: (error: Error | undefined) => (fail = error),
    meanwhile: (run: () => void) => (meanwhile = run),
    ids: () => loader.list.pictures.map(({ id }) => id),
    all: () => made.map(({ id }) => id),
    follow: () => loader.follow(told()),
  };
}

describe('the pictures on the page', () => {
  it('are asked for once where there are none', async () => {
    const { asked, follow, loader } = panel(0);
    await follow();
    await follow();
    assert.deepEqual([asked, loader.list.counts?.found], [[undefined], 0]);
  });

  it('are asked for before the host tells of them, and again only where they have changed since', async () => {
    const { asked, follow, loader, ids, add, all } = panel(3);
    await loader.want({});
    await follow();
    assert.deepEqual([asked.length, ids()], [1, all()]);
    add(4);
    await follow();
    assert.deepEqual([asked.length, ids()], [2, all()]);
  });

  it('are asked for again once the host tells of them, where that has failed before', async () => {
    const { follow, loader, ids, all, failWith } = panel(3);
    failWith(new Error('not yet'));
    await assert.rejects(loader.want({}), /not yet/);
    failWith(undefined);
    await follow();
    assert.deepEqual(ids(), all());
  });

  it('are those that are wanted, which have not just arrived', async () => {
    const { loader, follow, ids, arrived, finds } = panel(30);
    await follow();
    await loader.want({ words: '12' });
    assert.deepEqual([ids(), finds, arrived], [['p12'], ['', '12'], []]);
    assert.equal(loader.list.counts?.foundText, '1');
    await loader.want({ words: '' });
    assert.equal(ids().length, 30);
    assert.deepEqual(arrived, []);
  });

  it('are not those that were wanted before, whose answer comes late', async () => {
    const { loader, follow, ids, meanwhile, finds } = panel(30);
    await follow();
    const seen: number[] = [];
    meanwhile(() => {
      meanwhile(() => void seen.push(loader.list.pictures.length));
      void loader.want({ words: '21' });
    });
    await loader.want({ words: '2' });
    assert.deepEqual([ids(), finds, seen], [['p21'], ['', '2', '21'], [30]]);
  });

  it('are wanted anew at the next change only, where a search has failed', async () => {
    const { loader, follow, failWith, add, ids, finds } = panel(3);
    await follow();
    failWith(new Error('busy'));
    await assert.rejects(loader.want({ words: '4' }), /busy/);
    await follow();
    failWith(undefined);
    assert.equal(finds.length, 2);
    add(4);
    await follow();
    assert.deepEqual(ids(), ['p4']);
  });

  it('lie under the days on which they were made', async () => {
    const { loader, follow } = panel(102);
    await follow();
    await loader.more();
    const days = byDay(loader.list).map(({ day, pictures }) => [day, pictures.length]);
    assert.deepEqual(days, [
      ['2026-11-28', 2],
      ['2026-11-27', 100],
    ]);
    assert.deepEqual([...loader.list.days.keys()], ['2026-11-28', '2026-11-27']);
  });

  it('lose one that the host has forgotten, however far down', async () => {
    const { loader, follow, ids } = panel(100);
    await follow();
    await loader.more();
    loader.remove(['p2']);
    assert.deepEqual([ids().length, ids().includes('p2')], [99, false]);
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
