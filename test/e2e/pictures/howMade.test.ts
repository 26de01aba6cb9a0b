import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parseSidecar } from '../../../src/core/pictures/sidecar';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import { eachAfresh, explainFailures, generate, setKeys, startWorld } from '../world';

describe('how a picture was made', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ settings: { 'dualtrack.sidecar': true } });
    fs.copyFileSync(path.resolve('media/icon.png'), path.join(root(), 'foreign.png'));
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);

  const root = (): string => world.vscode.folders[0] ?? assert.fail();

  it('is shown by keyboard for one that was renamed and moved on the disk: prompt, route and cost', async () => {
    const { vscode } = world;
    await generate(vscode, 'a fox in the rain');
    await vscode.toast('Saved assets/a-fox-in-the-rain.jpg via APIYI');
    fs.mkdirSync(path.join(root(), 'art'));
    fs.renameSync(path.join(root(), 'assets/a-fox-in-the-rain.jpg'), path.join(root(), 'art/wet.jpg'));
    await vscode.openFile('wet.jpg');
    await vscode.runCommand('Dualtrack: Show How It Was Made');
    const text = await vscode.editorText('What the File Says');
    await vscode.screenshot('how-made');
    assert.match(text, /^# How It Was Made\n\nart\/wet\.jpg\n\nFound by its content: it was moved or renamed\./);
    assert.match(text, /Before, it was assets\/a-fox-in-the-rain\.jpg\./);
    assert.match(text, /## Prompt\n\n> a fox in the rain\n/);
    assert.match(text, /\n- Route: APIYI\n/);
    assert.match(text, /\n- Asked for: 1K, 1:1, 1024×1024\n/);
    assert.match(text, /\n- Cost: \$0\.\d+/);
    assert.match(text, /\n- Asked for by: a person\n/);
    assert.match(text, /## Attempts\n\n1\. APIYI \([^)]+\): delivered; charged \$0\.\d+; [\d.]+ s\n/);
    assert.match(text, /Content Credentials \(C2PA\): none/);
  });

  it('is asked of the latest pictures where none is open, and lies beside each where the setting says so', async () => {
    const { vscode } = world;
    await generate(vscode, 'a hare in the sun');
    await vscode.toast('Saved assets/a-hare-in-the-sun.jpg');
    const file = path.join(root(), 'assets/a-hare-in-the-sun.json');
    const sidecar = (): ReturnType<typeof parseSidecar> => parseSidecar(fs.readFileSync(file, 'utf8'));
    await eventually('a file beside the picture', () => fs.existsSync(file) && sidecar() !== undefined);
    assert.deepEqual([sidecar()?.prompt, sidecar()?.route], ['a hare in the sun', 'apiyi']);
    await vscode.runCommand('Dualtrack: Show How It Was Made');
    await vscode.pickItem('a hare in the sun');
    const text = await vscode.editorText('What the File Says');
    assert.match(text, /^# How It Was Made\n\nassets\/a-hare-in-the-sun\.jpg\n\n## Prompt\n\n> a hare in the sun\n/);
  });

  it('is shown from the panel', async () => {
    const { vscode } = world;
    await generate(vscode, 'a stork on a roof');
    await vscode.toast('Saved assets/a-stork-on-a-roof.jpg');
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const panel = await vscode.webviewFrame('Dualtrack');
    await panel.getByRole('button', { name: 'Show How It Was Made: assets/a-stork-on-a-roof.jpg' }).click();
    assert.match(await vscode.editorText('What the File Says'), /> a stork on a roof\n/);
  });

  it('is shown from the menu of a picture in the Explorer', async () => {
    const { vscode } = world;
    const { page } = vscode;
    const item = page.locator('.monaco-menu').getByRole('menuitem', { name: 'Show How It Was Made' });
    await page
      .locator('.explorer-folders-view .monaco-list-row', { hasText: 'foreign.png' })
      .click({ button: 'right' });
    await item.waitFor();
    await eventually('the menu takes a click, which it does not while it is new', async () => {
      await item.click({ timeout: 2_000 }).catch(() => undefined);
      return (await item.count()) === 0;
    });
    assert.match(await vscode.editorText('What the File Says'), /^# How It Was Made\n\nforeign\.png\n/);
  });

  it('is not known of a picture from elsewhere, of which its file is shown', async () => {
    const { vscode } = world;
    await vscode.openFile('foreign.png');
    await vscode.runCommand('Dualtrack: Show How It Was Made');
    const text = await vscode.editorText('What the File Says');
    assert.match(text, /Dualtrack did not make this picture, or no longer has it in its history\./);
    assert.match(text, /EXIF: none/);
  });
});
