import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { readImage } from '../../../src/core/pictures/imageBytes';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import { testAuthorizedUser } from '../../emulator/tokens/testCredentials';
import type { TokenProxy } from '../../emulator/tokens/tokenProxy';
import { startTokenProxy } from '../../emulator/tokens/tokenProxy';
import type { VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import { temporaryFolder } from '../../../scripts/project';
import { noisyPng } from '../../unit/imaging/noisyPictures';
import { add, answerOpenDialog } from './referenceDialog';
import type { World } from '../world';
import { eachAfresh, explainFailures, filesIn, generate, lights, relayKey, setKeys, startWorld } from '../world';

const photo = noisyPng(40, 30);
const sketch = noisyPng(20, 20);
/** More than APIYI takes; what follows a PNG's end is no part of it. */
const huge = Buffer.concat([noisyPng(160, 150), Buffer.alloc(8 * 1024 * 1024)]);

const inTheMenu = 'Generate Image from These Pictures';

/** The pictures in a request to a service that speaks generateContent. */
function picturesIn(service: Emulator, request = 0): Buffer[] {
  const text = JSON.stringify(service.paidRequests[request]?.body);
  return [...text.matchAll(/"data":"([^"]+)"/g)].map((match) => Buffer.from(match[1] ?? '', 'base64'));
}

/** The items of the Explorer's menu for the files that are selected; it is left open. */
async function explorerMenu(vscode: VsCode): Promise<Locator> {
  const { page } = vscode;
  const menu = page.locator('.monaco-menu');
  const item = menu.getByText('Copy Path', { exact: true });
  const opens = async (timeout: number): Promise<void> => {
    await vscode.runCommand('View: Show Explorer');
    await page.keyboard.press('Shift+F10');
    await item.waitFor({ timeout });
  };
  // an editor that has just been opened may take the focus from the Explorer late, and the key with it
  await opens(5_000).catch(() => opens(60_000));
  return menu.getByRole('menuitem', { name: inTheMenu });
}

/** A file in the Explorer. */
function fileRow({ page }: VsCode, name: string): Locator {
  return page.locator(`.explorer-viewlet .monaco-list-row[aria-label^="${name}"]`);
}

describe('references', () => {
  let world: World;

  before(async () => {
    world = await startWorld({
      folders: {
        site: { 'notes.md': 'site\n', 'photo.png': photo, 'sketch.png': sketch },
        game: { 'huge.png': huge, 'tile.png': sketch, 'level.md': 'game\n' },
      },
      settings: { 'dualtrack.timeBudget': 60 },
    });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);

  const fileOf = (root: number, name: string): string => path.join(world.vscode.folders[root] ?? '', name);

  /** Presses the button of the prompt box and chooses a file. */
  async function addFile(file: string): Promise<void> {
    const { vscode } = world;
    await vscode.question('Generate Image');
    await vscode.page.locator(add).click();
    await answerOpenDialog(vscode, file);
  }

  it('are added and taken away in the prompt box, and sent byte for byte', async () => {
    const { vscode, relay } = world;
    await vscode.openFile('notes.md');
    await vscode.runCommand('Dualtrack: Generate Image…');
    await addFile(fileOf(0, 'photo.png'));
    assert.match((await vscode.question('1 reference: photo.png')).message, /APIYI → Google AI Studio · 1 reference/);
    await vscode.page.locator(add).click();
    await vscode.pickItem('Add…');
    await answerOpenDialog(vscode, fileOf(0, 'sketch.png'));
    await vscode.question('2 references: photo.png, sketch.png');
    await vscode.screenshot('references-prompt');
    await vscode.page.locator(add).click();
    await vscode.question('Reference Pictures');
    await vscode.page.locator('.quick-input-widget .label-name', { hasText: 'Remove All' }).waitFor();
    assert.deepEqual(await vscode.shownItems(), ['Add…', 'Remove photo.png', 'Remove sketch.png', 'Remove All']);
    await vscode.pickItem('Remove photo.png');
    await vscode.question('1 reference: sketch.png');
    await vscode.page.locator(add).click();
    await vscode.pickItem('Add…');
    await answerOpenDialog(vscode, fileOf(0, 'photo.png'));
    await vscode.answerInput('the sketch in the colours of the photo', '2 references: sketch.png, photo.png');
    const { text } = await vscode.toast('Saved');
    assert.doesNotMatch(text, /made smaller/);
    assert.deepEqual(
      picturesIn(relay),
      [sketch, photo].map((bytes) => Buffer.from(bytes)),
    );
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.doesNotMatch((await vscode.question('Generate Image')).message, /reference/);
    await vscode.press('Escape');
  });

  it('that are no pictures are named and left out', async () => {
    const { vscode } = world;
    await vscode.runCommand('Dualtrack: Generate Image…');
    await addFile(fileOf(0, 'notes.md'));
    await vscode.toast('notes.md is no PNG, JPEG, WebP, HEIC or HEIF picture.');
    assert.doesNotMatch((await vscode.question('Generate Image')).message, /reference/);
    await vscode.press('Escape');
  });

  it('come from the Explorer, where many are selected, and go to their folder; too large ones are made smaller', async () => {
    const { vscode, relay } = world;
    await vscode.openFile('huge.png'); // the Explorer selects what is opened; a click would open it, and select it late
    await vscode.runCommand('View: Show Explorer');
    await fileRow(vscode, 'huge.png').and(vscode.page.locator('.selected')).waitFor();
    await fileRow(vscode, 'tile.png').click({ modifiers: ['ControlOrMeta'] });
    for (const name of ['huge.png', 'tile.png']) {
      await fileRow(vscode, name).and(vscode.page.locator('.selected')).waitFor();
    }
    await (await explorerMenu(vscode)).hover(); // a click so soon after a menu opens is taken for a part of opening it
    await vscode.press('Enter');
    await vscode.answerInput('one large, one small', '2 references: ');
    const { text } = await vscode.toast('Saved');
    assert.match(
      text,
      /game\/assets\/one-large-one-small\.jpg .*Reference huge\.png was made smaller for APIYI: 160×150\./,
    );
    assert.deepEqual(filesIn(vscode.folders[1]), ['one-large-one-small.jpg']);
    const sizes = picturesIn(relay)
      .map((bytes) => bytes.byteLength)
      .sort((a, b) => a - b);
    assert.equal(sizes[0], sketch.byteLength);
    assert.ok((sizes[1] ?? 0) < 100_000);
    await vscode.screenshot('references-smaller');
  });

  it('the menu of a file that is no picture does not offer it', async () => {
    const { vscode } = world;
    await vscode.openFile('level.md'); // as above: it is selected then
    await vscode.runCommand('View: Show Explorer');
    await fileRow(vscode, 'level.md').and(vscode.page.locator('.selected')).waitFor();
    assert.equal(await (await explorerMenu(vscode)).count(), 0);
    await vscode.press('Escape');
  });

  it('are chips in the panel, added and taken away by name', async () => {
    const { vscode, relay } = world;
    await vscode.openFile('notes.md');
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await vscode.webviewFrame('Dualtrack');
    const chips = page.getByRole('list', { name: 'Reference pictures' }).getByRole('listitem');
    for (const name of ['photo.png', 'sketch.png']) {
      await page.getByRole('button', { name: 'Add References…' }).click();
      await answerOpenDialog(vscode, fileOf(0, name));
      await chips.filter({ hasText: name }).locator('img[src*="/thumbnails/"]').waitFor();
    }
    await vscode.screenshot('references-panel');
    await page.getByRole('button', { name: 'Remove: photo.png' }).click();
    await chips.filter({ hasText: 'photo.png' }).waitFor({ state: 'detached' });
    await page.getByLabel('Prompt').fill('a fox like this');
    await page.getByRole('button', { name: 'Generate' }).click();
    await page.getByRole('img', { name: 'a fox like this' }).waitFor();
    assert.deepEqual(picturesIn(relay), [Buffer.from(sketch)]);
    await page.getByRole('button', { name: 'Remove: sketch.png' }).click();
    await chips.first().waitFor({ state: 'detached' });
  });

  it('that cannot be made to fit are named before anything is sent, and the next route is tried', async () => {
    const { vscode, relay, studio } = world;
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
    fs.writeFileSync(fileOf(0, 'phone.heic'), Buffer.concat([heic, Buffer.alloc(8 * 1024 * 1024)]));
    await vscode.openFile('notes.md');
    await vscode.runCommand('Dualtrack: Generate Image…');
    await addFile(fileOf(0, 'phone.heic'));
    await vscode.answerInput('the same in winter', '1 reference: phone.heic');
    await vscode.toast(/via Google AI Studio .*APIYI was not asked: phone\.heic is larger than 7 MB/);
    assert.equal(relay.requests.length, 0);
    assert.equal(studio.paidCount(), 1);
  });
});

describe('references in Restricted Mode', () => {
  let world: World;
  before(async () => {
    world = await startWorld({ folders: { project: { 'photo.png': photo } }, restricted: true });
  });
  after(() => world.close());
  explainFailures(() => world);

  it('are not offered before the folder is trusted', async () => {
    const { vscode } = world;
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.question('Generate Image');
    await vscode.page.locator('.quick-input-widget [aria-label="Change model, size or aspect ratio"]').waitFor();
    assert.equal(await vscode.page.locator(add).count(), 0);
    await vscode.press('Escape');
    await vscode.runCommand('View: Show Explorer');
    await fileRow(vscode, 'photo.png').click();
    assert.equal(await (await explorerMenu(vscode)).count(), 0);
    await vscode.press('Escape');
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await vscode.webviewFrame('Dualtrack');
    await page.getByRole('button', { name: 'Generate' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Add References…' }).count(), 0);
  });
});

describe('references and the options of Vertex AI', () => {
  let vertex: Emulator;
  let relay: Emulator;
  let proxy: TokenProxy;
  let vscode: VsCode;
  let folder: string;

  before(async () => {
    vertex = await startEmulator({ kind: 'vertex', project: 'test-project' });
    relay = await startEmulator({ kind: 'relay', keys: [relayKey] });
    proxy = await startTokenProxy({ hosts: { 'aiplatform.googleapis.com': vertex.url } });
    folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'adc.json'), JSON.stringify(testAuthorizedUser()));
    vscode = await openVsCode({
      folders: { project: { 'photo.png': photo } },
      settings: {
        'http.proxy': proxy.proxyUrl,
        'files.simpleDialog.enable': true,
        'dualtrack.timeBudget': 60,
        'dualtrack.routes': [
          { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url },
          { id: 'company', preset: 'vertex-ai', project: 'test-project', credential: 'adc' },
        ],
      },
      env: { NODE_EXTRA_CA_CERTS: proxy.caFile, GOOGLE_APPLICATION_CREDENTIALS: path.join(folder, 'adc.json') },
    });
  });
  after(async () => {
    await vscode.close();
    await Promise.all([vertex.close(), relay.close(), proxy.close()]);
    fs.rmSync(folder, { recursive: true });
  });
  explainFailures(() => ({ vscode }));
  eachAfresh(() => ({ vscode, services: [vertex, relay] }));

  async function pickOptions(...choices: string[]): Promise<void> {
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.question('Generate Image');
    await vscode.page.locator('.quick-input-widget [aria-label="Change model, size or aspect ratio"]').click();
    for (const choice of ['Nano Banana 2', '1K', '1:1', ...choices]) await vscode.pickItem(choice);
  }

  /** The options as they were used last. */
  async function remember(...choices: string[]): Promise<void> {
    await pickOptions(...choices);
    await vscode.question('Generate Image');
    await vscode.press('Escape');
  }

  it('go to Vertex AI only, with the pictures', async () => {
    await pickOptions('Choose…', 'JPEG', '80', 'Adults only');
    const { message } = await vscode.question('Generate Image');
    assert.match(message, /1:1 · JPEG 80 · people: adults only · \$0\.067 to \$0\.14 · Vertex AI [·(]/);
    await vscode.page.locator(add).click();
    await answerOpenDialog(vscode, path.join(vscode.folders[0] ?? '', 'photo.png'));
    await vscode.screenshot('vertex-prompt');
    await vscode.answerInput('an observatory', '1 reference');
    await vscode.toast('Saved assets/an-observatory.jpg via Vertex AI');
    assert.equal(relay.requests.length, 0);
    assert.match(
      JSON.stringify(vertex.paidRequests[0]?.body),
      /"personGeneration":"ALLOW_ADULT".*"imageOutputOptions":\{"mimeType":"image\/jpeg","compressionQuality":80\}|"imageOutputOptions":\{"mimeType":"image\/jpeg","compressionQuality":80\}.*"personGeneration":"ALLOW_ADULT"/,
    );
    assert.deepEqual(picturesIn(vertex), [Buffer.from(photo)]);
  });

  it('are remembered, shown in the panel folded away, and changed there', async () => {
    await remember('Choose…', 'JPEG', '80', 'Adults only');
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await vscode.webviewFrame('Dualtrack');
    await page.getByText('JPEG 80 · Adults only').waitFor();
    assert.equal(await page.locator('#output-type').isVisible(), false);
    await page.getByText('Vertex AI options').click();
    await page.locator('#output-type').click();
    await page.locator('#output-type').getByRole('option', { name: 'PNG' }).click();
    await page.getByText('PNG · Adults only').waitFor();
    await vscode.screenshot('vertex-panel');
    await page.getByLabel('Prompt').fill('a comet');
    await page.getByRole('button', { name: 'Generate' }).click();
    await page.getByRole('img', { name: 'a comet' }).waitFor();
    const file = path.join(vscode.folders[0] ?? '', 'assets/a-comet.png');
    assert.equal(readImage(fs.readFileSync(file))?.mime, 'image/png');
    assert.equal(relay.requests.length, 0);
  });

  it('can be taken back, and then all routes are used', async () => {
    await remember('Choose…', 'PNG', 'No people');
    await pickOptions('None');
    assert.match((await vscode.question('Generate Image')).message, /1:1 · about \$0\.055 · APIYI → Vertex AI [·(]/);
    await vscode.press('Escape');
    await generate(vscode, 'a planet');
    await vscode.answerInput(relayKey, 'Key for APIYI');
    await vscode.toast('Saved assets/a-planet.jpg via APIYI');
  });

  it('are not asked about, and count for nothing, where no route has them', async () => {
    await remember('Choose…', 'PNG', 'No people');
    vscode.changeSettings({ 'dualtrack.routes': [{ id: 'apiyi', preset: 'apiyi', baseUrl: relay.url }] });
    await vscode.reloadByCommand();
    await lights(vscode, 1); // a window may begin with the settings that it had before
    await pickOptions();
    assert.match((await vscode.question('Generate Image')).message, /1:1 · about \$0\.055 · APIYI [·(]/);
    await vscode.press('Escape');
  });
});
