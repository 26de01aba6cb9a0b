import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { eventually } from '../../harness/eventually';
import { extensionId } from '../../../scripts/project';
import { openWindow, themes } from '../../harness/workbench/driver';
import { webviewFrame } from '../../harness/workbench/editors';
import { answerInput, runCommand } from '../../harness/workbench/palette';
import { noisyPng } from '../../unit/imaging/noisyPictures';
import type { World } from '../world';
import { choosePictures, eachAfresh, explainFailures, relayKey, setKeys, startWorld } from '../world';
import { answerOpenDialog } from './referenceDialog';

describe('the image panel in its two homes', () => {
  let world: World;

  before(async () => {
    const folders = { project: { 'notes.md': 'x\n', 'photo.png': noisyPng(40, 30), 'sketch.png': noisyPng(20, 20) } };
    world = await startWorld({ folders, settings: { 'dualtrack.timeBudget': 120 } });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  beforeEach(() => world.vscode.runCommand('View: Show Explorer'));

  it('shows in both what is made in one, while it is made and when it is there', async () => {
    const { vscode, relay } = world;
    const view = await openView();
    const tab = await openTab();
    let release = (): void => undefined;
    const after = new Promise<void>((resolve) => (release = resolve));
    relay.script({ do: 'answer', after });
    await view.getByLabel('Prompt').fill('a lamp in the fog');
    await view.getByRole('button', { name: 'Generate' }).click();
    for (const home of [view, tab]) await home.locator('.job-prompt', { hasText: 'a lamp in the fog' }).waitFor();
    assert.equal(await tab.getByLabel('Prompt').inputValue(), '');
    await vscode.screenshot('homes-under-way');
    release();
    for (const home of [view, tab]) {
      await home.getByRole('img', { name: 'a lamp in the fog' }).waitFor();
      await home.locator('.notice', { hasText: 'Saved assets/a-lamp-in-the-fog.jpg' }).waitFor();
      assert.equal(await home.locator('.job').count(), 0);
    }
    assert.equal(relay.paidRequests.length, 1);
    await vscode.screenshot('homes');
    await view.locator('.notice').getByRole('button', { name: 'Dismiss' }).click();
    await tab.locator('.notice').waitFor({ state: 'detached' });
  });

  it('opens the tab from the title of the view', async () => {
    const { vscode } = world;
    await openView();
    await vscode.page.locator('.sidebar .pane-header, .sidebar .title').first().hover();
    await vscode.page.locator('.sidebar').getByRole('button', { name: 'Open Image Panel' }).click();
    const tab = await vscode.webviewFrame('Dualtrack');
    await tab.getByRole('button', { name: 'Generate' }).waitFor();
  });

  it('is the same page in both: title, heading, rules of what it may load, and where the focus goes', async () => {
    const [view, tab] = [await openView(), await openTab()];
    const facts = `(() => {
      const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]').content;
      const nonce = /'nonce-[^']+'/;
      return {
        policy: policy.replace(nonce, '').replace(/https:\\/\\/\\S*/g, 'own'),
        isStrict: nonce.test(policy) && policy.startsWith("default-src 'none'"),
        title: document.title,
        heading: document.querySelector('h1').textContent,
        language: document.documentElement.lang,
      };
    })()`;
    const ofView = await view.evaluate<{ readonly isStrict: boolean }>(facts);
    assert.equal(ofView.isStrict, true);
    assert.deepEqual(await tab.evaluate(facts), ofView);
    for (const command of ['Dualtrack: Open Image Panel', 'Dualtrack: Focus on Dualtrack View']) {
      await world.vscode.runCommand(command);
      const home = command.includes('View') ? view : tab;
      await eventually('the prompt has the focus', () =>
        home.evaluate<boolean>(`document.hasFocus() && document.activeElement?.id === 'prompt'`),
      );
    }
  });

  it('keeps what was typed while another view is in its place, and shows then what was made meanwhile', async () => {
    const { vscode } = world;
    let view = await openView();
    await view.getByLabel('Prompt').fill('half a thought');
    await vscode.runCommand('View: Show Explorer');
    const tab = await openTab();
    await eventually('what was typed, in a new page', async () => {
      return (await tab.getByLabel('Prompt').inputValue()) === 'half a thought';
    });
    await tab.getByLabel('Prompt').fill('a bridge at noon');
    await tab.getByRole('button', { name: 'Generate' }).click();
    await tab.getByRole('img', { name: 'a bridge at noon' }).waitFor();
    view = await openView();
    await view.getByRole('img', { name: 'a bridge at noon' }).waitFor();
    assert.equal(await view.getByLabel('Prompt').inputValue(), 'half a thought');
  });

  it('comes back in both after a reload, each with its prompt and count, and with the references that are still there', async () => {
    const { vscode } = world;
    let [view, tab] = [await openView(), await openTab()];
    for (const name of ['photo.png', 'sketch.png']) {
      await tab.getByRole('button', { name: 'Add References…' }).click();
      await answerOpenDialog(vscode, fileOf(name));
      await view.locator('.reference', { hasText: name }).waitFor();
    }
    await view.getByLabel('Prompt').fill('a narrow street');
    await choosePictures(view, 2);
    await tab.getByLabel('Prompt').fill('a wide field');
    await choosePictures(tab, 3);
    const drafts = async (): Promise<readonly (readonly [string, string, readonly string[]])[]> =>
      Promise.all([draftIn(view), draftIn(tab)]);
    assert.deepEqual(await drafts(), [
      ['a narrow street', '2', ['photo.png', 'sketch.png']],
      ['a wide field', '3', ['photo.png', 'sketch.png']],
    ]);
    fs.renameSync(fileOf('photo.png'), fileOf('elsewhere.png'));
    try {
      await vscode.reloadByCommand();
      [view, tab] = [await vscode.viewFrame(), await vscode.webviewFrame('Dualtrack')];
      for (const home of [view, tab]) await home.locator('.reference').first().waitFor();
      assert.deepEqual(await drafts(), [
        ['a narrow street', '2', ['sketch.png']],
        ['a wide field', '3', ['sketch.png']],
      ]);
      assert.deepEqual(await vscode.shownToasts(), []);
      assert.match(vscode.logs(), /Reference pictures of the last window that are gone: 1\./);
      await vscode.screenshot('homes-restored');
      await view.getByRole('button', { name: 'Remove: sketch.png' }).click();
      for (const home of [view, tab]) await home.locator('.reference').waitFor({ state: 'detached' });
    } finally {
      fs.renameSync(fileOf('elsewhere.png'), fileOf('photo.png'));
    }
    await vscode.reloadByCommand();
    view = await vscode.viewFrame();
    await view.getByRole('button', { name: 'Generate' }).waitFor();
    assert.deepEqual(await draftIn(view), ['a narrow street', '2', []]);
  });

  it('goes on as it is where the theme changes and another window makes pictures, and shows them once it is looked at', async () => {
    const { vscode } = world;
    const tab = await openTab();
    await tab.getByLabel('Prompt').fill('a thought of the first window');
    await tab.evaluate('void (globalThis.isSamePage = true)');
    for (const theme of ['hc-light', 'dark'] as const) {
      await vscode.setTheme(theme);
      await tab.locator(`body[data-vscode-theme-id="${themes[theme].name}"]`).waitFor({ state: 'attached' });
    }
    const browser = vscode.page.context().browser() ?? assert.fail();
    const { page: second } = await openWindow(browser, vscode.page.url());
    try {
      await runCommand(second, 'Dualtrack: Open Image Panel');
      const other = await webviewFrame(second, extensionId(), 'Dualtrack');
      await other.getByLabel('Prompt').fill('a kite of the second window');
      await other.getByRole('button', { name: 'Generate' }).click();
      await answerInput(second, relayKey, 'Key for APIYI'); // this browser has none yet
      await other.getByRole('img', { name: 'a kite of the second window' }).waitFor();
      assert.equal(await tab.getByLabel('Prompt').inputValue(), 'a thought of the first window');
      assert.equal(await tab.evaluate('globalThis.isSamePage'), true);
    } finally {
      await second.close();
    }
    await vscode.page.evaluate(leaveAndComeBack);
    await tab.getByRole('img', { name: 'a kite of the second window' }).waitFor();
    assert.equal(await tab.getByLabel('Prompt').inputValue(), 'a thought of the first window');
    assert.equal(await tab.evaluate('globalThis.isSamePage'), true);
  });

  it('clips nothing in the view, at 320 pixels and as narrow as the side bar can be', async () => {
    const { vscode } = world;
    const view = await openView();
    await view.getByRole('button', { name: 'Add References…' }).click();
    await answerOpenDialog(vscode, fileOf('photo.png'));
    await choosePictures(view, 1);
    await view.getByLabel('Prompt').fill('a boat below a lighthouse');
    await view.getByRole('button', { name: 'Generate' }).click();
    await view.getByRole('img', { name: 'a boat below a lighthouse' }).waitFor();
    for (const width of [320, 172]) {
      await resizeSideBar(view, width);
      await vscode.screenshot(`homes-${width}`);
      assert.deepEqual(await view.evaluate(clipped), { scrolls: false, controls: [] }, String(width));
    }
    await resizeSideBar(view, 300);
    await view.getByRole('button', { name: 'Remove: photo.png' }).click();
    await view.locator('.reference[title="photo.png"]').waitFor({ state: 'detached' });
  });

  const fileOf = (name: string): string => path.join(world.vscode.folders[0] ?? '', name);

  /** By a click on its icon, as a user does. */
  async function openView(): Promise<Frame> {
    await world.vscode.page.locator('.activitybar').getByRole('tab', { name: 'Dualtrack' }).click();
    const view = await world.vscode.viewFrame();
    await view.getByRole('button', { name: 'Generate' }).waitFor();
    return view;
  }

  async function openTab(): Promise<Frame> {
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    const tab = await world.vscode.webviewFrame('Dualtrack');
    await tab.getByRole('button', { name: 'Generate' }).waitFor();
    return tab;
  }

  /** Prompt, count and references. */
  async function draftIn(home: Frame): Promise<readonly [string, string, readonly string[]]> {
    return [
      await home.getByLabel('Prompt').inputValue(),
      await home.evaluate<string>(`document.querySelector('#count').value`),
      await home.evaluate<string[]>(`[...document.querySelectorAll('.reference')].map(({ title }) => title)`),
    ];
  }

  /** Draws the edge of the side bar with the mouse. */
  async function resizeSideBar(view: Frame, width: number): Promise<void> {
    const { page } = world.vscode;
    const box = (await page.locator('.part.sidebar').boundingBox()) ?? assert.fail();
    await page.mouse.move(box.x + box.width, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x + width + 20, box.y + 300, { steps: 5 });
    await page.mouse.move(box.x + width, box.y + 300, { steps: 5 });
    await page.mouse.up();
    await page.mouse.move(5, 5);
    await eventually(`a view of ${width} pixels`, () => view.evaluate<boolean>(`Math.abs(innerWidth - ${width}) < 12`));
  }
});

/** Run in the window, which Chromium without a screen always takes for focused. */
const leaveAndComeBack = `(async () => {
  document.hasFocus = () => false;
  dispatchEvent(new Event('blur'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  delete document.hasFocus;
  dispatchEvent(new Event('focus'));
})()`;

/** Run in the page: whether it scrolls sideways, and the controls that reach out of it, or whose text reaches out of them. */
const clipped = `({
  scrolls: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  controls: [...document.querySelectorAll('textarea, vscode-button, vscode-single-select, :not(.reference) > vscode-toolbar-button, img')]
    .filter((control) => {
      const { left, right, width } = control.getBoundingClientRect();
      return left < 0 || right > innerWidth || width === 0 || control.scrollWidth > control.clientWidth + 1;
    })
    .map(({ tagName, id, textContent }) => [tagName, id, textContent.trim()].join(' ')),
})`;
