import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import type { World } from '../world';
import {
  clearToasts,
  dismissQuestion,
  eachAfresh,
  explainFailures,
  filesIn,
  generate,
  reloadEmpty,
  startWorld,
} from '../world';

describe('with several folders', () => {
  let world: World;
  before(async () => {
    world = await startWorld({
      folders: { site: { 'index.md': 'site' }, game: { 'level.md': 'game' }, docs: {} },
      settings: { 'dualtrack.routes': [] },
    });
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  beforeEach(() => {
    for (const folder of world.vscode.folders) fs.rmSync(path.join(folder, 'assets'), { recursive: true, force: true });
  });

  /** The panel's page. */
  const panel = async (): Promise<Frame> => {
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await world.vscode.webviewFrame('Dualtrack');
    await page.getByLabel('Prompt').waitFor();
    return page;
  };

  async function ask(page: Frame, prompt: string): Promise<void> {
    await page.getByLabel('Prompt').fill(prompt);
    await page.getByRole('button', { name: 'Generate' }).click();
  }

  /** Chooses one in the panel; another event than a click, which the list of a webview is too small for. */
  async function chooseFolder(page: Frame, name: string): Promise<void> {
    await page.locator('#folder').waitFor(); // the page may not be drawn yet
    await page.evaluate(`(() => {
      const select = document.querySelector('#folder');
      select.value = select.options.find(({ label }) => label === '${name}').value;
      select.dispatchEvent(new Event('change'));
    })()`);
  }

  /** Waits until the panel shows this as the folder. */
  async function showsFolder(page: Frame, name: string): Promise<void> {
    await page.locator('#folder .text').getByText(name, { exact: true }).waitFor();
  }

  it('asks which folder the picture is for, the last one first, unless an editor tells', async () => {
    const { vscode } = world;
    const [site, game] = vscode.folders;
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.match((await vscode.question('Generate Image')).message, /You choose the folder before anything is sent/);
    await vscode.answerInput('a shield', 'Generate Image');
    assert.equal((await vscode.question('Folder for the Picture')).placeholder, 'Which folder is the picture for?');
    await vscode.screenshot('folder-question');
    await dismissQuestion(vscode, 'Folder for the Picture');
    await vscode.toast('No folder was chosen, so nothing was sent.');
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.equal((await vscode.answerInput(undefined, 'Generate Image')).value, 'a shield'); // not lost
    await vscode.pickItem('game');
    await vscode.toast('game/assets/a-shield-placeholder.png');
    assert.deepEqual(filesIn(game), ['a-shield-placeholder.png']);
    await generate(vscode, 'a sword');
    await vscode.question('Folder for the Picture');
    const first = vscode.page.locator('.quick-input-widget .monaco-list-row[data-index="0"]');
    await first.and(vscode.page.locator('.focused')).filter({ hasText: 'game' }).waitFor(); // its items come after its title
    await vscode.press('Enter');
    await vscode.toast('game/assets/a-sword-placeholder.png');
    await vscode.openFile('index.md');
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.match((await vscode.question('Generate Image')).message, /assets\/ in site/);
    await vscode.answerInput('a banner', 'Generate Image');
    await vscode.toast('a-banner-placeholder.png');
    assert.deepEqual(filesIn(site), ['a-banner-placeholder.png']);
  });

  it('has the panel’s folder in sight, chosen once, which a new window still knows', async () => {
    const { vscode } = world;
    const [site, game] = vscode.folders;
    await reloadEmpty(vscode);
    let page = await panel();
    await showsFolder(page, 'Choose a Folder…');
    await ask(page, 'a moat');
    await dismissQuestion(vscode, 'Folder for the Picture');
    await page.getByText('No folder was chosen, so nothing was sent.').waitFor();
    await chooseFolder(page, 'game');
    await page.getByText('assets/ in game').waitFor();
    await vscode.screenshot('panel-folders');
    await ask(page, 'a moat');
    await page.getByRole('img', { name: 'a moat' }).waitFor();
    await vscode.openFile('index.md'); // another folder's: what is chosen in sight goes before it
    page = await panel();
    await showsFolder(page, 'game');
    await ask(page, 'a tower');
    await page.getByRole('img', { name: 'a tower' }).waitFor();
    assert.deepEqual([filesIn(site), filesIn(game)], [[], ['a-moat-placeholder.png', 'a-tower-placeholder.png']]);
    await reloadEmpty(vscode);
    page = await panel();
    await showsFolder(page, 'game');
  });

  it('offers to connect a route after a placeholder', async () => {
    const { vscode } = world;
    await vscode.openFile('index.md');
    await generate(vscode, 'a castle');
    const { buttons } = await vscode.toast('Connect a route for real pictures');
    assert.deepEqual(buttons, ['Open', 'Insert at Cursor', 'Copy Path', 'Connect a Route']);
    await vscode.screenshot('placeholder');
    await vscode.clickToast('Connect a Route');
    await vscode.pickItem('Google AI Studio');
    await vscode.answerInput('test-key-not-real', 'Key for Google AI Studio');
    await vscode.modal('Google AI Studio: its address could not be found'); // there is no network in this test
    await vscode.clickModal('Connect Anyway');
    await vscode.toast('Google AI Studio is connected.');
    await clearToasts(vscode);
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.match((await vscode.question('Generate Image')).message, /\$0\.067 to \$0\.14 · Google AI Studio/);
    await dismissQuestion(vscode, 'Generate Image');
  });
});
