import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { eventually } from '../../harness/eventually';
import type { Emulator } from '../../emulator/emulator';
import { extensionId } from '../../../scripts/project';
import { noisyPng } from '../../unit/imaging/noisyPictures';
import type { World } from '../world';
import { eachAfresh, explainFailures, generate, reloadEmpty, setKeys, startWorld } from '../world';

const photo = noisyPng(40, 30);
const sketch = noisyPng(20, 20);
const screenshotPng = noisyPng(30, 30);
/** In two pieces; what follows a PNG's end is no part of it. */
const large = Buffer.concat([noisyPng(50, 50), Buffer.alloc(1024 * 1024)]);
/** More than APIYI takes. */
const huge = Buffer.concat([noisyPng(160, 150), Buffer.alloc(8 * 1024 * 1024)]);

/** What is dropped or pasted: texts by their types, and files with their bytes. */
interface Given {
  readonly data?: Readonly<Record<string, string>>;
  readonly files?: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
}

/** Fires an event with a DataTransfer in the page, as the browser does for what comes from outside. */
async function fire(page: Frame, name: string, selector: string, { data = {}, files = [] }: Given): Promise<boolean> {
  const given = files.map(({ bytes, ...file }) => ({ ...file, base64: Buffer.from(bytes).toString('base64') }));
  return page.evaluate<boolean>(`(() => {
    const transfer = new DataTransfer();
    for (const [type, value] of Object.entries(${JSON.stringify(data)})) transfer.setData(type, value);
    for (const { name, type, base64 } of ${JSON.stringify(given)}) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type }));
    }
    const options = { bubbles: true, cancelable: true, composed: true, shiftKey: ${name !== 'dragover-without-shift'} };
    const event = '${name}' === 'paste'
      ? new ClipboardEvent('paste', { ...options, clipboardData: transfer })
      : new DragEvent('${name}'.replace('-without-shift', ''), { ...options, dataTransfer: transfer });
    return !document.querySelector(${JSON.stringify(selector)}).dispatchEvent(event);
  })()`);
}

/** The pictures in a request to a service that speaks generateContent, in their order. */
function picturesIn(service: Emulator): Buffer[] {
  const text = JSON.stringify(service.paidRequests.at(-1)?.body);
  return [...text.matchAll(/"data":"([^"]+)"/g)].map((match) => Buffer.from(match[1] ?? '', 'base64'));
}

