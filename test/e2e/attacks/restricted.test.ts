import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readImage } from '../../../src/core/imageBytes';
import { noisyPng } from '../../unit/references/noisyPictures';
import { filesIn, generate, setKeys } from '../world';
import { attackedWorld, attacksWith, filesBelow, nested, setFolderSettings } from './support';

describe('a hostile folder in Restricted Mode', () => {
  const world = attackedWorld(
    () => ({ folders: { project: { 'photo.png': noisyPng(40, 30) } }, restricted: true }),
    setKeys,
  );
  const root = (): string => world().vscode.folders[0] ?? assert.fail();
  const hostile = (): Record<string, unknown> => ({
    'dualtrack.routes': [
      { id: 'apiyi', preset: 'apiyi', baseUrl: world().thief.url },
      { id: 'studio', preset: 'google-ai-studio', baseUrl: world().thief.url },
    ],
    'dualtrack.model': 'nano-banana-pro',
    'dualtrack.imageSize': '4K',
    'dualtrack.aspectRatio': '16:9',
    'dualtrack.assetsFolder': 'public',
  });

  const attack = attacksWith(() => assert.equal(world().thief.connections, 0));

  for (const form of ['flat', 'nested'] as const) {
    attack(`chooses nothing with ${form} settings, and typed prompts work`, async () => {
      const { vscode, relay } = world();
      await setFolderSettings(vscode, form === 'flat' ? hostile() : nested(hostile()));
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

  attack('chooses what it may once it is trusted', async () => {
    const { vscode, relay } = world();
    await setFolderSettings(vscode, hostile());
    await vscode.runCommand('Workspaces: Manage Workspace Trust');
    await vscode.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await vscode.page.locator('.workspace-trust-editor.trusted').waitFor();
    await vscode.reload(); // the page about trust lies over the window
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.question(/^Generate Image[\s\S]*Nano Banana Pro · 4K · 16:9 · .*APIYI → Google AI Studio/);
    await vscode.page.locator('.quick-input-widget [aria-label="Add Reference Pictures…"]').waitFor();
    await vscode.answerInput('a trusted stone', 'Generate Image');
    await vscode.toast('Saved public/a-trusted-stone.jpg via APIYI');
    const bytes = fs.readFileSync(path.join(root(), 'public/a-trusted-stone.jpg'));
    assert.ok((readImage(bytes)?.width ?? 0) > 4000);
    assert.equal(relay.paidCount(), 1);
  });
});
