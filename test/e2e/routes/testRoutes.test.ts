import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Emulator } from '../../emulator/emulator';
import { eventually } from '../../harness/eventually';
import { startEmulator } from '../../emulator/emulator';
import { testAuthorizedUser } from '../../emulator/tokens/testCredentials';
import type { TokenProxy } from '../../emulator/tokens/tokenProxy';
import { startTokenProxy } from '../../emulator/tokens/tokenProxy';
import type { VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import { temporaryFolder } from '../../../scripts/project';
import {
  clearToasts,
  clickUntilAsked,
  eachAfresh,
  explainFailures,
  filesIn,
  relayKey,
  setKey,
  studioKey,
} from '../world';

const wrongKey = 'wrong-key-not-real-7741';

describe('Test Routes', () => {
  let relay: Emulator;
  let studio: Emulator;
  let vertex: Emulator;
  let proxy: TokenProxy;
  let vscode: VsCode;
  let folder: string;

  before(async () => {
    relay = await startEmulator({ kind: 'relay', keys: [relayKey] });
    studio = await startEmulator({ kind: 'ai-studio', keys: [studioKey] });
    vertex = await startEmulator({ kind: 'vertex', project: 'test-project' });
    vertex.script({ do: 'error', error: 'apiDisabled' }, { on: 'countTokens', times: Infinity });
    proxy = await startTokenProxy({ hosts: { 'aiplatform.googleapis.com': vertex.url } });
    folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'adc.json'), JSON.stringify(testAuthorizedUser()));
    vscode = await openVsCode({
      settings: { 'http.proxy': proxy.proxyUrl, 'dualtrack.timeBudget': 10, 'dualtrack.routes': routes() },
      env: { NODE_EXTRA_CA_CERTS: proxy.caFile, GOOGLE_APPLICATION_CREDENTIALS: path.join(folder, 'adc.json') },
    });
    await vscode.page.setViewportSize({ width: 1900, height: 1400 });
    await setKey(vscode, 'APIYI', relayKey);
    await setKey(vscode, 'Google AI Studio', wrongKey);
  });
  after(async () => {
    await vscode.close();
    await Promise.all([relay.close(), studio.close(), vertex.close(), proxy.close()]);
    fs.rmSync(folder, { recursive: true });
  });
  explainFailures(() => ({ vscode }));
  eachAfresh(() => ({ vscode, services: [relay, studio] }));
  beforeEach(async () => {
    proxy.answerConnects(200);
    await vscode.page.setViewportSize({ width: 1900, height: 1400 });
  });

  const routes = (): readonly object[] => [
    { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url },
    { id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url },
    { id: 'company', preset: 'vertex-ai', project: 'test-project', credential: 'adc' },
  ];

  const line = (text: string) => vscode.page.locator('.editor-group-container.active .view-line', { hasText: text });
  const lens = (text: string) => vscode.page.locator('.codelens-decoration a', { hasText: text });

  /** The nth of the links that say so, from the top: the page holds them in no order. */
  async function pressLens(text: string, nth = 0): Promise<void> {
    await lens(text).nth(nth).waitFor();
    const all = await lens(text).all();
    const placed = await Promise.all(all.map(async (one) => ({ one, y: (await one.boundingBox())?.y ?? 0 })));
    placed.sort((one, other) => one.y - other.y);
    await placed[nth]?.one.click();
  }

  /** The document once it has this on one of its lines. */
  async function shown(text: string): Promise<string> {
    await line(text).first().waitFor();
    return vscode.editorText();
  }

  async function test(done: string): Promise<string> {
    await vscode.runCommand('Dualtrack: Test Routes');
    return shown(done);
  }

  /** With one key that is right, one that is wrong, and an API that is off. */
  async function testAll(): Promise<string> {
    const text = await test('2 of 3 routes have a problem.');
    await lensesOf(3);
    return text;
  }

  /** Waits until what can be clicked is there for so many routes: it follows the text, and is drawn for one route after the other. */
  const lensesOf = (routeCount: number): Promise<void> =>
    lens('Test Again')
      .nth(routeCount - 1)
      .waitFor();

  /** The part about one route. */
  function part(text: string, name: string): string {
    const found = text.split('## ').find((one) => one.includes(`. ${name}:`));
    return found ?? assert.fail(text);
  }

  const allDone = 'a problem.';

  it('asks for no key, says where one is missing, and sets it from above its route', async () => {
    const [own, google] = routes();
    vscode.changeSettings({
      'dualtrack.routes': [
        { ...own, id: 'keyless' },
        { ...google, id: 'keyless-too' },
      ],
    });
    await vscode.reload();
    const text = await test(allDone);
    assert.match(part(text, 'APIYI'), /✗ Key: failed, no key[\s\S]*What helps: Set the key/);
    assert.match(part(text, 'APIYI'), /○ Address: not reached/);
    assert.equal(relay.requests.length + studio.requests.length, 0);
    assert.equal(await vscode.page.locator('.quick-input-widget').filter({ visible: true }).count(), 0);
    assert.match(text.replaceAll('\n', ' '), /Requests were sent from .*(machine|computer)/);
    assert.match(text, /A proxy is set in VS Code/);
    await lensesOf(2);
    await clickUntilAsked(vscode, 'Key for APIYI', () => pressLens('Set Key…'));
    await vscode.answerInput(relayKey, 'Key for APIYI');
    await vscode.toast('APIYI has its key.');
    await clickUntilAsked(vscode, 'Key for Google AI Studio', () => pressLens('Set Key…', 1));
    await vscode.answerInput(wrongKey, 'Key for Google AI Studio');
    await vscode.toast('Google AI Studio has its key.');
    await clearToasts(vscode);
    await lens('Test All Again').click();
    assert.match(part(await shown('APIYI: ok'), 'APIYI'), /✓ Key: ok, accepted/);
  });

  it('shows each link of each route, in its service’s own words, with what helps, for nothing', async () => {
    const text = await testAll();
    const own = part(text, 'APIYI');
    assert.match(own, /· Proxy: none is used/);
    assert.match(own, new RegExp(`✓ Address: ok, 127\\.0\\.0\\.1:${relay.port} \\(127\\.0\\.0\\.1\\)`));
    assert.match(
      own,
      /✓ Service: ok[\s\S]*✓ Key: ok, accepted[\s\S]*✓ Model: ok, Nano Banana 2 \(gemini-3\.1-flash-image\)/,
    );
    assert.match(own, /\? Credit: only a paid test picture can tell/);
    const google = part(text, 'Google AI Studio');
    assert.match(google, /✓ Service: ok[\s\S]*✗ Key: failed, [\s\S]*○ Model: not reached/);
    assert.match(google, /The service’s own words \(status 400\):[\s\S]*> This API key is not valid here\./);
    assert.match(google, /What helps: Set the key.*https:\/\/aistudio\.google\.com\/apikey/);
    const company = part(text, 'Vertex AI');
    assert.match(company, new RegExp(`✓ Proxy: ok, through ${new URL(proxy.proxyUrl).host}`));
    assert.match(company, /✓ Address: ok, aiplatform\.googleapis\.com, found by the proxy/);
    assert.match(company, /✓ Encryption: ok, TLS 1\.\d, certificate by “.+”/);
    assert.match(company, /✓ Key: ok, the sign-in was accepted/);
    assert.match(company, /✗ API: failed, the API is not enabled in the project/);
    assert.match(company, /What helps: .*https:\/\/console\.developers\.google\.com\/.*project=test-project/);
    assert.equal(relay.paidRequests.length + studio.paidRequests.length + vertex.paidRequests.length, 0);
    assert.doesNotMatch(text, /not-real/);
  });

  it('reads in every theme', async () => {
    await testAll();
    for (const theme of ['light', 'dark', 'hc-dark', 'hc-light'] as const) {
      await vscode.setTheme(theme);
      await vscode.screenshot(`test-routes-${theme}`);
    }
  });

  it('makes a test picture on exactly one route, after its price was agreed to', async () => {
    await testAll();
    await lens('Make a 1K Test Picture for $0.055').click();
    const asked = await vscode.modal('Make a test picture on APIYI for about $0.055?');
    assert.ok(asked.buttons.includes('Make Picture'));
    await vscode.screenshot('test-picture-question');
    assert.equal(relay.paidRequests.length, 0);
    const files = filesIn(vscode.folders[0]).length;
    await vscode.clickModal('Make Picture');
    const text = await shown('Credit: ok');
    assert.match(part(text, 'APIYI'), /✓ Credit: ok, a picture came, \$0\.055: assets\/a-small-red-kite/);
    assert.equal(relay.paidCount(), 1);
    assert.equal(filesIn(vscode.folders[0]).length, files + 1);
    await lens('Make a 1K Test Picture').waitFor({ state: 'detached' });
  });

  it('shows what only a picture can show, and goes to no other route', async () => {
    await testAll();
    relay.script({ do: 'error', error: 'credit' });
    await lens('Make a 1K Test Picture for $0.055').click();
    await vscode.clickModal('Make Picture');
    const text = await shown('Credit: failed');
    assert.match(part(text, 'APIYI'), /✗ Credit: failed, .*credit[\s\S]*https:\/\/api\.apiyi\.com\/account\/profile/);
    assert.match(part(text, 'APIYI'), /Test picture: No picture\. Nothing was charged\./);
    assert.equal(studio.paidRequests.length, 0);
    await lens('Open Billing').waitFor();
  });

  it('can be stopped while a service hangs, and shows how far it came', async () => {
    await testAll();
    let hasArrived = false;
    const only = (): boolean => (hasArrived = true);
    relay.script({ do: 'hang', when: 'beforeHeaders' }, { on: 'any', only });
    // a lens that is drawn anew under the mouse takes no click
    for (let left = 3; left > 0 && !hasArrived; left -= 1) {
      await pressLens('Test Again');
      await eventually('the request', () => hasArrived).catch(() => undefined);
    }
    assert.ok(hasArrived, 'no request arrives');
    await line('APIYI: being tested…').waitFor();
    await vscode.clickToast('Cancel', /Testing routes[\s\S]*0 of 1 done/); // that of all routes may be there still
    const text = await shown('APIYI: the test was stopped');
    assert.match(part(text, 'APIYI'), /✓ Address: ok[\s\S]*○ Service: not reached/);
    await relay.requests.at(-1)?.closed;
    assert.ok(relay.requests.at(-1)?.closedEarly);
  });

  it('names the proxy that lets nothing through', async () => {
    proxy.answerConnects(503);
    const text = await test('✗ Proxy: failed');
    assert.match(part(text, 'Vertex AI'), new RegExp(`✗ Proxy: failed, ${new URL(proxy.proxyUrl).host}: `));
  });

  it('tells a name that is not found, a closed door, a web page and a missing model apart', async () => {
    const page = await startEmulator({ kind: 'relay', keyless: true });
    page.script({ do: 'html', status: 200 }, { on: 'any', times: Infinity });
    const lacking = await startEmulator({ kind: 'relay', keyless: true });
    lacking.models.clear();
    for (const id of [...relay.models.keys()].filter((one) => one.includes('3.1-flash-image'))) relay.models.delete(id);
    const own = { preset: 'openai-compatible', credential: 'none' };
    vscode.changeSettings({
      'http.proxy': '',
      'dualtrack.routes': [
        { ...own, id: 'unknown', name: 'Unknown', baseUrl: 'https://nowhere.invalid' },
        { ...own, id: 'closed', name: 'Closed', baseUrl: 'http://127.0.0.1:9' },
        { ...own, id: 'page', name: 'Page', baseUrl: page.url },
        { ...own, id: 'lacking', name: 'Lacking', baseUrl: lacking.url },
        { id: 'apiyi', preset: 'apiyi', name: 'Group', baseUrl: relay.url },
      ],
    });
    await vscode.page.setViewportSize({ width: 1400, height: 1600 }); // all of it is in sight
    await vscode.reload();
    const text = await test('5 of 5 routes have a problem.');
    assert.match(part(text, 'Unknown'), /✗ Address: failed, nowhere\.invalid: [\s\S]*○ Encryption: not reached/);
    assert.match(part(text, 'Closed'), /✗ Address: failed, 127\.0\.0\.1:9: [\s\S]*○ Service: not reached/);
    assert.match(part(text, 'Page'), /✗ Service: failed, 127\.0\.0\.1:\d+: /);
    assert.match(part(text, 'Group'), /✓ Key: ok, accepted[\s\S]*✗ Model: failed, /);
    const ownName = /under another name, give that name in the setting "dualtrack\. ?models"/;
    assert.match(part(text, 'Lacking'), ownName);
    assert.doesNotMatch(part(text, 'Group'), ownName);
    assert.equal(page.paidRequests.length + lacking.paidRequests.length, 0);
    await vscode.screenshot('test-routes-failures');
    await Promise.all([page.close(), lacking.close()]);
  });

  it('offers to connect a route where there is none', async () => {
    vscode.changeSettings({ 'dualtrack.routes': [] });
    await vscode.reload();
    await vscode.runCommand('Dualtrack: Test Routes');
    const { buttons } = await vscode.toast('No route is connected yet');
    assert.deepEqual(buttons, ['Connect a Route']);
  });
});