describe('references that are dropped and pasted', () => {
  let world: World;
  let page: Frame;

  before(async () => {
    world = await startWorld({
      folders: { project: { 'photo.png': photo, 'sketch.png': sketch, 'notes.md': 'notes\n', 'huge.png': huge } },
      settings: { 'dualtrack.timeBudget': 60 },
    });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  beforeEach(async () => {
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    page = await world.vscode.webviewFrame('Dualtrack');
    await page.getByLabel('Prompt').waitFor();
    await page.getByLabel('Prompt').fill('');
    for (let left = await faces().count(); left > 0; left -= 1) {
      await faces().first().press('Delete');
      await has(left - 1);
    }
  });

  const faces = () => page.locator('.reference-face');
  const has = (count: number) =>
    eventually(
      `${count} references`,
      async () => (await faces().count()) === count && (await called()).length === count,
    );
  const called = (): Promise<string[]> =>
    page.evaluate<string[]>(`[...document.querySelectorAll('.reference-face')].map((face) => face.ariaLabel)`);
  const areCalled = (...names: string[]): Promise<void> =>
    eventually(names.join(), async () => (await called()).join() === names.join());
  const prompt = (): Promise<string> => page.getByLabel('Prompt').inputValue();
  const focused = (): Promise<string> => page.evaluate<string>(`document.activeElement.ariaLabel ?? ''`);
  const root = (): string => world.vscode.folders[0] ?? assert.fail();
  const uriOf = (name: string): string => `file://${path.join(root(), name)}`;
  const fromCode = (...names: string[]): Given => ({
    data: {
      'application/vnd.code.uri-list': names.map(uriOf).join('\r\n'),
      'text/uri-list': uriOf(names[0] ?? ''),
      'text/plain': names.join('\n'),
    },
  });
  const notice = (text: string | RegExp) => page.locator('.notice', { hasText: text });
  const own = (): string => path.join(world.vscode.userDataDir, 'User/globalStorage', extensionId(), 'references');

  it('come from the Explorer, all that are dragged; the composer shows that it takes them', async () => {
    const { vscode } = world;
    await fire(page, 'dragover', '#prompt', fromCode('photo.png'));
    await page.locator('.drop-hint', { hasText: /^\s*Drop to add as reference/ }).waitFor();
    await fire(page, 'dragover-without-shift', '#prompt', fromCode('photo.png'));
    await page.locator('.drop-hint', { hasText: 'Hold Shift' }).waitFor();
    await vscode.screenshot('drop-hint');
    await fire(page, 'dragleave', '.composer', {});
    await page.locator('.drop-hint').waitFor({ state: 'detached' });
    assert.equal(await fire(page, 'drop', '#prompt', fromCode('photo.png', 'sketch.png')), true);
    await areCalled('image 1: photo.png', 'image 2: sketch.png');
    await page.locator('.reference img[src*="/thumbnails/"]').nth(1).waitFor();
    assert.equal(await prompt(), '');
  });

  it('that are no pictures, or no files, are told and left out, and nothing is opened', async () => {
    await fire(page, 'drop', '.composer', fromCode('notes.md'));
    await notice('notes.md is no PNG, JPEG, WebP, HEIC or HEIF picture.').waitFor();
    await fire(page, 'drop', '.composer', { data: { 'text/uri-list': 'https://example.com/a.png' } });
    await notice('Only picture files can be dropped here.').waitFor();
    const html = { name: 'a.png', type: 'image/png', bytes: Buffer.from('<html>') };
    await fire(page, 'drop', '.composer', { files: [html] });
    await notice('a.png is no PNG, JPEG, WebP, HEIC or HEIF picture.').waitFor();
    assert.equal(await fire(page, 'dragover', '.gallery, .empty', fromCode('photo.png')), true);
    await fire(page, 'drop', '.gallery, .empty', fromCode('photo.png'));
    assert.equal(await faces().count(), 0);
    assert.equal(await page.locator('#prompt').count(), 1);
  });

  it('come as bytes from elsewhere, in pieces, and stay over a reload under their names', async () => {
    const { vscode, relay } = world;
    const files = [
      { name: 'from outside.png', type: 'image/png', bytes: large },
      { name: 'small.png', type: 'image/png', bytes: sketch },
    ];
    await fire(page, 'drop', '#prompt', { files });
    await areCalled('image 1: from outside.png', 'image 2: small.png');
    const kept = fs.readdirSync(own()).filter((name) => /^[0-9a-f]{64}\.png$/.test(name));
    assert.ok(kept.length >= 2);
    for (const name of kept) assert.equal(fs.statSync(path.join(own(), name)).mode & 0o777, 0o600);
    await vscode.reloadByCommand();
    await vscode.runCommand('Dualtrack: Open Image Panel');
    page = await vscode.webviewFrame('Dualtrack');
    await areCalled('image 1: from outside.png', 'image 2: small.png');
    await page.getByLabel('Prompt').fill('both as one');
    await page.getByRole('button', { name: 'Generate' }).click();
    await page.getByRole('img', { name: 'both as one' }).waitFor();
    assert.deepEqual(
      picturesIn(relay),
      [large, sketch].map((bytes) => Buffer.from(bytes)),
    );
  });

  it('are pasted; text stays text, however long, also with a picture of it beside it', async () => {
    const image = { name: 'image.png', type: 'image/png', bytes: screenshotPng };
    await page.getByLabel('Prompt').focus();
    assert.equal(await fire(page, 'paste', '#prompt', { files: [image] }), true);
    await areCalled('image 1: image.png');
    assert.equal(await fire(page, 'paste', '#prompt', { data: { 'text/plain': 'x'.repeat(50_000) } }), false);
    assert.equal(await fire(page, 'paste', '#prompt', { data: { 'text/plain': 'a fox' }, files: [image] }), false);
    assert.equal(await faces().count(), 1);
    const other = { ...image, bytes: photo };
    await fire(page, 'paste', 'body', { files: [other] });
    await areCalled('image 1: image.png', 'image 2: image.png');
  });

  it('come from the gallery', async () => {
    const { vscode } = world;
    await generate(vscode, 'a fox in the rain');
    await vscode.toast('Saved');
    await page.getByRole('img', { name: 'a fox in the rain' }).first().waitFor();
    await page.getByRole('img', { name: 'a fox in the rain' }).first().dragTo(page.locator('#prompt'));
    await areCalled('image 1: a-fox-in-the-rain.jpg');
  });

  it('are put into another order by keys, with the focus on the one that moves, and the prompt follows', async () => {
    const { vscode, relay } = world;
    await fire(page, 'drop', '#prompt', fromCode('photo.png', 'sketch.png', 'huge.png'));
    await areCalled('image 1: photo.png', 'image 2: sketch.png', 'image 3: huge.png');
    await page.locator('.reference-notes', { hasText: /image 3 is 8(\.\d)? MB: APIYI takes 7 MB/ }).waitFor();
    await page.getByLabel('Prompt').fill('the fox of');
    await faces().nth(1).press('Enter');
    await page.getByLabel('Prompt').pressSequentially(' in ');
    await faces().nth(0).click();
    assert.equal(await prompt(), 'the fox of image 2 in image 1');
    await faces().nth(1).press('Alt+ArrowLeft');
    await areCalled('image 1: sketch.png', 'image 2: photo.png', 'image 3: huge.png');
    await eventually('the focus on it', async () => (await focused()) === 'image 1: sketch.png');
    assert.equal(await prompt(), 'the fox of image 1 in image 2');
    await vscode.page.keyboard.press('Control+ArrowRight');
    await areCalled('image 1: photo.png', 'image 2: sketch.png', 'image 3: huge.png');
    await vscode.page.keyboard.press('Alt+ArrowRight');
    await areCalled('image 1: photo.png', 'image 2: huge.png', 'image 3: sketch.png');
    await eventually('the focus on it', async () => (await focused()) === 'image 3: sketch.png');
    assert.equal(await prompt(), 'the fox of image 3 in image 1');
    await vscode.screenshot('references-order');
    await faces().nth(1).press('Delete');
    await areCalled('image 1: photo.png', 'image 2: sketch.png');
    await eventually('the focus on the next', async () => (await focused()) === 'image 2: sketch.png');
    assert.equal(await prompt(), 'the fox of image 2 in image 1');
    await page.getByRole('button', { name: 'Generate' }).click();
    await page.getByRole('img', { name: 'the fox of image 2 in image 1' }).waitFor();
    assert.deepEqual(
      picturesIn(relay),
      [photo, sketch].map((bytes) => Buffer.from(bytes)),
    );
    await faces().nth(0).press('Delete');
    await areCalled('image 1: sketch.png');
    await notice('The prompt names “image 1”').waitFor();
    assert.equal(await prompt(), 'the fox of image 2 in image 1');
  });

  it('are put into another order by the mouse', async () => {
    await fire(page, 'drop', '#prompt', fromCode('photo.png', 'sketch.png'));
    await areCalled('image 1: photo.png', 'image 2: sketch.png');
    const target = page.locator('.reference').nth(0);
    await page
      .locator('.reference')
      .nth(1)
      .dragTo(target, { targetPosition: { x: 5, y: 20 } });
    await areCalled('image 1: sketch.png', 'image 2: photo.png');
  });

  it('are limited by the model, which is said before the click', async () => {
    const { vscode } = world;
    vscode.changeSettings({ 'dualtrack.model': 'nano-banana' });
    await reloadEmpty(vscode);
    await vscode.runCommand('Dualtrack: Open Image Panel');
    page = await vscode.webviewFrame('Dualtrack');
    await page.getByLabel('Prompt').fill('a fox');
    await fire(page, 'drop', '#prompt', fromCode('photo.png', 'sketch.png', 'huge.png'));
    await page.locator('.reference-notes', { hasText: 'At most 3 with Nano Banana.' }).waitFor();
    const isDisabled = (): Promise<boolean> => page.evaluate<boolean>(`document.querySelector('.generate').disabled`);
    assert.equal(await isDisabled(), false);
    const image = { name: 'image.png', type: 'image/png', bytes: screenshotPng };
    await fire(page, 'paste', 'body', { files: [image] });
    await page.locator('.reference-notes', { hasText: 'At most 3 with Nano Banana: remove one.' }).waitFor();
    await vscode.screenshot('references-too-many');
    assert.equal(await isDisabled(), true);
    await faces().last().press('Delete');
    await eventually('Generate', async () => !(await isDisabled()));
  });
});
