import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import { testAuthorizedUser, testServiceAccount } from '../emulator/testCredentials';
import type { TokenProxy } from '../emulator/tokenProxy';
import { startTokenProxy } from '../emulator/tokenProxy';
import type { VsCode } from '../host/driver';
import { openVsCode } from '../host/driver';
import { temporaryFolder } from '../host/project';
import { answerFileDialog, clearToasts, explainFailures, generate, unwrapped } from './world';

describe('Vertex AI behind a proxy with a certificate of its own', () => {
  let vertex: Emulator;
  let proxy: TokenProxy;
  let vscode: VsCode;
  let folder: string;
  const account = testServiceAccount('test-project');

  before(async () => {
    vertex = await startEmulator({ kind: 'vertex', project: 'test-project' });
    proxy = await startTokenProxy({ hosts: { 'aiplatform.googleapis.com': vertex.url } });
    folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'key.json'), JSON.stringify(account));
    fs.writeFileSync(path.join(folder, 'adc.json'), JSON.stringify(testAuthorizedUser()));
    vscode = await openVsCode({
      settings: {
        'http.proxy': proxy.proxyUrl,
        'files.simpleDialog.enable': true,
        'dualtrack.timeBudget': 10,
        'dualtrack.routes': [{ id: 'company', preset: 'vertex-ai', project: 'test-project' }],
      },
      env: { NODE_EXTRA_CA_CERTS: proxy.caFile, GOOGLE_APPLICATION_CREDENTIALS: path.join(folder, 'adc.json') },
    });
  });
  after(async () => {
    await vscode.close();
    await Promise.all([vertex.close(), proxy.close()]);
    fs.rmSync(folder, { recursive: true });
  });

  explainFailures(() => ({ vscode }));

  it('makes a picture with a service-account key: token and request both go through the proxy', async () => {
    await vscode.runCommand('Dualtrack: Set Key…');
    await vscode.pickItem('Vertex AI');
    await answerFileDialog(vscode, path.join(folder, 'key.json'), 'Key File of the Service Account');
    await vscode.toast('Vertex AI has its key.');
    await clearToasts(vscode);
    await generate(vscode, 'an observatory');
    await vscode.toast('Saved assets/an-observatory.jpg via Vertex AI');
    assert.equal(vertex.paidCount(), 1);
    assert.equal(proxy.tokenRequests.length, 1);
    assert.match(vertex.paidRequests[0]?.path ?? '', /^\/v1beta1\/projects\/test-project\/locations\/global\//);
    assert.ok(!vscode.logs().includes(account.private_key.slice(40, 80)));
  });

  it('asks for no second token while the first is good', async () => {
    await clearToasts(vscode);
    await generate(vscode, 'a telescope');
    await vscode.toast('Saved assets/a-telescope.jpg');
    assert.equal(proxy.tokenRequests.length, 1);
  });

  it('uses the Application Default Credentials where the user chose them', async () => {
    await clearToasts(vscode);
    vscode.changeSettings({
      'dualtrack.routes': [
        { id: 'adc', preset: 'vertex-ai', name: 'Mine', project: 'test-project', credential: 'adc' },
      ],
    });
    await vscode.reload();
    await generate(vscode, 'a comet');
    await vscode.toast('Saved assets/a-comet.jpg via Mine');
    assert.equal(vertex.paidCount(), 3);
  });

  const variableWrong = 'the file that the variable GOOGLE_APPLICATION_CREDENTIALS names cannot be used';

  it('offers no login where the variable names a file with one that ended: that would not be used', async () => {
    await clearToasts(vscode);
    await vscode.reload(); // the token is kept in memory
    proxy.failTokens('reauth');
    await generate(vscode, 'a meteor');
    const { buttons } = await vscode.toast(`• Mine: ${variableWrong}`);
    assert.deepEqual(buttons, ['Edit Route', 'Try Again', 'Show Log']);
    proxy.passTokens();
  });

  it('names the variable that leads to no file: a login would not help', async () => {
    await clearToasts(vscode);
    fs.rmSync(path.join(folder, 'adc.json'));
    await generate(vscode, 'a meteor');
    const { text, buttons } = await vscode.toast(`• Mine: ${variableWrong}`);
    assert.match(text, /Correct or remove the variable and start VS Code anew, or give the route a key file\./);
    assert.deepEqual(buttons, ['Edit Route', 'Try Again', 'Show Log']);
    await vscode.runCommand('Dualtrack: Test Routes');
    const shown = await documentOnce('Mine: failed');
    assert.match(shown, /✗ Key: failed, the file that the variable GOOGLE_APPLICATION_CREDENTIALS names/);
    assert.match(shown, /What helps: Correct or remove the variable/);
    assert.equal(vertex.paidCount(), 3);
  });

  it('is given a key file in place of the login, and works again', async () => {
    const keyFile = path.join(folder, 'key.json');
    fs.rmSync(keyFile, { recursive: true });
    fs.writeFileSync(keyFile, JSON.stringify(account));
    await clearToasts(vscode);
    await generate(vscode, 'a meteor');
    await vscode.toast(`• Mine: ${variableWrong}`);
    await vscode.clickToast('Edit Route');
    await vscode.pickItem('Credential…');
    await vscode.chooseItem('How to Sign in to Vertex AI', 'Key File');
    await answerFileDialog(vscode, keyFile, 'Key File of the Service Account');
    await vscode.toast('Mine has its key.');
    await vscode.toast('Where there is no system keyring, and on plain servers, VS Code forgets keys');
    await vscode.screenshot('key-file-deletion');
    fs.rmSync(keyFile);
    fs.mkdirSync(path.join(keyFile, 'in-the-way'), { recursive: true }); // nothing that is deleted as a file
    await vscode.clickToast('Delete File');
    await vscode.toast('The file key.json is still there: ');
    await clearToasts(vscode);
    await generate(vscode, 'a meteor');
    await vscode.toast('Saved assets/a-meteor.jpg via Mine');
    await vscode.runCommand('Dualtrack: Edit Routes…');
    await vscode.pickItem(/Mine/);
    await vscode.question('Mine');
    await vscode.screenshot('edit-credential');
    for (const [how, entry] of [
      ['gcloud Login', { credential: 'adc' }],
      ['Key File', {}],
    ] as const) {
      await vscode.pickItem('Credential…');
      await vscode.chooseItem('How to Sign in to Vertex AI', how);
      await vscode.question('Mine');
      const [changed] = vscode.readSettings()['dualtrack.routes'] as { credential?: string }[];
      assert.equal(changed?.credential, 'credential' in entry ? entry.credential : undefined);
    }
    await vscode.toast('Mine uses the key that is stored for it.');
    await vscode.page.keyboard.press('Escape');
    await vscode.page.keyboard.press('Escape');
    const [route] = vscode.readSettings()['dualtrack.routes'] as object[];
    assert.deepEqual(route, { id: 'adc', preset: 'vertex-ai', name: 'Mine', project: 'test-project' });
  });

  it('tells of a key that was deleted in the console, and offers to set another', async () => {
    await clearToasts(vscode);
    await vscode.reload(); // the token is kept in memory
    const before = vertex.paidCount();
    proxy.failTokens('badSignature', 20);
    await generate(vscode, 'an eclipse');
    const { text, buttons } = await vscode.toast('• Mine: the credentials are no longer valid');
    assert.match(text, /The key was deleted, or its account is gone\./);
    assert.deepEqual(buttons, ['Set Key', 'Show Log']);
    await vscode.runCommand('Dualtrack: Test Routes');
    const shown = await documentOnce('Mine: failed');
    assert.match(shown, /✗ Key: failed, the credentials are no longer valid/);
    assert.match(shown, /What helps: The key was deleted, or its account is gone\./);
    assert.equal(vertex.paidCount(), before);
  });

  it('asks for the key file in place when the key was forgotten, and leaves the file of the variable alone', async () => {
    proxy.passTokens();
    const file = path.join(folder, 'adc.json');
    fs.writeFileSync(file, JSON.stringify(account));
    await clearToasts(vscode);
    await vscode.page.evaluate(`localStorage.removeItem('secrets.provider')`);
    await vscode.reload();
    await generate(vscode, 'an eclipse');
    await vscode.modal('Mine has no key.');
    await vscode.screenshot('key-file-asked');
    await vscode.clickModal('Pick Key File…');
    await answerFileDialog(vscode, file, 'Key File of the Service Account');
    await vscode.toast('Saved assets/an-eclipse.jpg via Mine');
    assert.ok(!(await vscode.shownToasts()).some((text) => text.includes('no longer needs the file')));
  });

  it('has no address of its own in the list of what can be changed only because it has a location', async () => {
    const route = { id: 'adc', preset: 'vertex-ai', name: 'West', project: 'test-project', location: 'us-central1' };
    vscode.changeSettings({ 'dualtrack.routes': [route] });
    await vscode.reload();
    await vscode.runCommand('Dualtrack: Edit Routes…');
    await vscode.pickItem(/West/);
    await vscode.pickItem('Address…');
    await vscode.answerInput(undefined, 'Address of the Service');
    await vscode.question('West');
    await vscode.page.keyboard.press('Escape');
    await vscode.page.keyboard.press('Escape');
    assert.deepEqual(vscode.readSettings()['dualtrack.routes'], [route]);
  });

  /** The document about the routes, with wrapped lines joined, once it has this. */
  async function documentOnce(text: string): Promise<string> {
    const line = vscode.page.locator('.editor-group-container.active .view-line', { hasText: text });
    await line.first().waitFor();
    return unwrapped(await vscode.editorText());
  }
});
