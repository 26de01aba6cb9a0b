import assert from 'node:assert/strict';
import type { VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import type { Internet } from '../internet';
import { startInternet } from '../internet';
import { openSteps, pressButton, promptFocus, steps, ticked, tickOf } from './walkthroughSteps';
import { answerFileDialog, clearToasts, explainFailures, filesIn, relayKey, studioKey } from '../world';

/** The whole walkthrough as a stranger goes it, by keyboard, with the services under their own names behind a proxy. */
describe('the first day of a stranger', () => {
  let internet: Internet;
  let vscode: VsCode;

  before(async () => {
    internet = await startInternet();
    const { proxyUrl, caFile } = internet.proxy;
    vscode = await openVsCode({
      settings: {
        ...{ 'http.proxy': proxyUrl, 'files.simpleDialog.enable': true, 'dualtrack.timeBudget': 60 },
        ...promptFocus,
      },
      env: { NODE_EXTRA_CA_CERTS: caFile },
    });
    await openSteps(vscode);
  });
  after(async () => {
    await vscode.close();
    await internet.close();
  });
  explainFailures(() => ({ vscode }));

  /** The last question: the new route before all others. */
  async function putFirst(name: string, isOnly = false): Promise<void> {
    if (!isOnly) await vscode.chooseItem('Place in the Order', 'First');
    await vscode.toast(`${name} is connected.`);
    await clearToasts(vscode);
  }

  async function makePicture(prompt: string): Promise<void> {
    await pressButton(vscode, 'firstPicture', 'Generate Image');
    await vscode.answerInput(prompt, 'Generate Image');
  }

  async function placeholder(): Promise<void> {
    await makePicture('a lighthouse');
    await vscode.toast('a-lighthouse-placeholder.png');
    await tickOf(vscode, 'firstPicture').waitFor();
    assert.equal(internet.proxy.connects.length, 0);
  }

  async function googleAiStudio(): Promise<void> {
    await pressButton(vscode, 'aiStudio', 'Connect AI Studio');
    await vscode.answerInput(studioKey, 'Key for Google AI Studio');
    await putFirst('Google AI Studio', true);
    await tickOf(vscode, 'aiStudio').waitFor();
    await makePicture('a quay');
    await vscode.toast('Saved assets/a-quay.jpg via Google AI Studio');
  }

  async function vertexAi(): Promise<void> {
    await pressButton(vscode, 'vertexAi', 'Connect Vertex AI');
    await vscode.chooseItem('How to Sign in to Vertex AI', 'Key File');
    await answerFileDialog(vscode, internet.keyFile, 'Key File of the Service Account');
    await vscode.answerInput(undefined, 'Google Cloud Project');
    await putFirst('Vertex AI');
    await tickOf(vscode, 'vertexAi').waitFor();
    await makePicture('a harbour');
    await vscode.toast('Saved assets/a-harbour.jpg via Vertex AI');
  }

  async function apiyi(): Promise<void> {
    await pressButton(vscode, 'apiyi', 'Connect APIYI');
    await vscode.answerInput(relayKey, 'Key for APIYI');
    await vscode.chooseItem('How Is This Key Billed?', 'Per Call');
    await putFirst('APIYI');
    await tickOf(vscode, 'apiyi').waitFor();
    await makePicture('a pier');
    await vscode.toast('Saved assets/a-pier.jpg via APIYI');
  }

  it('leads from a free placeholder over each service to three routes that pass their test, every step ticked', async () => {
    await placeholder();
    await googleAiStudio();
    await vertexAi();
    await apiyi();
    for (const step of steps) await tickOf(vscode, step).waitFor();
    assert.deepEqual(await ticked(vscode), [...steps]);
    await vscode.screenshot('first-day');
    const tab = vscode.page.locator('.tab.active', { hasText: 'Dualtrack Route Test' });
    await pressButton(vscode, 'order', 'Test Routes', tab); // the result takes its time
    await vscode.page.locator('.view-line', { hasText: '3 routes tested' }).waitFor();
    const result = /3 routes tested, no problems found\./;
    assert.match(await vscode.editorText(result), result);
    await vscode.screenshot('first-day-test');
    const { studio, vertex, relay } = internet;
    assert.deepEqual([studio.paidCount(), vertex.paidCount(), relay.paidCount()], [1, 1, 1]);
    assert.equal(filesIn(vscode.folders[0]).length, 4);
  });
});
