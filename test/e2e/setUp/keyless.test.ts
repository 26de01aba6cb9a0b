import assert from 'node:assert/strict';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import type { VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import { clearToasts, eachAfresh, explainFailures, generate, lights } from '../world';

describe('a server on this machine that has no key', () => {
  let server: Emulator;
  let vscode: VsCode;

  before(async () => {
    server = await startEmulator({ kind: 'relay', keyless: true });
    vscode = await openVsCode();
  });
  after(async () => {
    await vscode.close();
    await server.close();
  });
  explainFailures(() => ({ vscode }));
  eachAfresh(() => ({ vscode, services: [server] }));

  async function connected(): Promise<void> {
    const route = { id: 'workshop', preset: 'openai-compatible', baseUrl: server.url, credential: 'none' };
    vscode.changeSettings({ 'dualtrack.routes': [route] });
    await vscode.reload();
    await lights(vscode, 1); // a window may begin with the settings that it had before
  }

  it('is connected without one, and asked without one', async () => {
    await vscode.runCommand('Dualtrack: Connect a Route…');
    await vscode.pickItem('OpenAI-compatible service');
    await vscode.answerInput(server.url, 'Address of the Service');
    await vscode.question('Does the Service Need a Key?');
    await vscode.pickItem('No Key Needed');
    await vscode.toast('OpenAI-compatible service is connected.');
    await clearToasts(vscode);
    await generate(vscode, 'a workshop');
    await vscode.toast('Saved assets/a-workshop.jpg via OpenAI-compatible service');
    assert.equal(server.paidRequests[0]?.headers.authorization, undefined);
  });

  it('is not asked for one later either', async () => {
    await connected();
    await vscode.runCommand('Dualtrack: Set Key…');
    await vscode.pickItem('OpenAI-compatible service');
    await vscode.toast('is set up to be used without a key');
  });

  it('is given one when it has got one, and goes without again', async () => {
    const routes = () => vscode.readSettings()['dualtrack.routes'] as { credential?: string }[];
    await connected();
    await vscode.runCommand('Dualtrack: Edit Routes…');
    await vscode.pickItem(/OpenAI-compatible service/);
    await vscode.pickItem('Credential…');
    await vscode.chooseItem('Does the Service Need a Key?', 'Type a Key…');
    await vscode.question('Key for OpenAI-compatible service');
    await vscode.press('Escape');
    await vscode.pickItem('Credential…');
    assert.equal(routes()[0]?.credential, 'none'); // no key was given, so nothing has changed
    await vscode.chooseItem('Does the Service Need a Key?', 'Type a Key…');
    await vscode.answerInput('workshop-key-not-real', 'Key for OpenAI-compatible service');
    await vscode.pickItem('Set Key…'); // there only for a route that has one
    await vscode.question('Key for OpenAI-compatible service');
    await vscode.press('Escape');
    assert.equal(routes()[0]?.credential, undefined);
    await vscode.pickItem('Credential…');
    await vscode.chooseItem('Does the Service Need a Key?', 'No Key Needed');
    await vscode.question('OpenAI-compatible service');
    await vscode.press('Escape');
    await vscode.question('Edit Routes');
    await vscode.press('Escape');
    assert.equal(routes()[0]?.credential, 'none');
  });
});
