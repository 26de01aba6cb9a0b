import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import { testAuthorizedUser, testServiceAccount } from '../../emulator/tokens/testCredentials';
import type { TokenProxy } from '../../emulator/tokens/tokenProxy';
import { startTokenProxy } from '../../emulator/tokens/tokenProxy';
import type { VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import { temporaryFolder } from '../../../scripts/project';
import { answerFileDialog, clearToasts, explainFailures, generate } from '../world';

describe('Vertex AI behind a proxy with a certificate of its own', () => {
  let vertex: Emulator;
  let proxy: TokenProxy;
  let vscode: VsCode;
  let folder: string;
  /** The file that the variable names. */
  const login = (): string => path.join(folder, 'adc.json');

  before(async () => {
    vertex = await startEmulator({ kind: 'vertex', project: 'test-project' });
    proxy = await startTokenProxy({ hosts: { 'aiplatform.googleapis.com': vertex.url } });
    folder = temporaryFolder();
    vscode = await openVsCode({
      settings: { 'http.proxy': proxy.proxyUrl, 'files.simpleDialog.enable': true, 'dualtrack.timeBudget': 10 },
      env: { NODE_EXTRA_CA_CERTS: proxy.caFile, GOOGLE_APPLICATION_CREDENTIALS: login() },
    });
  });
  after(async () => {
    await vscode.close();
    await Promise.all([vertex.close(), proxy.close()]);
    fs.rmSync(folder, { recursive: true });
  });
  explainFailures(() => ({ vscode }));
  beforeEach(() => {
    vertex.reset();
    proxy.passTokens();
    writeJson(login(), testAuthorizedUser());
  });

  function writeJson(file: string, content: object): void {
    fs.rmSync(file, { recursive: true, force: true });
    fs.writeFileSync(file, JSON.stringify(content));
  }

  /** The one route, in a window that knows of no token. */
  async function useRoute(id: string, more: object): Promise<void> {
    vscode.changeSettings({ 'dualtrack.routes': [{ id, preset: 'vertex-ai', project: 'test-project', ...more }] });
    await vscode.reload();
    await clearToasts(vscode);
  }
  const useLogin = (id: string): Promise<void> => useRoute(id, { name: 'Mine', credential: 'adc' });

  /** A new service account; gives what is secret of it. */
  function writeKeyFile(file: string): string {
    const account = testServiceAccount('test-project');
    writeJson(file, account);
    return account.private_key.slice(40, 80);
  }

  /** A route with a key file of its own; gives what is secret of that. */
  async function useKeyFile(id: string): Promise<string> {
    const file = path.join(folder, `${id}.json`);
    const secret = writeKeyFile(file);
    await useRoute(id, { name: 'Mine' });
    await vscode.runCommand('Dualtrack: Set Key…');
    await vscode.pickItem('Mine');
    await answerFileDialog(vscode, file, 'Key File of the Service Account');
    await vscode.toast('Mine has its key.');
    await clearToasts(vscode);
    return secret;
  }

  it('makes pictures with a service-account key: one token and each request go through the proxy', async () => {
    const secret = await useKeyFile('company');
    const tokens = proxy.tokenRequests.length;
    await generate(vscode, 'an observatory');
    await vscode.toast('Saved assets/an-observatory.jpg via Mine');
    assert.equal(vertex.paidCount(), 1);
    assert.match(vertex.paidRequests[0]?.path ?? '', /^\/v1beta1\/projects\/test-project\/locations\/global\//);
    await clearToasts(vscode);
    await generate(vscode, 'a telescope');
    await vscode.toast('Saved assets/a-telescope.jpg');
    assert.equal(proxy.tokenRequests.length - tokens, 1, 'no second token while the first is good');
    assert.ok(!vscode.logs().includes(secret));
  });

  it('uses the Application Default Credentials where the user chose them', async () => {
    await useLogin('adc');
    await generate(vscode, 'a comet');
    await vscode.toast('Saved assets/a-comet.jpg via Mine');
    assert.equal(vertex.paidCount(), 1);
  });

  const variableWrong = 'the file that the variable GOOGLE_APPLICATION_CREDENTIALS names cannot be used';

  it('offers no login where the variable names a file with one that ended: that would not be used', async () => {
    await useLogin('adc');
    proxy.failTokens('reauth');
    await generate(vscode, 'a meteor');
    const { buttons } = await vscode.toast(`• Mine: ${variableWrong}`);
    assert.deepEqual(buttons, ['Edit Route', 'Try Again', 'Show Log']);
  });

  it('names the variable that leads to no file: a login would not help', async () => {
    fs.rmSync(login());
    await useLogin('adc');
    await generate(vscode, 'a meteor');
    const { text, buttons } = await vscode.toast(`• Mine: ${variableWrong}`);
    assert.match(text, /Correct or remove the variable and restart VS Code, or give the route a key file\./);
    assert.deepEqual(buttons, ['Edit Route', 'Try Again', 'Show Log']);
    await vscode.runCommand('Dualtrack: Test Routes');
    const shown = await documentOnce('Mine: failed');
    assert.match(shown, /✗ Key: failed, the file that the variable GOOGLE_APPLICATION_CREDENTIALS names/);
    assert.match(shown, /What helps: Correct or remove the variable/);
    assert.equal(vertex.paidCount(), 0);
  });

  it('is given a key file in place of the login, and works again', async () => {
    const keyFile = path.join(folder, 'key.json');
    writeKeyFile(keyFile);
    fs.rmSync(login());
    await useLogin('mended');
    await generate(vscode, 'a meteor');
    await vscode.toast(`• Mine: ${variableWrong}`);
    await vscode.clickToast('Edit Route');
    await vscode.pickItem('Credential…');
    await vscode.chooseItem('How to Sign in to Vertex AI', 'Key File');
    await answerFileDialog(vscode, keyFile, 'Key File of the Service Account');
    await vscode.toast('Mine has its key.');
    await vscode.toast('Without a system keyring, and on plain servers, VS Code forgets keys');
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
    await vscode.press('Escape');
    await vscode.press('Escape');
    const [route] = vscode.readSettings()['dualtrack.routes'] as object[];
    assert.deepEqual(route, { id: 'mended', preset: 'vertex-ai', project: 'test-project', name: 'Mine' });
  });

  it('tells of a key that was deleted in the console, and offers to set another', async () => {
    await useKeyFile('deleted');
    proxy.failTokens('badSignature', 20);
    await generate(vscode, 'an eclipse');
    const { text, buttons } = await vscode.toast('• Mine: the credentials are no longer valid');
    assert.match(text, /The key was deleted, or its account is gone\./);
    assert.deepEqual(buttons, ['Set Key', 'Show Log']);
    await vscode.runCommand('Dualtrack: Test Routes');
    const shown = await documentOnce('Mine: failed');
    assert.match(shown, /✗ Key: failed, the credentials are no longer valid/);
    assert.match(shown, /What helps: The key was deleted, or its account is gone\./);
    assert.equal(vertex.paidCount(), 0);
  });

  it('asks for the key file in place when the key was forgotten, and leaves the file of the variable alone', async () => {
    await useKeyFile('forgotten');
    writeKeyFile(login());
    await vscode.page.evaluate(`localStorage.removeItem('secrets.provider')`);
    await vscode.reload();
    await generate(vscode, 'an eclipse');
    await vscode.modal('Mine has no key.');
    await vscode.screenshot('key-file-asked');
    await vscode.clickModal('Pick Key File…');
    await answerFileDialog(vscode, login(), 'Key File of the Service Account');
    await vscode.toast('Saved assets/an-eclipse.jpg via Mine');
    assert.ok(!(await vscode.shownToasts()).some((text) => text.includes('no longer needs the file')));
  });

  it('has no address of its own in the list of what can be changed only because it has a location', async () => {
    const route = { id: 'west', preset: 'vertex-ai', project: 'test-project', name: 'West', location: 'us-central1' };
    await useRoute('west', { name: 'West', location: 'us-central1' });
    await vscode.runCommand('Dualtrack: Edit Routes…');
    await vscode.pickItem(/West/);
    await vscode.pickItem('Address…');
    await vscode.answerInput(undefined, 'Address of the Service');
    await vscode.question('West');
    await vscode.press('Escape');
    await vscode.press('Escape');
    assert.deepEqual(vscode.readSettings()['dualtrack.routes'], [route]);
  });

  /** The document about the routes, once it has this. */
  async function documentOnce(text: string): Promise<string> {
    const line = vscode.page.locator('.editor-group-container.active .view-line', { hasText: text });
    await line.first().waitFor();
    return vscode.editorText(text);
  }
});
