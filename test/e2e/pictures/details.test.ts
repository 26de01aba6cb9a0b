import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import { eachAfresh, explainFailures, generate, reloadEmpty, setKeys, startWorld } from '../world';

describe('the details of a picture', () => {
  let world: World;
  let page: Frame;

  before(async () => {
    world = await startWorld({ settings: { 'workbench.activityBar.location': 'hidden' } });
    await setKeys(world);
    const { relay, vscode } = world;
    await generate(vscode, prompt);
    await vscode.toast(`Saved ${file}`);
    relay.script({ do: 'error', error: 'overloaded' });
    await generate(vscode, second);
    await vscode.toast('Saved assets/a-red-kite.');
    await reloadEmpty(vscode);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  beforeEach(async () => {
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    page = await world.vscode.webviewFrame('Dualtrack');
    await page.locator('.day').first().waitFor();
  });
  afterEach(async () => {
    await world.vscode.page.setViewportSize({ width: 1280, height: 800 });
  });

  const prompt = 'a fox in the rain';
  const second = 'a red kite';
  const file = 'assets/a-fox-in-the-rain.jpg';
  const root = (): string => world.vscode.folders[0] ?? assert.fail();
  const tile = (name: string) => page.locator('.thumbnail').getByRole('img', { name });
  const beside = () => page.getByRole('region', { name: /^Details: / });
  const over = () => page.getByRole('dialog', { name: /^Details: / });
  const fact = (label: string) => page.locator('.fact', { has: page.getByText(label, { exact: true }) }).locator('dd');
  const scale = () => page.locator('.zoom-scale');
  const focused = (): Promise<string> => page.evaluate('document.activeElement.id || document.activeElement.className');

  async function widen(inner: number): Promise<void> {
    const { vscode } = world;
    await eventually(`a page of ${inner} pixels`, async () => {
      const { width, height } = vscode.page.viewportSize() ?? assert.fail();
      const now = await page.evaluate<number>('innerWidth');
      if (now !== inner) await vscode.page.setViewportSize({ width: width + inner - now, height });
      return now === inner;
    });
  }

  /** Of the picture itself on the screen, in its pixels. */
  const widthOnScreen = (): Promise<number> =>
    page.evaluate('document.querySelector(".stage img").getBoundingClientRect().width * devicePixelRatio');
  const ownWidth = (): Promise<number> => page.evaluate('document.querySelector(".stage img").naturalWidth');

  it('are beside the pictures where there is room: how it was made, and the picture pixel by pixel', async () => {
    const { vscode } = world;
    await widen(1180);
    await tile(prompt).click();
    await beside().waitFor();
    await page.locator('.facts').waitFor();
    await page.locator('.stage img[src*="large"]').waitFor();
    await vscode.screenshot('details-wide');
    assert.equal(await fact('File').innerText(), file);
    assert.match(await fact('Made').innerText(), /^Today .+, in [\d.]+ s$/);
    assert.match(await fact('Model').innerText(), /^Nano Banana 2 gemini/);
    assert.match(await fact('Size').innerText(), /^asked 1K 1:1, came 1024×1024 JPEG$/);
    assert.match(await fact('Cost').innerText(), /^\$0\.055 list price$/);
    assert.match(await fact('Route').innerText(), /^APIYI [\d.]+ s, \$0\.055$/);
    assert.equal(await page.locator('.about-prompt p').innerText(), prompt);
    assert.equal(await ownWidth(), 1024);
    await page.getByRole('button', { name: '100%' }).click();
    await eventually('one pixel of the screen for each', async () => (await widthOnScreen()) === (await ownWidth()));
    assert.equal(await scale().innerText(), '100%');
    await page.getByRole('button', { name: 'Fit' }).click();
    await eventually('the whole of it', async () => (await widthOnScreen()) < 500);
    await tile(second).click();
    await eventually('the way of the other', async () => /^APIYI 503 .*, free/.test(await fact('Route').innerText()));
    assert.match(await fact('Route').innerText(), /Google AI Studio [\d.]+ s, \$0\./);
    await page.getByRole('button', { name: 'Close Details' }).click();
    await beside().waitFor({ state: 'detached' });
  });

  it('are used by keyboard and wheel, and are there again after a reload', async () => {
    const { vscode } = world;
    await widen(1000);
    await tile(prompt).click();
    await page.locator('.stage img[src*="large"]').waitFor();
    const stage = page.locator('.stage');
    const whole = await scale().innerText();
    await stage.press('1');
    await eventually('all its pixels', async () => (await scale().innerText()) === '100%');
    await stage.press('+');
    await eventually('larger', async () => (await scale().innerText()) === '150%');
    assert.equal(
      await page.evaluate('getComputedStyle(document.querySelector(".stage img")).imageRendering'),
      'pixelated',
    );
    const left = (): Promise<number> => page.evaluate('document.querySelector(".stage").scrollLeft');
    const before = await left();
    await stage.press('ArrowRight');
    await eventually('moved by a key', async () => (await left()) > before);
    const box = (await stage.boundingBox()) ?? assert.fail();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const from = await left();
    await vscode.page.mouse.move(x, y);
    await vscode.page.mouse.down();
    await vscode.page.mouse.move(x + 60, y, { steps: 4 });
    await vscode.page.mouse.up();
    await eventually('dragged', async () => (await left()) === from - 60);
    await vscode.page.mouse.wheel(0, 3_000);
    await eventually('the whole of it', async () => (await scale().innerText()) === whole);
    await vscode.page.mouse.wheel(0, -100);
    await eventually('larger', async () => (await scale().innerText()) !== whole);
    await stage.press('0');
    await eventually('the whole of it', async () => (await scale().innerText()) === whole);
    await vscode.reloadByCommand();
    page = await vscode.webviewFrame('Dualtrack');
    await beside().getByText(prompt, { exact: true }).waitFor();
    await page.locator('.stage').press('Escape');
    await beside().waitFor({ state: 'detached' });
    await vscode.reloadByCommand();
    page = await vscode.webviewFrame('Dualtrack');
    await tile(prompt).waitFor();
    assert.equal(await page.locator('.about').count(), 0);
  });

  it('are over the pictures where there is none, and give the focus back', async () => {
    const { vscode } = world;
    await widen(340);
    await page.getByRole('searchbox').focus();
    await tile(prompt).dispatchEvent('click');
    await over().waitFor();
    await page.locator('.stage img[src*="large"]').waitFor();
    await eventually('the focus is in it', async () => (await focused()) === 'about over');
    assert.equal(await page.locator('#prompt').isVisible(), false);
    await vscode.screenshot('details-narrow');
    for (let presses = 20; presses > 0; presses -= 1) {
      await vscode.page.keyboard.press('Shift+Tab');
      const isOut = await page.evaluate(
        'document.hasFocus() && document.activeElement.closest(".composer, .list") !== null',
      );
      assert.equal(isOut, false);
    }
    await page.getByRole('button', { name: 'Zoom In' }).press('Escape');
    await over().waitFor({ state: 'detached' });
    assert.equal(await focused(), 'search');
    await tile(prompt).dispatchEvent('click');
    await page.getByRole('button', { name: 'Back to Pictures' }).press('Enter');
    await over().waitFor({ state: 'detached' });
    assert.equal(await focused(), 'search');
  });

  it('copy the prompt, and open the file', async () => {
    const { vscode } = world;
    await widen(1180);
    await tile(prompt).click();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await vscode.page.locator('.statusbar-item', { hasText: 'Prompt copied' }).waitFor();
    await page.locator('.facts').getByRole('button', { name: file }).click();
    await vscode.page.locator('.tab', { hasText: path.basename(file) }).waitFor();
  });

  it('say that the file was changed, or is gone, and close when the picture is forgotten', async () => {
    const { vscode } = world;
    await generate(vscode, 'a stone wall');
    await vscode.toast('Saved assets/a-stone-wall.jpg');
    const wall = path.join(root(), 'assets/a-stone-wall.jpg');
    await vscode.runCommand('Dualtrack: Open Image Panel');
    page = await vscode.webviewFrame('Dualtrack');
    await widen(1180);
    fs.copyFileSync(path.resolve('media/icon.png'), wall);
    await tile('a stone wall').click();
    await page.getByText('The file has been changed since.').waitFor();
    await page.locator('.stage img[src$=".png"]').waitFor();
    await page.getByRole('button', { name: 'Close Details' }).click();
    fs.rmSync(wall);
    await tile('a stone wall').click();
    await beside().getByText('No longer in the project').waitFor();
    await page.locator('.stage img').waitFor();
    await vscode.screenshot('details-gone');
    await beside().getByRole('button', { name: 'Forget' }).click();
    await beside().waitFor({ state: 'detached' });
    await tile('a stone wall').waitFor({ state: 'detached' });
  });
});
