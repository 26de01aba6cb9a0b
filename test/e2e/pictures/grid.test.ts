import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { eventually } from '../../harness/eventually';
import { openChromium } from '../../harness/workbench/chromium';
import { ManyPictures } from '../../panel/manyPictures';

describe('the grid of pictures', () => {
  let browser: Browser;
  let panel: ManyPictures;
  before(async () => {
    browser = await openChromium();
  });
  after(() => browser.close());
  beforeEach(async () => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    page.setDefaultTimeout(30_000);
    panel = new ManyPictures(page, 300);
    await panel.open();
  });
  afterEach(() => panel.page.close());

  const tile = (n: number) => panel.page.getByRole('button', { name: `picture ${n}`, exact: true });
  const press = (key: string): Promise<void> => panel.page.keyboard.press(key);
  const selected = (): Promise<string> =>
    panel.page.evaluate(`[...document.querySelectorAll('[aria-pressed="true"].thumbnail')]
      .map((one) => one.getAttribute('aria-label').slice('picture '.length)).join(' ')`);
  const focused = (): Promise<string> => panel.page.evaluate('document.activeElement.getAttribute("aria-label")');
  const bar = () => panel.page.locator('.selection-bar');

  it('selects with the mouse: one, one more, a range, and opens with two clicks', async () => {
    await tile(299).click();
    assert.equal(await selected(), '299');
    assert.equal(await bar().count(), 0);
    await tile(297).click({ modifiers: ['ControlOrMeta'] });
    assert.equal(await selected(), '299 297');
    await bar().getByText('selected', { exact: true }).waitFor();
    await tile(299).click({ modifiers: ['ControlOrMeta'] });
    assert.equal(await selected(), '297');
    await tile(294).click({ modifiers: ['Shift'] });
    assert.equal(await selected(), '299 298 297 296 295 294');
    await tile(298).dblclick();
    await eventually('it is opened', () => panel.acts.includes('open p298'));
    assert.equal(await selected(), '298');
    assert.deepEqual(panel.acts, ['open p298']);
  });

  it('opens with two clicks where the details cover the page, and clicks nothing in them', async () => {
    await panel.page.setViewportSize({ width: 400, height: 700 });
    await tile(299).dblclick();
    await eventually('it is opened', () => panel.acts.length > 0);
    assert.deepEqual(panel.acts, ['open p299']);
  });

  it('selects with the keyboard, and says how many', async () => {
    await tile(300).focus();
    await press('ArrowRight');
    assert.deepEqual([await focused(), await selected()], ['picture 299', '']);
    await press(' ');
    await press('ArrowRight');
    await press('Shift+ArrowRight');
    assert.deepEqual([await focused(), await selected()], ['picture 297', '298 297']);
    await press('Shift+ArrowRight');
    await press('ControlOrMeta+a');
    const { length } = (await selected()).split(' ');
    assert.equal(length, await panel.page.locator('.picture').count());
    assert.equal(await panel.page.evaluate('getSelection().toString()'), '');
    await bar().getByRole('button', { name: 'copyPaths' }).click();
    await eventually('paths are copied', () => panel.acts.length === 1);
    const copied = panel.acts[0]?.split(' ') ?? [];
    assert.deepEqual(copied.slice(0, 3), ['copyPaths', 'p300', 'p299']);
    assert.ok(copied.length > 60 && copied.length <= 301);
    assert.equal(await bar().getByRole('button', { name: 'forget' }).count(), 0);
    await bar().getByRole('button', { name: 'clearSelection' }).click();
    assert.deepEqual([await selected(), await bar().count()], ['', 0]);
    assert.equal(await focused(), 'picture 296');
  });

  it('goes where the keys lead, scrolls with them, and opens', async () => {
    await tile(300).focus();
    const place = async (): Promise<{ x: number; y: number }> =>
      (await panel.page.locator('.thumbnail:focus').boundingBox()) ?? assert.fail();
    const start = await place();
    await press('ArrowDown');
    const below = await place();
    assert.ok(below.y > start.y && Math.abs(below.x - start.x) < 200);
    await press('ArrowUp');
    assert.equal(await focused(), 'picture 300');
    await press('PageDown');
    await press('PageDown');
    const { y } = await place();
    assert.ok(y >= 0 && y < 700 && (await panel.page.evaluate<number>('scrollY')) > 300, String(y));
    await press('End');
    const last = await focused();
    assert.equal(await panel.page.locator(`[aria-label="${last}"]`).isVisible(), true);
    await press('Home');
    assert.equal(await focused(), 'picture 300');
    await press('Enter');
    await eventually('it is opened', () => panel.acts.includes('open p300'));
  });

  it('keeps the tile with the focus, and what is selected, however far it is scrolled', async () => {
    await tile(300).click();
    await tile(299).click({ modifiers: ['ControlOrMeta'] });
    await eventually('far away', async () => {
      await panel.page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
      return (await tile(150).count()) === 1 || (await tile(290).count()) === 0;
    });
    assert.equal(await focused(), 'picture 299');
    assert.match(await bar().innerText(), /selected/);
    await press('ArrowLeft');
    assert.deepEqual([await focused(), await selected()], ['picture 300', '300 299']);
    await eventually('it is seen', async () => ((await tile(300).boundingBox())?.y ?? -1) >= 0);
  });

  it('drops from what is selected what is gone, and lets Tab come to one tile and its buttons', async () => {
    await tile(300).click();
    await tile(299).click({ modifiers: ['ControlOrMeta'] });
    await tile(298).click({ modifiers: ['ControlOrMeta'] });
    panel.made.splice(1, 1);
    await panel.push();
    await tile(299).waitFor({ state: 'detached' });
    assert.equal(await selected(), '300 298');
    await tile(298).focus();
    for (const label of ['insert', 'open', 'copyPath', 'howMade']) {
      await press('Tab');
      assert.equal(await focused(), `${label}: assets/298.png`);
    }
    await press('Tab');
    assert.equal(await panel.page.evaluate(`document.activeElement.closest('.grid')`), null);
  });

  it('says where each picture is among all', async () => {
    const first = panel.page.getByRole('listitem').first();
    assert.equal(await first.getAttribute('aria-posinset'), '1');
    assert.equal(await first.getAttribute('aria-setsize'), '300');
    assert.equal(await tile(300).getAttribute('aria-pressed'), 'false');
    await panel.page.getByRole('heading', { level: 3 }).first().waitFor();
  });
});
