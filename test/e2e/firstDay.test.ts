import assert from 'node:assert/strict';
import type { VsCode } from '../host/driver';
import { openVsCode } from '../host/driver';
import type { Internet } from './internet';
import { startInternet } from './internet';
import { pressButton, steps, ticked, tickOf } from './walkthroughSteps';
import { answerFileDialog, clearToasts, explainFailures, filesIn, relayKey, studioKey } from './world';

/** The whole walkthrough as a stranger goes it, by keyboard, with the services under their own names behind a proxy. */
describe('the first day of a stranger', () => {
  let internet: Internet;
  let vscode: VsCode;

  before(async () => {
    internet = await startInternet();
    const { proxyUrl, caFile } = internet.proxy;
    vscode = await openVsCode({
      settings: { 'http.proxy': proxyUrl, 'files.simpleDialog.enable': true, 'dualtrack.timeBudget': 10 },
      env: { NODE_EXTRA_CA_CERTS: caFile },
    });
    await vscode.runCommand('Dualtrack: Get Started');
  });
  after(async () => {
    await vscode.close();
    await internet.close();
  });
  explainFailures(() => ({ vscode }));

  /** The last questions: the options as they are, and the new route before all others. */
  async function putFirst(name: string, isOnly = false): Promise<void> {
    await vscode.chooseItem('Options', 'Go On');
    if (!isOnly) await vscode.chooseItem('Place in the Order', 'First');
    await vscode.toast(`${name} is connected.`);
    await clearToasts(vscode);
  }

  async function makePicture(prompt: string): Promise<void> {
    await pressButton(vscode, 'firstPicture', 'Generate Image');
    await vscode.answerInput(prompt, 'Generate Image');
  }

  it('begins with a placeholder, free and at once', async () => {
    await makePicture('a lighthouse');
    await vscode.toast('a-lighthouse-placeholder.png');
    await tickOf(vscode, 'firstPicture').waitFor();
    assert.equal(internet.proxy.connects.length, 0);
  });

  it('goes on to Google AI Studio', async () => {
    await pressButton(vscode, 'aiStudio', 'Connect AI Studio');
    await vscode.answerInput(studioKey, 'Key for Google AI Studio');
    await putFirst('Google AI Studio', true);
    await tickOf(vscode, 'aiStudio').waitFor();
    await makePicture('a quay');
    await vscode.toast('Saved assets/a-quay.jpg via Google AI Studio');
  });

  it('to Vertex AI', async () => {
    await pressButton(vscode, 'vertexAi', 'Connect Vertex AI');
    await vscode.chooseItem('How to Sign in to Vertex AI', 'Key File');
    await answerFileDialog(vscode, internet.keyFile, 'Key File of the Service Account');
    await vscode.answerInput(undefined, 'Google Cloud Project');
    await putFirst('Vertex AI');
    await tickOf(vscode, 'vertexAi').waitFor();
    await makePicture('a harbour');
    await vscode.toast('Saved assets/a-harbour.jpg via Vertex AI');
  });

  it('and to APIYI', async () => {
    await pressButton(vscode, 'apiyi', 'Connect APIYI');
    await vscode.answerInput(relayKey, 'Key for APIYI');
    await putFirst('APIYI');
    await tickOf(vscode, 'apiyi').waitFor();
    await makePicture('a pier');
    await vscode.toast('Saved assets/a-pier.jpg via APIYI');
  });

  it('has every step ticked, three routes that pass their test, and paid for three pictures', async () => {
    assert.deepEqual(await ticked(vscode), [...steps]);
    await vscode.screenshot('first-day');
    const result = vscode.page.locator('.view-line', { hasText: 'Routes tested: 3' });
    await pressButton(vscode, 'order', 'Test Routes', result);
    assert.match(await vscode.editorText(), /No route shows a fault\. Routes tested: 3\./);
    await vscode.screenshot('first-day-test');
    const { studio, vertex, relay } = internet;
    assert.deepEqual([studio.paidCount(), vertex.paidCount(), relay.paidCount()], [1, 1, 1]);
    assert.equal(filesIn(vscode.folders[0]).length, 4);
  });
});
