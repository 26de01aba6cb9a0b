import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import { choosePictures, clearToasts, eachAfresh, explainFailures, filesIn, setKeys, startWorld } from '../world';

describe('the composer', () => {
  let world: World;
  let page: Frame;

  before(async () => {
    world = await startWorld({ settings: { 'workbench.activityBar.location': 'hidden' } });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  beforeEach(async () => {
    await clearToasts(world.vscode);
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    page = await world.vscode.webviewFrame('Dualtrack');
    await page.locator('#route').waitFor();
  });
  afterEach(async () => {
    await world.vscode.page.setViewportSize({ width: 1280, height: 800 });
    await chooseRoute('APIYI → Google AI Studio');
  });

  async function chooseRoute(label: string): Promise<void> {
    const route = page.locator('#route');
    if (((await route.locator('.select-face .text').textContent()) ?? '') === label) return;
    await route.locator('.select-face').click();
    await route.getByRole('option', { name: label, exact: true }).click();
    await route.locator('.select-face', { hasText: label }).waitFor();
  }

  async function ask(prompt: string, count = 1): Promise<void> {
    await page.getByLabel('Prompt').fill(prompt);
    await choosePictures(page, count);
    await page.getByRole('button', { name: 'Generate' }).click();
  }

  it('asks the chosen route only, at its price, although another comes first and it fails', async () => {
    const { relay, studio, vscode } = world;
    await page.locator('.price', { hasText: 'about $0.055' }).waitFor();
    await page.locator('#route .select-face').click();
    await vscode.screenshot('compose-routes');
    await page.locator('#route').press('Escape');
    await chooseRoute('Only Google AI Studio');
    await page.locator('.price', { hasText: '$0.067 to $0.14' }).waitFor();
    await ask('a lighthouse by one route');
    await page.getByRole('img', { name: 'a lighthouse by one route' }).waitFor();
    assert.deepEqual([relay.requests.length, studio.paidCount()], [0, 1]);
    studio.script({ do: 'error', error: 'region' }, { times: Infinity });
    await ask('a lighthouse in vain');
    await page.locator('.failed-job').getByText('Google AI Studio: not available in this region').waitFor();
    await page.locator('.failed-job').getByText('Only Google AI Studio was asked.').waitFor();
    assert.equal(relay.requests.length, 0);
  });

  it('offers no route that cannot make the picture, and says why', async () => {
    const { vscode } = world;
    const own = {
      id: 'own',
      name: 'Own Model',
      sizes: ['1K'],
      ratios: ['1:1'],
      services: { google: { ids: ['own'] } },
    };
    vscode.changeSettings({ 'dualtrack.models': [own] });
    await page.locator('#model .select-face').click();
    await page.locator('#model').getByRole('option', { name: 'Own Model' }).click();
    const route = page.locator('#route');
    await route.locator('.select-face', { hasText: 'Automatic: Google AI Studio' }).click();
    const unable = route.locator('.option.disabled');
    await unable.getByText(/^\s*APIYI: does not have/).waitFor();
    await vscode.screenshot('compose-unable');
    await unable.click();
    await route.press('Escape');
    assert.equal(await route.locator('.select-face .text').textContent(), 'Automatic: Google AI Studio');
    await page.locator('#model .select-face').click();
    await page.locator('#model').getByRole('option', { name: 'Nano Banana 2', exact: true }).click();
    await route.locator('.select-face', { hasText: 'APIYI → Google AI Studio' }).waitFor();
    vscode.changeSettings({ 'dualtrack.models': [] });
  });

  it('makes eight pictures of one click, each its own job', async () => {
    const { relay, vscode } = world;
    let release = (): void => undefined;
    const after = new Promise<void>((resolve) => (release = resolve));
    relay.script({ do: 'answer', after }, { times: 8 });
    await ask('a fleet of ships', 8);
    await page.locator('.price', { hasText: 'about 8 × $0.055 = $0.44' }).waitFor();
    await page.locator('.job-part', { hasText: '8 of 8' }).waitFor();
    assert.equal(await page.locator('.job-part').count(), 8);
    await vscode.screenshot('compose-eight');
    release();
    await page.getByText('8 pictures saved via APIYI ($0.44).').waitFor();
    assert.equal(filesIn(vscode.folders[0]).filter((name) => name.startsWith('a-fleet-of-ships')).length, 8);
    assert.equal(relay.paidRequests.length, 8);
  });

  it('walks through the earlier prompts by keyboard, and gives the draft back', async () => {
    const { vscode } = world;
    for (const prompt of ['a first hill', 'a second hill\nwith a tree']) {
      await ask(prompt);
      await page.getByRole('img', { name: prompt }).waitFor();
    }
    const prompt = page.getByLabel('Prompt');
    await prompt.fill('half a');
    await prompt.press('Home');
    const after = async (key: string): Promise<string> => (await prompt.press(key), prompt.inputValue());
    assert.equal(await after('Shift+ArrowUp'), 'half a');
    await prompt.press('Home');
    assert.equal(await after('ArrowUp'), 'a second hill\nwith a tree');
    assert.equal(await after('ArrowUp'), 'a first hill');
    assert.equal(await after('ArrowDown'), 'a second hill\nwith a tree');
    assert.equal(await after('ArrowDown'), 'half a');
    await vscode.reloadByCommand();
    page = await vscode.webviewFrame('Dualtrack');
    assert.equal(await page.getByLabel('Prompt').inputValue(), 'half a');
    await page.getByLabel('Prompt').press('Control+Home');
    await page.getByLabel('Prompt').press('ArrowUp');
    assert.equal(await page.getByLabel('Prompt').inputValue(), 'a second hill\nwith a tree');
  });

  it('has every control inside its box at 320 pixels, and each list inside the page', async () => {
    const { vscode } = world;
    await page.getByLabel('Prompt').fill('The same harbour in winter, snow on the roofs, warm light in the windows');
    await eventually('a page of 320 pixels', async () => {
      const { width, height } = vscode.page.viewportSize() ?? assert.fail();
      const now = await page.evaluate<number>('innerWidth');
      if (now !== 320) await vscode.page.setViewportSize({ width: width + 320 - now, height });
      return now === 320;
    });
    await vscode.screenshot('compose-320');
    assert.deepEqual(await page.evaluate(outsideTheBox), []);
    for (const id of ['model', 'ratio', 'count', 'route']) {
      await page.locator(`#${id} .select-face`).click();
      await page.locator(`#${id} .dropdown.open`).waitFor();
      await vscode.screenshot(`compose-320-${id}`);
      assert.deepEqual(await page.evaluate(cutIn(id)), [], id);
      await page.locator(`#${id}`).press('Escape');
    }
  });

  it('tells what a limit leaves of the day', async () => {
    const terms = page.locator('.terms', { hasText: 'left today' });
    const left = async (): Promise<number> => Number(/\$([\d.]+) left today/.exec(await terms.innerText())?.[1]);
    world.vscode.changeSettings({ 'dualtrack.dailyLimit': 5 });
    const before = await left();
    await ask('a small bridge');
    await eventually('less is left', async () => (await left()) < before);
    world.vscode.changeSettings({ 'dualtrack.dailyLimit': null });
    await terms.waitFor({ state: 'detached' });
  });

  it('says what of a pasted text there was no room for', async () => {
    const prompt = page.getByLabel('Prompt');
    await prompt.fill('');
    await page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'word '.repeat(20_001));
      document.querySelector('#prompt').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    })()`);
    await page.getByText('The text was cut: a prompt has at most 100,000 characters.').waitFor();
    assert.equal(await prompt.getAttribute('maxlength'), '100000');
  });
});

/** Run in the page: the controls that are not wholly inside the box. */
const outsideTheBox = `(() => {
  const box = document.querySelector('.prompt-box').getBoundingClientRect();
  const controls = document.querySelectorAll('.prompt-box :is(vscode-single-select, vscode-button, textarea, .price)');
  return [...controls].filter((control) => {
    const { left, right, top, bottom } = control.getBoundingClientRect();
    return left < box.left || right > box.right || top < box.top || bottom > box.bottom;
  }).map(({ id, className }) => id + ' ' + className);
})()`;

/** Run in the page: what of a list is outside the page or cut off. */
const cutIn = (id: string): string => `(() => {
  const list = document.querySelector('#${id}').shadowRoot.querySelector('.dropdown');
  const { left, right, top, bottom } = list.getBoundingClientRect();
  const isOutside = left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
  const cut = [...list.querySelectorAll('.option')].filter((one) => one.scrollWidth > one.clientWidth);
  return [...(isOutside ? ['the list'] : []), ...cut.map(({ textContent }) => textContent.trim())];
})()`;
