import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { eventually } from '../../harness/eventually';
import { openChromium } from '../../harness/workbench/chromium';
import { ManyPictures, picture } from '../../panel/manyPictures';

describe('a panel with 10,000 pictures', () => {
  let browser: Browser;
  let panel: ManyPictures;
  before(async () => {
    browser = await openChromium();
  });
  after(() => browser.close());
  beforeEach(async () => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    page.setDefaultTimeout(30_000);
    panel = new ManyPictures(page, 10_000);
    await panel.open();
  });
  afterEach(() => panel.page.close());

  const images = (): Promise<number> => panel.page.evaluate(`document.querySelectorAll('.grid img').length`);
  const slider = () => panel.page.getByRole('slider', { name: 'pictureSize' });
  const scrollTo = (y: string): Promise<unknown> => panel.page.evaluate(`window.scrollTo(0, ${y})`);

  it('loads the first page and the thumbnails that are near, and more as it is scrolled', async () => {
    await panel.page.getByRole('img', { name: 'picture 10000' }).waitFor();
    assert.equal(panel.pages, 1);
    assert.ok(panel.thumbnails.length >= 3 && panel.thumbnails.length < 60, String(panel.thumbnails.length));
    for (const count of [120, 180, 240]) {
      const of = String(10_001 - count);
      await eventually(`${count} pictures`, async () => {
        await scrollTo('document.body.scrollHeight');
        return (await panel.page.locator(`[aria-label="picture ${of}"]`).count()) === 1;
      });
    }
    assert.equal(await panel.page.getByRole('img', { name: 'picture 10000', exact: true }).count(), 0);
    assert.equal(new Set(panel.thumbnails).size, panel.thumbnails.length);
  });

  it('has few images and little memory, down to the last of all, and shows those again that come back', async () => {
    await panel.page.setViewportSize({ width: 600, height: 300 }); // which asks for few thumbnails on the way
    await panel.page.evaluate(toTheEnd);
    assert.equal(panel.pages, Math.ceil(10_000 / 60));
    assert.ok((await heapOf(panel.page)) < 60e6);
    await scrollTo('0');
    await panel.page.getByRole('img', { name: 'picture 10000', exact: true }).waitFor();
    assert.equal(panel.thumbnails.filter((id) => id === 'p10000').length, 1);
    await panel.page.setViewportSize({ width: 1_600, height: 2_000 });
    await slider().press('Home');
    await eventually('many images', async () => (await images()) > 100);
    await scrollTo('document.body.scrollHeight / 2');
    await eventually('many images there', async () => (await images()) > 100);
    const most = await images();
    assert.ok(most <= 400, String(most));
  });

  it('keeps the focus, the text and what is in sight when a picture arrives', async () => {
    await panel.page.locator('#prompt').fill('half a thought');
    const tile = panel.page.locator('[data-picture="p9960"]');
    await eventually('a picture further down', async () => {
      await scrollTo('scrollY + 300');
      return (await tile.count()) === 1;
    });
    await tile.getByRole('button', { name: 'insert: assets/9960.png' }).focus();
    const before = await topOf(tile);
    panel.made.unshift(picture(10_001));
    await panel.push();
    await panel.page.locator('[aria-setsize="10001"]').first().waitFor();
    const label = await panel.page.evaluate('document.activeElement.getAttribute("aria-label")');
    assert.equal(label, 'insert: assets/9960.png');
    assert.ok((await panel.page.evaluate<number>('window.scrollY')) > 0);
    assert.equal(await topOf(tile), before);
    assert.equal(await panel.page.locator('#prompt').inputValue(), 'half a thought');
  });

  it('keeps what is in sight when the pictures are shown larger, and when the window is narrower', async () => {
    const first = (): Promise<string> =>
      panel.page.evaluate(`(() => {
        const seen = [...document.querySelectorAll('.picture')].filter((one) => one.getBoundingClientRect().top >= 0);
        return seen[0].dataset.picture;
      })()`);
    await scrollTo('1000');
    await panel.page.locator('[data-picture="p9975"]').waitFor();
    const seen = async () => {
      const tile = panel.page.locator(`[data-picture="${await first()}"]`);
      const before = await topOf(tile);
      return { tile, isThere: async () => Math.abs((await topOf(tile)) - before) < 2 };
    };
    const large = await seen();
    await panel.page.evaluate(toTheSmallest);
    const height = async (): Promise<number> => (await large.tile.locator('.thumbnail').boundingBox())?.height ?? NaN;
    await eventually('smaller pictures', async () => (await height()) < 100);
    assert.ok(await large.isThere());
    const wide = await seen();
    await panel.page.setViewportSize({ width: 400, height: 700 });
    await eventually('a narrow grid', () =>
      panel.page.evaluate<boolean>('document.querySelector(".grid").clientWidth < 400'),
    );
    await eventually('the same place', wide.isThere);
  });
});

/** Run in the page: scrolls until the last picture is there. */
const toTheEnd = `new Promise((resolve) => {
  const step = () => {
    scrollTo(0, document.body.scrollHeight);
    if (document.querySelector('[aria-label="picture 1"]')) resolve();
    else requestAnimationFrame(step);
  };
  step();
})`;

/** Run in the page, since a key in the slider would scroll to it. */
const toTheSmallest = `(() => {
  const slider = document.querySelector('.picture-size');
  slider.value = slider.min;
  slider.dispatchEvent(new Event('input', { bubbles: true }));
})()`;

async function topOf(tile: Locator): Promise<number> {
  return Math.round((await tile.boundingBox())?.y ?? NaN);
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
