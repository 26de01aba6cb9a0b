import assert from 'node:assert/strict';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import type { VsCode } from '../host/driver';
import { openVsCode } from '../host/driver';
import { clearToasts, explainFailures, filesIn, generate } from './world';

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
  'dualtrack.timeBudget': 10,
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

  it('are named in one message, each with what may stand there', async () => {
    await vscode.runCommand('Dualtrack: Generate Image…');
    const { text, buttons } = await vscode.toast('The settings cannot be used');
    for (const said of [
      /dualtrack\.routes\[1\]\.preset is no service/,
      /dualtrack\.assetsFolder is 5, not a text/,
      /dualtrack\.model is "nano-bananas", not one of: nano-banana-2,/,
      /dualtrack\.imageSize is "3K", not one of: 512, 1K, 2K, 4K/,
      /dualtrack\.aspectRatio is "1:7", not one of: 1:1,/,
      /dualtrack\.routeOrder is "x", not one of: listed, cheapest/,
      /dualtrack\.firstPartyOnly is "yes", not true or false/,
      /dualtrack\.afterUncertainCharge is "perhaps", not one of: ask, switch, stop/,
      /dualtrack\.timeBudget is -5, not a number within 10–3600/,
    ]) {
      assert.match(text, said);
    }
    assert.deepEqual(buttons, ['Open Settings']);
    assert.equal((await vscode.shownToasts()).length, 1);
    await vscode.screenshot('wrong-settings');
  });

  it('are shown by its button, the first of them in sight', async () => {
    await vscode.clickToast('Open Settings', 'The settings cannot be used');
    await vscode.page.locator('.settings-editor .setting-item-label', { hasText: 'Routes' }).first().waitFor();
    await vscode.screenshot('wrong-settings-opened');
    await vscode.page.keyboard.press('Escape');
    await vscode.page.locator('.settings-editor').waitFor({ state: 'detached' });
  });

  it('keep the panel from sending anything, too', async () => {
    await clearToasts(vscode);
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const panel = await vscode.webviewFrame();
    await panel.getByText(/dualtrack\.timeBudget is -5/).waitFor();
    assert.equal(server.paidRequests.length, 0);
    assert.deepEqual(filesIn(vscode.folders[0]), []);
  });

  it('are no longer spoken of once they are right', async () => {
    const route = { id: 'here', preset: 'openai-compatible', baseUrl: server.url, credential: 'none' };
    vscode.changeSettings({ ...right, 'dualtrack.routes': [route] });
    const isGone = async (): Promise<void> =>
      (await vscode.webviewFrame()).getByText(/dualtrack\.timeBudget is -5/).waitFor({ state: 'detached' });
    // another folder for pictures loads the page anew
    await isGone().catch(isGone);
    await generate(vscode, 'a ladder');
    await vscode.toast('Saved pictures/a-ladder.jpg');
    assert.equal(server.paidRequests.length, 1);
  });

  it('are not what a model of the user’s own is', async () => {
    const own = { id: 'workshop', sizes: ['1K'], services: { generic: { ids: ['workshop-1'], prices: 0 } } };
    vscode.changeSettings({ 'dualtrack.models': [own], 'dualtrack.model': 'workshop', 'dualtrack.imageSize': '1K' });
    await clearToasts(vscode);
    await vscode.runCommand('Preferences: Open User Settings');
    await vscode.page.locator('.settings-editor .search-container .monaco-editor').click();
    await vscode.page.keyboard.type('@id:dualtrack.model');
    const remote = vscode.page.locator('.settings-tabs-widget .action-label', { hasText: 'Remote' });
    await remote.click({ position: { x: 8, y: 8 } }); // the rest of it lies behind the list of proposals
    const model = vscode.page.locator('.settings-editor .setting-item-contents', { hasText: 'Model for new pictures' });
    await model.locator('input').waitFor();
    assert.equal(await model.locator('input').inputValue(), 'workshop');
    assert.equal(await model.locator('.setting-item-validation-message').filter({ visible: true }).count(), 0);
    await vscode.screenshot('settings');
    await vscode.page.keyboard.press('Escape');
    await generate(vscode, 'a vice');
    await vscode.toast('Saved pictures/a-vice');
  });
});
