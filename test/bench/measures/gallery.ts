import path from 'node:path';
import type { Page } from 'playwright-core';
import { removeFolder, temporaryFolder } from '../../../scripts/project';
import { localDayOf } from '../../../src/core/money/localDay';
import type { PictureRecord } from '../../../src/core/run/picture';
import type { PicturesWanted } from '../../../src/panel/calls';
import type { PicturePage } from '../../../src/panel/pictures';
import { Database } from '../../../src/store/database/database';
import { History } from '../../../src/store/pictures/history';
import { openChromium } from '../../harness/workbench/chromium';
import { ManyPictures } from '../../panel/manyPictures';
import { median, rounded } from '../median';

/** A gallery of many pictures: the host's part with its database on the disk, the page's in a browser of its own. */
export interface GalleryTimes {
  readonly pictures: number;
  /** From the page's navigation to the first pictures on it, in a browser that has had a page before; median. */
  readonly firstPaintMs: number;
  /** A search in the host, and from the key until its pictures are drawn; medians. */
  readonly searchHostMs: number;
  readonly searchPageMs: number;
  /** The page's longest task while it is scrolled, and how many pictures it came past. */
  readonly longestTaskMs: number;
  readonly scrolled: number;
  /** The page's memory in JavaScript after that. */
  readonly heapMb: number;
  /** Image elements at most. */
  readonly images: number;
}

const subjects = ['a harbour', 'a meadow', 'an icon of the moon', 'a poster of a lake', 'firs in the mist'];
const searches = ['harbour', 'moon', 'zeppelin', 'firs', 'lake poster', 'meadow'];
const minute = 60_000;
/** How often the page is opened. */
const openings = 5;
/** The wheel turns so often, by so many pixels. */
const turns = 300;
const turn = 1_500;

export async function gallery(pictures: number): Promise<GalleryTimes> {
  const folder = temporaryFolder();
  const database = new Database(path.join(folder, 'dualtrack.db'), fail);
  const browser = await openChromium();
  try {
    const history = new History(database, fail);
    await fill(history, pictures);
    for (const words of searches) await history.gallery({ words }, undefined, 60); // the first one makes the index
    const hostMs: number[] = [];
    const open = async (): Promise<[page: Page, firstPaintMs: number]> => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.addInitScript(watch);
      const panel = new ManyPictures(page, 0, async (wanted) => {
        const start = performance.now();
        const found = await history.gallery({ words: wanted.find?.words }, wanted.cursor, wanted.limit);
        if (wanted.find?.words) hostMs.push(performance.now() - start);
        return pageOf(found, wanted);
      });
      await panel.open();
      await page.waitForFunction('globalThis.firstPaint !== undefined');
      return [page, await page.evaluate<number>('globalThis.firstPaint')];
    };
    await (await open())[0].close();
    const paintMs: number[] = [];
    for (let left = openings; left > 1; left -= 1) {
      const [page, ms] = await open();
      paintMs.push(ms);
      await page.close();
    }
    const [page, lastMs] = await open();
    const firstPaintMs = Math.round(median([...paintMs, lastMs]));
    const searchPageMs: number[] = [];
    for (const words of searches) searchPageMs.push(await page.evaluate<number>(searchFor(words)));
    await page.evaluate<number>(searchFor(''));
    const scrolled = await scroll(page);
    return {
      ...{ pictures, firstPaintMs, ...scrolled },
      searchHostMs: rounded(median(hostMs)),
      searchPageMs: Math.round(median(searchPageMs)),
      heapMb: await heapOf(page),
    };
  } finally {
    await browser.close();
    database.close();
    removeFolder(folder);
  }
}

async function fill(history: History, count: number): Promise<void> {
  const now = Date.now();
  const made = Array.from({ length: count }, (_, index) => {
    const prompt = `${index % 500 === 0 ? 'a zeppelin over ' : ''}${subjects[index % subjects.length]}, number ${index}`;
    const record: PictureRecord = {
      ...{ id: `p${index}`, job: `p${index}`, prompt, model: 'm', modelId: 'm', route: 'r', size: '1K', ratio: '1:1' },
      ...{ width: 1024, height: 1024, mime: 'image/png', sha256: `${index}`, costUsd: 0.055 },
      ...{ createdAt: now - index * 15 * minute, placeholder: false, attempts: [] },
    };
    return history.remember(record, `file:///site/assets/${index}.png`);
  });
  await Promise.all(made);
}

function pageOf(
  { entries, days, counts, next }: Awaited<ReturnType<History['gallery']>>,
  { cursor }: PicturesWanted,
): PicturePage {
  const hint = `Search ${counts?.all} pictures`;
  return {
    pictures: entries.map(({ id, prompt, createdAt, width, height, costUsd }) => ({
      ...{ id, prompt, path: `assets/${id}.png`, details: 'APIYI · Nano Banana 2', day: localDayOf(createdAt) },
      ...{ saved: true, gone: false, favourite: false, cost: `$${costUsd}`, pixels: { width, height } },
    })),
    days: days.map(({ day, count }) => ({ day, label: day, summary: `${count} pictures` })),
    counts: cursor === undefined && counts ? { ...counts, hint, foundText: `${counts.found} found` } : undefined,
    ...{ next, revision: 0 },
  };
}

/** In the page, before anything else: notes when the first picture is there, the longest task, and the most images. */
const watch = `
  globalThis.longestTask = 0;
  globalThis.mostImages = 0;
  const images = document.getElementsByTagName('img');
  new MutationObserver(() => (mostImages = Math.max(mostImages, images.length))).observe(document, {
    childList: true,
    subtree: true,
  });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  }).observe({ type: 'longtask' });
  const look = () => {
    const image = document.querySelector('.picture img');
    if (image?.complete) globalThis.firstPaint = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

/** In the page: types the words, and gives the milliseconds until other pictures are drawn. */
const searchFor = (words: string): string => `new Promise((resolve) => {
  const box = document.querySelector('#search');
  const first = document.querySelector('.picture')?.dataset.picture;
  const start = performance.now();
  box.value = ${JSON.stringify(words)};
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  const look = () => {
    const isDrawn = document.querySelector('.picture')?.dataset.picture !== first;
    if (isDrawn || performance.now() - start > 5000) resolve(performance.now() - start);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

async function scroll(page: Page): Promise<Pick<GalleryTimes, 'longestTaskMs' | 'scrolled' | 'images'>> {
  await page.mouse.move(600, 700);
  await page.evaluate('globalThis.longestTask = 0');
  for (let left = turns; left > 0; left -= 1) await page.mouse.wheel(0, turn);
  const last = await page.evaluate<number>(
    `Math.max(...[...document.querySelectorAll('.picture')].map((one) => Number(one.getAttribute('aria-posinset'))))`,
  );
  const [longest, images] = await page.evaluate<[number, number]>('[longestTask, mostImages]');
  return { longestTaskMs: Math.round(longest), scrolled: last, images };
}

/** Megabytes, once what is not needed any more is gone. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 1e6);
}

function fail(fact: { readonly what: string }): never {
  throw new Error(fact.what);
}
