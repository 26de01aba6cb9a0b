import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import { eachAfresh, explainFailures, generate, reloadEmpty, setKeys, startWorld } from '../world';

describe('the gallery', () => {
  let world: World;
  let page: Frame;

  before(async () => {
    world = await startWorld();
    await setKeys(world);
    for (const prompt of ['a fox in the rain', 'a quiet harbour']) {
      await generate(world.vscode, prompt);
      await world.vscode.toast(`Saved ${fileOf(prompt)}`);
    }
    await reloadEmpty(world.vscode);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  beforeEach(async () => {
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    page = await world.vscode.webviewFrame('Dualtrack');
    await page.locator('.day').first().waitFor();
  });

  const root = (): string => world.vscode.folders[0] ?? assert.fail();
  const fileOf = (prompt: string): string => `assets/${prompt.replaceAll(' ', '-')}.jpg`;
  /** Each costs $0.055. */
  const summaryOf = (count: number): string => `${count} pictures · \\$${(count * 0.055).toFixed(3).replace(/0$/, '')}`;
  const card = (name: string) => page.locator('.picture', { hasText: name });
  const search = () => page.getByRole('searchbox', { name: 'Search pictures' });

  it('has the pictures of before a reload, under their day with count and cost', async () => {
    await page.getByRole('img', { name: 'a fox in the rain' }).waitFor();
    await page.getByRole('img', { name: 'a quiet harbour' }).waitFor();
    const count = await page.locator('.picture').count();
    assert.match(await page.locator('.day').innerText(), new RegExp(`^Today\\s+${summaryOf(count)}$`));
    assert.equal(await search().getAttribute('placeholder'), `Search ${count} pictures`);
    const tile = page.getByRole('button', { name: 'a fox in the rain', exact: true });
    assert.match((await tile.getAttribute('title')) ?? '', /^a fox in the rain\n.*\.jpg\nAPIYI · Nano Banana 2 · /);
    assert.match(await card('fox').locator('.caption').innerText(), /^a-fox-in-the-rain\.jpg\s+\$0\.055$/);
    await world.vscode.screenshot('gallery');
  });

  it('finds as it is typed, says how many, and shows all once the search is cleared', async () => {
    await search().fill('HARB');
    await card('fox').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.picture').count(), 1);
    assert.match(await page.locator('.day').innerText(), /1 picture · \$0\.055/);
    await page.locator('[aria-live]', { hasText: '1 picture found.' }).waitFor({ state: 'attached' });
    await search().fill('harbour wolf');
    await page.getByText('No pictures found.').first().waitFor();
    await page.locator('.empty').getByRole('button', { name: 'Clear Search' }).click();
    await card('fox').waitFor();
    assert.equal(await page.evaluate('document.activeElement.id'), 'search');
    await search().fill('fox');
    await card('harbour').waitFor({ state: 'detached' });
    await search().press('Escape');
    await card('harbour').waitFor();
    assert.equal(await search().inputValue(), '');
  });

  it('shows a new picture at once, and the same tile stays when it is in the history', async () => {
    const count = await page.locator('.picture').count();
    await page.getByLabel('Prompt').fill('a stork on a roof');
    await page.getByRole('button', { name: 'Generate' }).click();
    await page.getByRole('img', { name: 'a stork on a roof' }).waitFor();
    await page.locator('.day', { hasText: new RegExp(summaryOf(count + 1)) }).waitFor();
    assert.equal(await card('stork').count(), 1);
    await page.getByRole('button', { name: `Copy Path: ${fileOf('a stork on a roof')}` }).waitFor();
  });

  it('shows them in the size that was chosen, also after a reload', async () => {
    const { vscode } = world;
    const slider = () => page.getByRole('slider', { name: 'Picture size' });
    const height = async (): Promise<number> => (await card('fox').locator('.thumbnail').boundingBox())?.height ?? 0;
    const usual = await height();
    await slider().press('Home');
    await eventually('a smaller picture', async () => (await height()) < usual - 40);
    const small = await height();
    await vscode.reloadByCommand();
    page = await vscode.webviewFrame('Dualtrack');
    await card('fox').waitFor();
    assert.deepEqual([await slider().inputValue(), await height()], ['96', small]);
    await slider().press('ArrowRight');
    await slider().press('ArrowRight');
    await eventually('the usual size', async () => (await height()) === usual);
  });

  it('has the menu for texts where there is a text, not for a picture', async () => {
    const { page: window } = world.vscode;
    await window.evaluate(`
      window.openedMenus = 0;
      const isMenu = (node) => node instanceof Element && (node.matches('.monaco-menu') || node.querySelector('.monaco-menu'));
      new MutationObserver((changes) => {
        window.openedMenus += changes.flatMap(({ addedNodes }) => [...addedNodes]).filter(isMenu).length;
      }).observe(document.body, { childList: true, subtree: true });
    `);
    await page.getByRole('button', { name: 'a fox in the rain', exact: true }).click({ button: 'right' });
    await search().click({ button: 'right' }); // the menus come in the order of the clicks
    await window.getByRole('menuitem', { name: 'Paste' }).waitFor();
    assert.equal(await window.evaluate('window.openedMenus'), 1);
    await window.keyboard.press('Escape');
  });

  it('copies the paths of several that are selected', async () => {
    const { vscode } = world;
    await page.getByRole('button', { name: 'a fox in the rain', exact: true }).click();
    await page.getByRole('button', { name: 'a quiet harbour', exact: true }).click({ modifiers: ['ControlOrMeta'] });
    await page.getByText('2 selected').waitFor();
    await vscode.screenshot('gallery-selected');
    await page.getByRole('button', { name: 'Copy Paths' }).click();
    await vscode.page.locator('.statusbar-item', { hasText: '2 paths copied' }).waitFor();
    await page.getByRole('button', { name: 'a quiet harbour', exact: true }).press('Escape');
    await page.getByText('2 selected').waitFor({ state: 'detached' });
  });

  it('is of this workspace, or of all', async () => {
    const mine = page.getByRole('button', { name: 'This Workspace' });
    const all = page.getByRole('button', { name: 'All', exact: true });
    assert.equal(await mine.getAttribute('aria-pressed'), 'true');
    await all.press('Enter');
    await page.locator('button[aria-pressed="true"]', { hasText: 'All' }).waitFor();
    await card('fox').waitFor();
    await mine.click();
    await page.locator('button[aria-pressed="true"]', { hasText: 'This Workspace' }).waitFor();
  });

  it('finds a picture that was moved, shows that one is deleted, and forgets it when it is told to', async () => {
    const { vscode } = world;
    for (const prompt of ['a red kite', 'a stone wall']) {
      await generate(vscode, prompt);
      await vscode.toast(`Saved ${fileOf(prompt)}`);
    }
    fs.mkdirSync(path.join(root(), 'art'));
    fs.renameSync(path.join(root(), fileOf('a red kite')), path.join(root(), 'art/kite.jpg'));
    fs.rmSync(path.join(root(), fileOf('a stone wall')));
    await reloadEmpty(vscode);
    await vscode.runCommand('Dualtrack: Open Image Panel');
    page = await vscode.webviewFrame('Dualtrack');
    const gone = card('stone-wall');
    await gone.getByText('No longer in the project').waitFor();
    await vscode.screenshot('gallery-gone');
    await page.locator('.file[title="art/kite.jpg"]').waitFor();
    await gone.getByRole('button', { name: 'Forget' }).click();
    await gone.waitFor({ state: 'detached' });
    await page.locator('.file[title="art/kite.jpg"]').waitFor();
  });
});
