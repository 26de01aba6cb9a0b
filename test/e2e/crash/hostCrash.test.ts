import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pngPicture } from '../../emulator/pictures/pngPicture';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import {
  answerFileDialog,
  clearToasts,
  eachAfresh,
  explainFailures,
  generate,
  setKeys,
  startWorld,
  storageOf,
} from '../world';
import { hostMark, killExtensionHost } from './extensionHosts';

describe('SIGKILL of the real extension host', () => {
  let world: World;
  const run = randomUUID();

  before(async () => {
    world = await startWorld({ folders: {}, env: { [hostMark]: run } });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);

  it('a picture that had arrived and was not saved yet is offered again', async () => {
    const { vscode, relay } = world;
    await generate(vscode, 'a compass');
    await vscode.question('Save the Picture');
    await killExtensionHost(vscode, run);
    await vscode.press('Escape');
    await vscode.runCommand('Dualtrack: Show Log');
    await vscode.toast('Pictures that couldn’t be saved earlier: 1');
    assert.ok((await vscode.shownToasts()).every((text) => !text.includes('interrupted')));
    await clearToasts(vscode);
    await vscode.runCommand('Dualtrack: Recover Unsaved Pictures…');
    await vscode.pickItem('a-compass.jpg');
    const target = path.join(vscode.userDataDir, 'compass.jpg');
    await answerFileDialog(vscode, target, 'Save the Picture');
    await vscode.toast(/Saved .*compass\.jpg/);
    const picture = relay.pictures.at(-1);
    assert.deepEqual(fs.readFileSync(target), Buffer.from(picture?.bytes() ?? []));
    assert.equal(relay.paidCount(), 1);
  });

  const inboxOf = (of: World): string => storageOf(of.vscode, 'inbox');

  /** An answer that some window began to read, and did not survive. */
  function leaveBegun(): string {
    const id = randomUUID();
    const data = pngPicture(64, 64, [240, 200, 90]).toString('base64');
    const note = {
      ...{ job: 'j', route: 'apiyi', wire: 'gemini', ownOrigins: [], model: 'nano-banana-2', modelId: 'i' },
      ...{ prompt: 'a lost anchor', size: '1K', ratio: '1:1', startedAt: 1_000, status: 200 },
    };
    const parts = [{ inlineData: { mimeType: 'image/png', data } }];
    fs.mkdirSync(inboxOf(world), { recursive: true });
    fs.writeFileSync(path.join(inboxOf(world), id), JSON.stringify({ candidates: [{ content: { parts } }] }));
    fs.writeFileSync(path.join(inboxOf(world), `${id}.0123456789abcdef.reading.json`), JSON.stringify(note));
    return id;
  }

  it('an answer that VS Code did not survive is told once, shown, and read only where the user wants it', async () => {
    const { vscode } = world;
    const id = leaveBegun();
    await vscode.reload();
    await vscode.runCommand('Dualtrack: Show Log');
    const told = 'An answer from apiyi could not be read, or reading it crashed VS Code.';
    assert.deepEqual((await vscode.toast(told)).buttons, ['Show File', 'Delete']);
    await vscode.clickToast('Show File', told);
    // its text comes after its tab, and the editor takes the focus with it
    await vscode.page.locator(`.monaco-editor[data-uri$="/${id}"] .view-line`).first().waitFor();
    await vscode.runCommand('Dualtrack: Recover Unsaved Pictures…');
    await vscode.pickItem('An answer that was set aside');
    await vscode.pickItem('a-lost-anchor.png');
    await vscode.question('Save the Picture');
    await vscode.press('Escape');
    await eventually('the answer is gone', () => !fs.readdirSync(inboxOf(world)).some((name) => name.startsWith(id)));
  });

  it('an answer that VS Code did not survive can be deleted', async () => {
    const { vscode } = world;
    const id = leaveBegun();
    await vscode.reload();
    await vscode.runCommand('Dualtrack: Show Log');
    await vscode.clickToast('Delete', 'could not be read, or reading it crashed VS Code.');
    await eventually('the answer is gone', () => !fs.readdirSync(inboxOf(world)).some((name) => name.startsWith(id)));
  });

  it('a request under way is kept as one that may have been charged, and can be settled', async () => {
    const { vscode, relay } = world;
    relay.script({ do: 'hang', when: 'beforeHeaders' });
    await generate(vscode, 'a sextant');
    await relay.arrived(1);
    await killExtensionHost(vscode, run);
    await vscode.runCommand('Dualtrack: Settle Uncertain Charges…');
    const row = vscode.page.locator('.quick-input-widget .monaco-list-row').first();
    await vscode.clickRow(row.filter({ hasText: 'a sextant' }).filter({ hasText: '1K · $0.055' }));
    await vscode.pickItem('It was not charged');
    await vscode.toast('Every charge is known.');
  });
});
