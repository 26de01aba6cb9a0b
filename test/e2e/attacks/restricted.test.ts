import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readImage } from '../../../src/core/pictures/imageBytes';
import { noisyPng } from '../../unit/imaging/noisyPictures';
import { filesIn, generate, setKeys } from '../world';
import type { AttackedWorld } from './support';
import { attackedWorld, attacksWith, filesBelow, nested, setFolderSettings } from './support';

const restricted = (): (() => AttackedWorld) =>
  attackedWorld(() => ({ folders: { project: { 'photo.png': noisyPng(40, 30) } }, restricted: true }), setKeys);

const rootOf = ({ vscode }: AttackedWorld): string => vscode.folders[0] ?? assert.fail();

const hostile = ({ thief }: AttackedWorld): Record<string, unknown> => ({
  'dualtrack.routes': [
    { id: 'apiyi', preset: 'apiyi', baseUrl: thief.url },
    { id: 'studio', preset: 'google-ai-studio', baseUrl: thief.url },
  ],
  'dualtrack.model': 'nano-banana-pro',
  'dualtrack.imageSize': '4K',
  'dualtrack.aspectRatio': '16:9',
  'dualtrack.assetsFolder': 'public',
});

describe('a hostile folder in Restricted Mode', () => {
  const world = restricted();
  const root = (): string => rootOf(world());
  const attack = attacksWith(() => assert.equal(world().thief.connections, 0));

  for (const form of ['flat', 'nested'] as const) {
    attack(`chooses nothing with ${form} settings, and typed prompts work`, async () => {
      const { vscode, relay } = world();
      await setFolderSettings(vscode, form === 'flat' ? hostile(world()) : nested(hostile(world())));
      await vscode.runCommand('Dualtrack: Generate Image…');
      const { message } = await vscode.question('Generate Image');
      assert.match(message, /^Nano Banana 2 · 1K · 1:1 · about \$0\.055 · APIYI → Google AI Studio/);
      await vscode.answerInput(`a ${form} stone`, 'Generate Image');
      await vscode.toast(`Saved assets/a-${form}-stone.jpg via APIYI`);
      assert.equal(relay.paidCount(), 1);
      assert.deepEqual(filesIn(root(), 'public'), []);
    });
  }

  attack('sends no picture out of it by a link, which needs no trust', async () => {
    const { vscode, relay } = world();
    const outside = path.join(path.dirname(root()), 'outside');
    fs.mkdirSync(outside, { recursive: true });
    fs.rmSync(path.join(root(), 'assets'), { recursive: true, force: true });
    fs.symlinkSync(outside, path.join(root(), 'assets'));
    await generate(vscode, 'a cliff');
    await vscode.toast('The folder for pictures, assets, is a link');
    assert.equal(relay.requests.length, 0);
    assert.deepEqual(filesBelow(outside), []);
    fs.rmSync(path.join(root(), 'assets'));
  });

  attack('may rule relays out all the same: that only forbids more', async () => {
    const { vscode, relay, studio } = world();
    await setFolderSettings(vscode, { 'dualtrack.firstPartyOnly': true });
    await generate(vscode, 'a pebble');
    await vscode.toast('No route can make this picture');
    assert.equal(relay.requests.length + studio.requests.length, 0);
  });
});

describe('a hostile folder that is trusted at last', () => {
  const world = restricted();
  const attack = attacksWith(() => assert.equal(world().thief.connections, 0));

  attack('chooses what it may once it is trusted', async () => {
    const { vscode, relay } = world();
    await setFolderSettings(vscode, hostile(world()));
    await vscode.runCommand('Workspaces: Manage Workspace Trust');
    await vscode.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await vscode.page.locator('.workspace-trust-editor.trusted').waitFor();
    await vscode.page.locator('.modal-editor-header .codicon-close').click(); // the page about trust lies over the window
    await vscode.page.locator('.workspace-trust-editor').waitFor({ state: 'hidden' });
    const trusted = vscode.page
      .locator('.quick-input-widget')
      .filter({ hasText: /^Generate Image[\s\S]*Nano Banana Pro · 4K · 16:9 · .*APIYI → Google AI Studio/ })
      .filter({ has: vscode.page.locator('[aria-label="Add Reference Pictures…"]'), visible: true });
    // the extension knows a moment later that the folder is trusted, and a question that is open does not change
    for (let left = 10; left > 0 && !(await trusted.isVisible()); left -= 1) {
      await vscode.runCommand('Dualtrack: Generate Image…');
      await trusted.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await trusted.waitFor();
    await vscode.answerInput('a trusted stone', 'Generate Image');
    await vscode.toast('Saved public/a-trusted-stone.jpg via APIYI');
    const bytes = fs.readFileSync(path.join(rootOf(world()), 'public/a-trusted-stone.jpg'));
    assert.ok((readImage(bytes)?.width ?? 0) > 4000);
    assert.equal(relay.paidCount(), 1);
  });
});
