import assert from 'node:assert/strict';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import type { VsCode } from '../host/driver';
import { openVsCode } from '../host/driver';
import { clearToasts, explainFailures, generate } from './world';

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

  it('is connected without one, and asked without one', async () => {
    await vscode.runCommand('Dualtrack: Connect a Route…');
    await vscode.pickItem('OpenAI-compatible service');
    await vscode.answerInput(server.url, 'Address of the Service');
    await vscode.question('Does the Service on This Machine Need a Key?');
    await vscode.pickItem('No Key Needed');
    await vscode.chooseItem('Options', 'Go On');
    await vscode.toast('OpenAI-compatible service is connected.');
    await clearToasts(vscode);
    await generate(vscode, 'a workshop');
    await vscode.toast('Saved assets/a-workshop.jpg via OpenAI-compatible service');
    assert.equal(server.paidRequests[0]?.headers.authorization, undefined);
  });

  it('is not asked for one later either', async () => {
    await clearToasts(vscode);
    await vscode.runCommand('Dualtrack: Set Key…');
    await vscode.pickItem('OpenAI-compatible service');
    await vscode.toast('is set up to be used without a key');
  });
});
