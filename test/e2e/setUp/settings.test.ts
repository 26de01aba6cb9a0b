import assert from 'node:assert/strict';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import { eventually } from '../../harness/eventually';
import type { VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import { eachAfresh, explainFailures, filesIn, generate, lights } from '../world';

const wrong = {
  'dualtrack.assetsFolder': 5,
  'dualtrack.model': 'nano-bananas',
  'dualtrack.imageSize': '3K',
  'dualtrack.aspectRatio': '1:7',
  'dualtrack.routeOrder': 'x',
  'dualtrack.firstPartyOnly': 'yes',
  'dualtrack.afterUncertainCharge': 'perhaps',
  'dualtrack.timeBudget': -5,
};

const right = {
  'dualtrack.assetsFolder': 'pictures',
  'dualtrack.model': 'nano-banana-2',
  'dualtrack.imageSize': '512',
  'dualtrack.aspectRatio': '1:1',
  'dualtrack.routeOrder': 'listed',
  'dualtrack.firstPartyOnly': false,
  'dualtrack.afterUncertainCharge': 'stop',
  'dualtrack.timeBudget': 60,
};

describe('wrong values in the settings', () => {
  let server: Emulator;
  let vscode: VsCode;

  before(async () => {
    server = await startEmulator({ kind: 'relay', keyless: true, models: { 'workshop-1': {} } });
    const route = { id: 'here', preset: 'openai-compatible', baseUrl: server.url, credential: 'none' };
    vscode = await openVsCode({ settings: { 'dualtrack.routes': [route, { id: 'nobody' }], ...wrong } });
  });
  after(async () => {
    await vscode.close();
    await server.close();
  });
  explainFailures(() => ({ vscode }));
  eachAfresh(() => ({ vscode, services: [server] }));

  /** By Escape, which the search box takes for itself at first where it has the focus. */
  async function closeSettings(): Promise<void> {
    const editor = vscode.page.locator('.settings-editor');
    for (let left = 5; left > 0 && (await editor.count()) > 0; left -= 1) {
      await vscode.press('Escape');
      await editor.waitFor({ state: 'detached', timeout: 4_000 }).catch(() => undefined);
    }
    assert.equal(await editor.count(), 0);
  }

  it('are named in one message, each with what may stand there, whose button shows the first of them', async () => {
    await vscode.runCommand('Dualtrack: Generate Image…');
    const { text, buttons } = await vscode.toast('The settings cannot be used');
    for (const said of [
      /dualtrack\.routes\[1\]\.preset isn’t a service/,
      /dualtrack\.assetsFolder is 5, not a text/,
      /dualtrack\.model is "nano-bananas", not one of: nano-banana-2,/,
      /dualtrack\.imageSize is "3K", not one of: 512, 1K, 2K, 4K/,
      /dualtrack\.aspectRatio is "1:7", not one of: 1:1,/,
      /dualtrack\.routeOrder is "x", not one of: listed, cheapest/,
      /dualtrack\.firstPartyOnly is "yes", not true or false/,
      /dualtrack\.afterUncertainCharge is "perhaps", not one of: ask, switch, stop/,
      /dualtrack\.timeBudget is -5; it must be a number between 10 and 3600/,
    ]) {
      assert.match(text, said);
    }
    assert.deepEqual(buttons, ['Open Settings']);
    assert.equal((await vscode.shownToasts()).length, 1);
    await vscode.screenshot('wrong-settings');
    await vscode.clickToast('Open Settings', 'The settings cannot be used');
    await vscode.page.locator('.settings-editor .setting-item-label', { hasText: 'Routes' }).first().waitFor();
    await vscode.screenshot('wrong-settings-opened');
    await closeSettings();
  });

  it('keep the panel from sending anything, too, and are no longer spoken of once they are right', async () => {
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const panel = await vscode.webviewFrame();
    await panel.getByText(/dualtrack\.timeBudget is -5/).waitFor();
    assert.equal(server.paidRequests.length, 0);
    assert.deepEqual(filesIn(vscode.folders[0]), []);
    const route = { id: 'here', preset: 'openai-compatible', baseUrl: server.url, credential: 'none' };
    vscode.changeSettings({ ...right, 'dualtrack.routes': [route] });
    const isGone = async (): Promise<boolean> => {
      const page = await vscode.webviewFrame();
      await page.getByLabel('Prompt').waitFor({ timeout: 5_000 });
      return (await page.getByText(/dualtrack\.timeBudget is -5/).count()) === 0;
    };
    // another folder for pictures loads the page anew
    await eventually('the panel speaks of it no longer', () => isGone().catch(() => false));
    await lights(vscode, 1);
    await generate(vscode, 'a ladder');
    await vscode.toast('Saved pictures/a-ladder.jpg');
    assert.equal(server.paidRequests.length, 1);
  });

  it('are not what a model of the user’s own is', async () => {
    const own = { id: 'workshop', sizes: ['1K'], services: { generic: { ids: ['workshop-1'], prices: 0 } } };
    const route = { id: 'here', preset: 'openai-compatible', baseUrl: server.url, credential: 'none' };
    const options = { 'dualtrack.model': 'workshop', 'dualtrack.imageSize': '1K' };
    vscode.changeSettings({ ...right, ...options, 'dualtrack.models': [own], 'dualtrack.routes': [route] });
    await vscode.reload();
    await lights(vscode, 1); // a window may begin with the settings that it had before
    const { page } = vscode;
    const model = page.locator('.settings-editor .setting-item-contents', { hasText: 'Model for new pictures' });
    const remote = page.locator('.settings-tabs-widget .action-label', { hasText: 'Remote' });
    const search = async (timeout: number): Promise<void> => {
      await closeSettings(); // no palette opens over them
      await vscode.runCommand('Preferences: Open User Settings');
      await page.locator('.settings-editor .search-container .monaco-editor').click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('@id:dualtrack.model');
      await remote.click({ position: { x: 8, y: 8 } }); // the rest of it lies behind the list of proposals
      await model.locator('input').waitFor({ timeout });
    };
    // what is typed while a new window still starts, or shows what was searched for before, may be lost
    const soon = (): Promise<void> => search(15_000);
    await soon()
      .catch(soon)
      .catch(() => search(60_000));
    await eventually('the model is shown', async () => (await model.locator('input').inputValue()) === 'workshop');
    assert.equal(await model.locator('.setting-item-validation-message').filter({ visible: true }).count(), 0);
    await vscode.screenshot('settings');
    await closeSettings();
    await generate(vscode, 'a vice');
    await vscode.toast('Saved pictures/a-vice');
  });
});
