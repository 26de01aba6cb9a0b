import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { openChromium } from '../../harness/workbench/chromium';
import { ManyPictures, picture } from './manyPictures';

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

  const tiles = () => panel.page.locator('.picture');
  const scrollTo = (y: string): Promise<unknown> => panel.page.evaluate(`window.scrollTo(0, ${y})`);

  it('loads the first page and the thumbnails that are near, and more as it is scrolled', async () => {
    await panel.page.getByRole('img', { name: 'picture 10000' }).waitFor();
    assert.equal(await tiles().count(), 60);
    assert.equal(panel.pages, 1);
    assert.ok(panel.thumbnails.length >= 3 && panel.thumbnails.length < 40, String(panel.thumbnails.length));
    for (const count of [120, 180, 240]) {
      await scrollTo('document.body.scrollHeight');
      await tiles()
        .nth(count - 1)
        .waitFor({ state: 'attached' });
    }
    const last = `picture ${10_001 - (await tiles().count())}`; // before more come, as it is scrolled again
    await scrollTo('document.body.scrollHeight');
    await panel.page.getByRole('img', { name: last, exact: true }).waitFor();
    assert.equal(new Set(panel.thumbnails).size, panel.thumbnails.length);
  });

  it('has few images at once, however far it was scrolled, and shows those again that come back', async () => {
    await panel.page.setViewportSize({ width: 1_000, height: 2_000 });
    const images = (): Promise<number> => panel.page.locator('.thumbnail img').count();
    for (const count of [120, 180, 240, 300, 360]) {
      await scrollTo('document.body.scrollHeight');
      await tiles()
        .nth(count - 1)
        .waitFor({ state: 'attached' });
    }
    const first = panel.page.getByRole('img', { name: 'picture 10000', exact: true });
    await first.waitFor({ state: 'detached' });
    assert.ok((await images()) < 120, String(await images()));
    await scrollTo('0');
    await first.waitFor();
    assert.equal(panel.thumbnails.filter((id) => id === 'p10000').length, 1);
  });

  it('keeps the focus, the text and what is in sight when a picture arrives', async () => {
    await panel.page.locator('#prompt').fill('half a thought');
    const button = panel.page.getByRole('button', { name: 'insert: assets/9960.png' });
    await button.scrollIntoViewIfNeeded();
    await button.focus();
    panel.made.unshift(picture(10_001));
    await panel.push();
    await panel.page.locator('.picture', { hasText: 'assets/10001.png' }).waitFor({ state: 'attached' });
    const label = await panel.page.evaluate('document.activeElement.getAttribute("aria-label")');
    assert.equal(label, 'insert: assets/9960.png');
    assert.ok((await panel.page.evaluate<number>('window.scrollY')) > 0);
    const { y = -1 } = (await button.boundingBox()) ?? {};
    assert.ok(y > -400 && y < 1_100, String(y)); // in the row where it was, or the next
    assert.equal(await panel.page.locator('#prompt').inputValue(), 'half a thought');
  });
});
