import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import { clearToasts, eachAfresh, explainFailures, generate, lights, setKeys, startWorld } from '../world';

describe('the routes in sight', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);

  const light = () => world.vscode.page.locator('.statusbar-item[id*="dualtrack.routes"]');

  /** One of them has no credit left, and the other one makes the picture. */
  async function makeLamp(): Promise<void> {
    const { vscode, relay } = world;
    relay.script({ do: 'error', error: 'credit' });
    await generate(vscode, 'a lamp');
    await vscode.toast('via Google AI Studio');
  }

  it('show in the status bar as soon as a window opens, before any job, and follow the settings', async () => {
    const { vscode, services } = world;
    await vscode.reload();
    await lights(vscode, 2);
    assert.match((await light().getAttribute('aria-label')) ?? '', /APIYI: ready\. Google AI Studio: ready/);
    const routes = vscode.readSettings()['dualtrack.routes'] as readonly object[];
    vscode.changeSettings({ 'dualtrack.routes': routes.slice(0, 1) });
    await lights(vscode, 1);
    vscode.changeSettings({ 'dualtrack.routes': [] });
    await light().waitFor({ state: 'hidden' });
    await vscode.reload();
    await vscode.runCommand('Dualtrack: Test Routes');
    await vscode.toast('No route is connected yet'); // the extension has started for certain
    assert.equal(await light().count(), 0);
    assert.equal(services.flatMap(({ requests }) => requests).length, 0);
  });

  it('show in the status bar which of them are well, in words for a screen reader', async () => {
    await makeLamp();
    await light().and(world.vscode.page.locator('[aria-label*="needs attention"]')).waitFor();
    const label = await light().getAttribute('aria-label');
    assert.match(label ?? '', /APIYI: needs attention: no credit left\. Google AI Studio: ready/);
    await world.vscode.screenshot('route-lights');
    const folder = path.join(world.vscode.userDataDir, 'User/globalStorage/dualtrack.dualtrack');
    assert.ok(fs.existsSync(path.join(folder, 'dualtrack.db')), 'their history is in a database beside the settings');
    // nothing waits for that
    await eventually('no answer is left', () => fs.readdirSync(path.join(folder, 'inbox')).length === 0);
  });

  it('tell state, past, price and money when asked, can be checked for free, and woken', async () => {
    const { vscode, relay } = world;
    await makeLamp();
    await clearToasts(vscode);
    await vscode.runCommand('Dualtrack: Show Routes');
    const rows = vscode.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'needs attention' }).waitFor(); // the palette's own rows were there before
    const texts = await rows.allInnerTexts();
    assert.match(
      texts[0] ?? '',
      /APIYI[\s\S]*needs attention[\s\S]*\$0\.055 a picture · \$0 today · 0 of \d succeeded/,
    );
    assert.match(
      texts[1] ?? '',
      /Google AI Studio[\s\S]*ready[\s\S]*\$0\.\d+ today · (\d+) of \1 succeeded · usually \d+ s/,
    );
    await vscode.screenshot('routes');
    const before = relay.paidRequests.length;
    await vscode.clickRow(rows.first());
    await vscode.pickItem('Check for Free');
    const heading = vscode.page.locator('.view-line', { hasText: '1. APIYI: OK (free checks only)' });
    await heading.waitFor();
    assert.equal(relay.paidRequests.length, before);
    await vscode.runCommand('Dualtrack: Show Routes');
    await vscode.pickItem(/APIYI/);
    await vscode.pickItem('Resume');
    await vscode.runCommand('Dualtrack: Show Routes');
    await rows.filter({ hasText: /APIYI[\s\S]*ready/ }).waitFor();
    await vscode.press('Escape');
  });

  it('can be moved', async () => {
    const { vscode } = world;
    await vscode.runCommand('Dualtrack: Show Routes');
    await vscode.pickItem(/Google AI Studio/);
    await vscode.pickItem('Move Up');
    const first = vscode.page.locator('.quick-input-widget .monaco-list-row[data-index="0"]');
    await first.filter({ hasText: 'Google AI Studio' }).waitFor();
    await vscode.press('Escape');
    await vscode.runCommand('Dualtrack: Generate Image…');
    const { title } = await vscode.question(/Google AI Studio → APIYI/);
    assert.equal(title, 'Generate Image');
    await vscode.press('Escape');
  });

  it('say what their order means when the cheapest is first', async () => {
    const { vscode } = world;
    const placeholderOf = async (title: string) => {
      await vscode.runCommand(`Dualtrack: ${title}`);
      const { placeholder } = await vscode.question(/Routes/);
      await vscode.press('Escape');
      return placeholder;
    };
    assert.match(await placeholderOf('Show Routes'), /^Tried from the top; the next is asked only when one fails\.$/);
    vscode.changeSettings({ 'dualtrack.routeOrder': 'cheapest' });
    for (let left = 20; left > 0; left -= 1) {
      if ((await placeholderOf('Show Routes')).startsWith('Cheapest first, by your setting')) break;
    }
    assert.match(
      await placeholderOf('Edit Routes…'),
      /^Cheapest first, by your setting; this order is for equal prices\.$/,
    );
  });

  it('can be described for a bug report without keys and prompts', async () => {
    const { vscode } = world;
    await makeLamp();
    await vscode.runCommand('Dualtrack: Copy Diagnostics');
    await vscode.toast('Diagnostics copied');
    await vscode.runCommand('File: New Untitled Text File');
    await vscode.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await vscode.page.keyboard.press('Control+V');
    const text = await vscode.editorText(/google-ai-studio \(/);
    assert.match(text, /Dualtrack 0\.\d+\.\d+ in /);
    assert.match(text, /google-ai-studio \(gemini, 127\.0\.0\.1:\d+, key, key set\): ready/);
    assert.match(text, /database: \d files, \d+ KB/);
    assert.doesNotMatch(text, /a lamp|not-real/);
  });
});
