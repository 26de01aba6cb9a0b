import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { testAuthorizedUser } from '../../emulator/tokens/testCredentials';
import type { VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import { eventually } from '../../harness/eventually';
import { temporaryFolder } from '../../../scripts/project';
import type { Internet } from '../internet';
import { startInternet } from '../internet';
import {
  answerFileDialog,
  clearToasts,
  closeAll,
  explainFailures,
  generate,
  relayKey,
  setKey,
  studioKey,
  lights,
} from '../world';

/** The three services under their own names: the proxy stands for the internet. */
describe('connecting a route, from nothing', () => {
  let internet: Internet;
  let vscode: VsCode;
  let folder: string;

  before(async () => {
    internet = await startInternet();
    folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'login.json'), JSON.stringify({ type: 'authorized_user' }));
    const { relay, proxy } = internet;
    fs.writeFileSync(path.join(folder, '.env'), `OPENAI_API_KEY=${relayKey}\nOPENAI_BASE_URL=${relay.url}/v1\n`);
    vscode = await openVsCode({
      settings: { 'http.proxy': proxy.proxyUrl, 'files.simpleDialog.enable': true, 'dualtrack.timeBudget': 60 },
      env: { NODE_EXTRA_CA_CERTS: proxy.caFile, GEMINI_API_KEY: studioKey, CLOUDSDK_CONFIG: folder },
    });
  });
  after(async () => {
    await vscode.close();
    await internet.close();
    fs.rmSync(folder, { recursive: true });
  });
  explainFailures(() => ({ vscode }));

  /** The keyboard’s way back to the question before, on Linux. */
  const back = 'Control+Alt+Minus';
  const press = (key: string): Promise<void> => vscode.press(key);
  type Written = { readonly id: string; readonly billing?: string };
  const routes = (): Written[] => vscode.readSettings()['dualtrack.routes'] as Written[];
  beforeEach(async () => {
    for (const service of [internet.studio, internet.relay, internet.vertex]) service.reset();
    fs.rmSync(path.join(folder, 'application_default_credentials.json'), { force: true });
    await closeAll(vscode);
    await clearToasts(vscode);
    await connected();
  });

  /** Words of the box for a project: VS Code keeps the rows of the list of services, which have its title in them, out of sight. */
  const projectBox = 'The project id, as the console shows it';
  const google = { id: 'google-ai-studio', preset: 'google-ai-studio' };
  const apiyi = { id: 'apiyi', preset: 'apiyi' };

  /** Only these routes are there. Loads no window anew: the status bar tells when they are known. */
  async function connected(...entries: readonly object[]): Promise<void> {
    vscode.changeSettings({ 'dualtrack.routes': undefined });
    await lights(vscode, 0);
    if (entries.length === 0) return;
    vscode.changeSettings({ 'dualtrack.routes': entries });
    await lights(vscode, entries.length);
  }

  /** An id is free for a new route when no key is stored under it. */
  async function removeKeys(): Promise<void> {
    const none = vscode.page.locator('.notification-list-item', { hasText: 'There is no key to remove.' });
    const rows = vscode.page.locator('.quick-input-widget', { hasText: 'Remove Key' }).locator('.monaco-list-row');
    for (let left = 10; left > 0; left -= 1) {
      await vscode.runCommand('Dualtrack: Remove Key…');
      await none
        .or(vscode.page.locator('.quick-input-title', { hasText: 'Remove Key' }))
        .first()
        .waitFor();
      if (await none.isVisible()) break;
      await vscode.clickRow(rows.first());
      await vscode.toast(/^The key of .* is removed\./);
      await clearToasts(vscode);
    }
    await clearToasts(vscode);
  }

  it('shows each service with its price and needs', async () => {
    await vscode.runCommand('Dualtrack: Connect a Route…');
    await vscode.question('Connect a Route');
    const texts = (await vscode.shownRows()).join('\n');
    assert.match(
      texts,
      /Google AI Studio[\s\S]*official · \$0\.067 for Nano Banana 2 1K[\s\S]*free-tier keys can’t make pictures/,
    );
    assert.match(texts, /APIYI[\s\S]*relay · \$0\.055 for Nano Banana 2 1K[\s\S]*sees prompts and pictures/);
    await vscode.screenshot('connect-services');
    await press('Escape');
    assert.equal(routes(), undefined);
  });

  it('takes a key after naming one of the wrong kind, and stores nothing when the user goes back and leaves', async () => {
    await vscode.runCommand('Dualtrack: Connect a Route…');
    await vscode.chooseItem('Connect a Route', 'Google AI Studio');
    const box = vscode.page.locator('.quick-input-widget input.input').filter({ visible: true });
    await vscode.question('Key for Google AI Studio');
    await box.fill('half-a-key');
    await vscode.page.locator('.quick-input-widget [aria-label="Open the Page Where Keys Are Made"]').click();
    await vscode.modal('open the external website');
    await vscode.clickModal('Cancel');
    await vscode.question('Key for Google AI Studio');
    assert.equal(await box.inputValue(), 'half-a-key'); // what was typed is not lost
    await vscode.answerInput('sk-or-not-real', 'Key for Google AI Studio');
    const { message } = await vscode.question(/looks like an OpenRouter key/);
    assert.match(message, /begin with “AIza” or “AQ.”.*Press Enter again/);
    await vscode.screenshot('connect-wrong-key');
    await press(back);
    await vscode.question('Connect a Route');
    await press('Escape');
    assert.equal(routes(), undefined);
    assert.equal(internet.studio.requests.length, 0);
  });

  it('AI Studio: a rejected key is found by the free check, and the right one makes a picture', async () => {
    await removeKeys();
    await vscode.runCommand('Dualtrack: Connect a Route…');
    await vscode.chooseItem('Connect a Route', 'Google AI Studio');
    await vscode.answerInput('“wrong-key-not-real”', 'Key for Google AI Studio');
    const { buttons } = await vscode.modal('Google AI Studio: the key was not accepted'); // before anything else is asked
    assert.deepEqual(buttons.sort(), ['Cancel', 'Check Again', 'Connect Anyway', 'Enter Another Key']);
    await vscode.screenshot('connect-check-failed');
    await vscode.page.locator('.monaco-dialog-box .monaco-button:focus').waitFor();
    await press('Enter'); // another key is what Enter leads to by itself
    const { message, value } = await vscode.question('Key for Google AI Studio');
    assert.match(message, /Google AI Studio: the key was not accepted/);
    assert.equal(value, '');
    assert.equal(routes(), undefined);
    await vscode.screenshot('connect-another-key');
    await vscode.answerInput(` "${studioKey}"\u200B `, 'Key for Google AI Studio');
    await vscode.toast('Google AI Studio is connected.');
    assert.deepEqual(routes(), [{ id: 'google-ai-studio', preset: 'google-ai-studio' }]);
    assert.equal(internet.studio.paidRequests.length, 0);
    await vscode.clickToast('More Options…'); // which nobody was asked for
    await vscode.question('Google AI Studio');
    assert.ok((await vscode.shownItems()).includes('Rename…'));
    await press('Escape');
    await generate(vscode, 'a quay');
    await vscode.toast('Saved assets/a-quay.jpg via Google AI Studio');
  });

  const charged = 'How Is This Key Billed?';

  it('APIYI: stands where the user puts it, and is asked first there', async () => {
    await removeKeys();
    await connected(google);
    await vscode.runCommand('Dualtrack: Connect a Route…');
    await vscode.chooseItem('Connect a Route', 'APIYI');
    await vscode.answerInput(relayKey, 'Key for APIYI');
    await vscode.chooseItem(charged, 'Per Token');
    const { placeholder } = await vscode.question('Place in the Order');
    assert.match(placeholder, /only when one fails\. Prices for Nano Banana 2 1K/);
    const places = (await vscode.shownRows()).join('\n');
    assert.match(places, /First[\s\S]*APIYI \(\$0\.067\) → Google AI Studio \(\$0\.067\)/);
    await press(back); // past the check, which asks nothing
    await vscode.question(charged);
    await press(back);
    await vscode.answerInput(undefined, 'Key for APIYI'); // which is still there
    await vscode.chooseItem(charged, 'Per Call');
    await vscode.question('Place in the Order');
    const cheaper = (await vscode.shownRows()).join('\n');
    assert.match(cheaper, /First[\s\S]*APIYI \(\$0\.055\) → Google AI Studio \(\$0\.067\)/);
    assert.match(cheaper, /After Google AI Studio[\s\S]*Google AI Studio \(\$0\.067\) → APIYI \(\$0\.055\)/);
    await vscode.screenshot('connect-place');
    await vscode.chooseItem('Place in the Order', 'First');
    await vscode.toast('APIYI is connected.');
    assert.equal(routes()[0]?.billing, 'perCall');
    assert.deepEqual(
      routes().map(({ id }) => id),
      ['apiyi', 'google-ai-studio'],
    );
    await generate(vscode, 'a pier');
    await vscode.toast('Saved assets/a-pier.jpg via APIYI');
  });

  it('a failed check offers what helps, and is made again when that is done', async () => {
    await connected(google);
    await vscode.runCommand('Dualtrack: Connect a Route…');
    await vscode.chooseItem('Connect a Route', 'Vertex AI');
    await vscode.chooseItem('How to Sign in to Vertex AI', 'gcloud Login');
    await vscode.answerInput('test-project', projectBox);
    await vscode.modal('there is no gcloud login on this machine');
    await vscode.screenshot('connect-check-login');
    await vscode.clickModal('Sign In…');
    await vscode.page.locator('.terminal-wrapper.active').waitFor();
    await vscode.toast('Vertex AI is not connected yet. When that is done, check again.');
    await vscode.screenshot('connect-check-beside-terminal');
    assert.equal(await vscode.toastIcon('Vertex AI is not connected yet'), 'error'); // others go out of sight after ten seconds
    const login = path.join(folder, 'application_default_credentials.json');
    fs.writeFileSync(login, JSON.stringify(testAuthorizedUser()));
    internet.vertex.script({ do: 'error', error: 'apiDisabled' }, { on: 'countTokens' });
    await vscode.clickToast('Check Again');
    await vscode.modal('the API is not enabled in the project');
    await vscode.clickModal('Enable API');
    const { text } = await vscode.modal('open the external website');
    assert.match(text, /console\.developers\.google\.com/);
    await vscode.clickModal('Cancel');
    await vscode.toast('Vertex AI is not connected yet');
    await vscode.clickToast('Check Again');
    await vscode.question('Place in the Order');
    await press('Escape');
    await vscode.runCommand('Terminal: Kill All Terminals');
    assert.deepEqual(routes(), [google]);
    assert.equal(internet.vertex.paidRequests.length, 0);
  });

  it('what is asked for nowhere can be changed where a check fails, which is made again then', async () => {
    await removeKeys();
    await connected(google);
    fs.writeFileSync(path.join(folder, 'application_default_credentials.json'), JSON.stringify(testAuthorizedUser()));
    internet.vertex.script({ do: 'error', error: 'apiDisabled' }, { on: 'countTokens' });
    await vscode.runCommand('Dualtrack: Connect a Route…');
    await vscode.chooseItem('Connect a Route', 'Vertex AI');
    await vscode.chooseItem('How to Sign in to Vertex AI', 'gcloud Login');
    await vscode.answerInput('test-project', projectBox);
    await vscode.modal('the API is not enabled in the project');
    await vscode.screenshot('connect-check-options');
    await vscode.clickModal('More Options…');
    await vscode.chooseItem('Options', 'Name');
    await vscode.answerInput('Company', 'How the route is shown in messages');
    await vscode.chooseItem('Options', 'Continue');
    await vscode.chooseItem('Place in the Order', 'First');
    await vscode.toast('Company is connected.');
    assert.equal((routes()[0] as { name?: string }).name, 'Company');
  });

  it('Vertex AI: a file that is no key file is named, and the key file is offered for deletion', async () => {
    await removeKeys();
    await connected(google);
    await vscode.runCommand('Dualtrack: Connect a Route…');
    await vscode.chooseItem('Connect a Route', 'Vertex AI');
    await vscode.chooseItem('How to Sign in to Vertex AI', 'Key File');
    await answerFileDialog(vscode, path.join(folder, 'login.json'), 'Key File of the Service Account');
    await vscode.modal('This isn’t a service-account key but “authorized_user”');
    await vscode.clickModal('Pick Another File…');
    await answerFileDialog(vscode, internet.keyFile, 'Key File of the Service Account');
    await vscode.answerInput(undefined, 'Google Cloud Project');
    await vscode.chooseItem('Place in the Order', 'First');
    await vscode.toast('Vertex AI is connected.');
    await vscode.toast('anyone who has it can spend your money');
    await vscode.clickToast('Delete File');
    await generate(vscode, 'a harbour');
    await vscode.toast('Saved assets/a-harbour.jpg via Vertex AI');
    await eventually('the file is deleted', () => !fs.existsSync(internet.keyFile));
    assert.deepEqual(routes()[0], { id: 'vertex-ai', preset: 'vertex-ai', project: 'test-project' });
  });

  it('routes are renamed, moved, switched off and removed with their keys', async () => {
    await connected({ id: 'vertex-ai', preset: 'vertex-ai', project: 'test-project' }, apiyi, google);
    await vscode.runCommand('Dualtrack: Edit Routes…');
    await vscode.chooseItem('Edit Routes', 'Vertex');
    await vscode.question('Vertex AI');
    await vscode.screenshot('edit-route');
    await vscode.pickItem('Rename…');
    await vscode.answerInput('Company', 'Name');
    await vscode.question('Company');
    await vscode.pickItem('Move Down');
    await vscode.pickItem(/Company/);
    await vscode.pickItem('Switch Off');
    await vscode.pickItem('Remove…');
    await vscode.modal('Remove Company?');
    await vscode.screenshot('remove-route');
    await press('Escape');
    assert.deepEqual(
      routes().map(({ id }) => id),
      ['apiyi', 'vertex-ai', 'google-ai-studio'],
    );
    assert.deepEqual(routes()[1], {
      id: 'vertex-ai',
      preset: 'vertex-ai',
      project: 'test-project',
      name: 'Company',
      enabled: false,
    });
    await vscode.pickItem('Remove…');
    await vscode.clickModal('Remove Route and Key');
    await vscode.question('Edit Routes');
    await press('Escape');
    assert.deepEqual(
      routes().map(({ id }) => id),
      ['apiyi', 'google-ai-studio'],
    );
  });

  it('a changed address asks for the key again before anything is sent there', async () => {
    await connected(apiyi, google);
    await setKey(vscode, 'APIYI', relayKey);
    await vscode.runCommand('Dualtrack: Edit Routes…');
    await vscode.pickItem(/APIYI/);
    await vscode.pickItem('Address…');
    await vscode.answerInput(internet.relay.url, 'Address of the Service');
    const { message } = await vscode.question('Key for APIYI');
    assert.match(message, new RegExp(`sent to ${new URL(internet.relay.url).host} only`));
    await press('Escape');
    await vscode.question('APIYI');
    await press('Escape');
    await vscode.question('Edit Routes');
    await press('Escape');
    assert.equal(internet.relay.requests.length, 0);
  });

  it('keys of variables and of a .env file are taken only when ticked, and shown before', async () => {
    await connected(apiyi, google);
    await listVariables();
    const [shown = ''] = await vscode.shownRows();
    assert.match(shown, /Google AI Studio[\s\S]*replaces the key of the route google-ai-studio[\s\S]*GEMINI_API_KEY/);
    assert.ok(!shown.includes(studioKey));
    await vscode.screenshot('import-keys');
    await press('Enter');
    await vscode.toast('Imported: Google AI Studio.');
    await clearToasts(vscode);
    await vscode.runCommand('Dualtrack: Import Keys…');
    await vscode.pickItem('A .env File…');
    await answerFileDialog(vscode, path.join(folder, '.env'), '.env File');
    await vscode.question('Keys in .env');
    assert.match(
      (await vscode.shownRows()).join(),
      new RegExp(`new route[\\s\\S]*sent to ${new URL(internet.relay.url).host} only`),
    );
    await press('Enter'); // an address that a file names is not ticked by itself
    await vscode.toast('No key was ticked, so none was imported.');
    assert.deepEqual(
      routes().map(({ id }) => id),
      ['apiyi', 'google-ai-studio'],
    );
    assert.ok(!vscode.logs().includes(relayKey) && !vscode.logs().includes(studioKey));
  });

  it('an import leaves a route alone that was switched off while its list was open', async () => {
    await connected(apiyi, google);
    await listVariables();
    assert.match((await vscode.shownRows()).join(), /replaces the key of the route google-ai-studio/);
    const off = routes().map((route) => (route.id === 'google-ai-studio' ? { ...route, enabled: false } : route));
    vscode.changeSettings({ 'dualtrack.routes': off });
    await lights(vscode, 1);
    await press('Enter');
    await vscode.toast('Imported: Google AI Studio.');
    assert.deepEqual(routes(), [...off, { id: 'google-ai-studio-2', preset: 'google-ai-studio' }]);
  });

  it('an import whose route cannot be written leaves no key behind', async () => {
    await connected(...['first', 'second', 'third'].map((id) => ({ id, preset: 'apiyi', name: id })));
    await setKey(vscode, 'first', relayKey);
    const keys = await storedKeys();
    vscode.breakSettings();
    await listVariables();
    await press('Enter');
    await vscode.toast('settings');
    await clearToasts(vscode);
    assert.deepEqual(await storedKeys(), keys);
    vscode.changeSettings({ 'dualtrack.routes': 'apiyi' });
    await lights(vscode, 0);
    await vscode.runCommand('Dualtrack: Import Keys…');
    await vscode.toast('dualtrack.routes must be a list');
    assert.equal(vscode.readSettings()['dualtrack.routes'], 'apiyi');
    assert.equal((await storedKeys()).length, keys.length); // works all the same
  });

  /** The routes that have a key, as Remove Key lists them. */
  async function storedKeys(): Promise<string[]> {
    await vscode.runCommand('Dualtrack: Remove Key…');
    await vscode.question('Remove Key');
    const rows = await vscode.shownRows();
    await press('Escape');
    return rows;
  }

  /** Opens the list of the keys that lie in environment variables. */
  async function listVariables(): Promise<void> {
    await vscode.runCommand('Dualtrack: Import Keys…');
    await vscode.pickItem('Environment Variables');
    await vscode.question('Keys in Environment Variables');
    await vscode.shownRows(); // they come after the list, and until then Enter ticks nothing
  }
});
