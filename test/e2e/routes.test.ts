import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { World } from './world';
import { clearToasts, explainFailures, generate, setKeys, startWorld } from './world';

describe('the routes in sight', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());
  explainFailures(() => world);

  const light = () => world.vscode.page.locator('.statusbar-item[id*="dualtrack.routes"]');

  it('show nothing in the status bar before the first picture', async () => {
    await setKeys(world);
    assert.equal(await light().count(), 0);
  });

  it('show there afterwards which of them are well, in words for a screen reader', async () => {
    const { vscode, relay } = world;
    relay.script({ do: 'error', error: 'credit' });
    await generate(vscode, 'a lamp');
    await vscode.toast('via Google AI Studio');
    await light().waitFor();
    const label = await light().getAttribute('aria-label');
    assert.match(label ?? '', /APIYI: needs attention: no credit left\. Google AI Studio: ready/);
    await vscode.screenshot('route-lights');
  });

  it('tell state, past, price and money when asked, and can be checked for free', async () => {
    const { vscode, relay } = world;
    await clearToasts(vscode);
    await vscode.runCommand('Dualtrack: Show Routes');
    const rows = vscode.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'needs attention' }).waitFor(); // the palette's own rows were there before
    const texts = await rows.allInnerTexts();
    assert.match(texts[0] ?? '', /APIYI[\s\S]*needs attention[\s\S]*\$0\.055 a picture · \$0 today · 0 % of 1/);
    assert.match(texts[1] ?? '', /Google AI Studio[\s\S]*ready[\s\S]*\$0\.06\d today · 100 % of 1/);
    await vscode.screenshot('routes');
    const before = relay.paidRequests.length;
    await rows.first().click();
    await vscode.pickItem('Check for Free');
    const heading = vscode.page.locator('.view-line', { hasText: '1. APIYI: ok, as far as a free check shows' });
    await heading.waitFor();
    assert.equal(relay.paidRequests.length, before);
  });

  it('can be woken, put to rest and moved', async () => {
    const { vscode } = world;
    await clearToasts(vscode);
    await vscode.runCommand('Dualtrack: Show Routes');
    await vscode.pickItem(/APIYI/);
    await vscode.pickItem('Wake');
    await vscode.runCommand('Dualtrack: Show Routes');
    await vscode.pickItem(/Google AI Studio/);
    await vscode.pickItem('Move Up');
    const first = vscode.page.locator('.quick-input-widget .monaco-list-row[data-index="0"]');
    await first.filter({ hasText: 'Google AI Studio' }).waitFor();
    await vscode.page.keyboard.press('Escape');
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.match((await vscode.question('Generate Image')).message, /Google AI Studio → APIYI/);
    await vscode.page.keyboard.press('Escape');
  });

  it('say what their order means when the cheapest is first', async () => {
    const { vscode } = world;
    const placeholderOf = async (title: string) => {
      await vscode.runCommand(`Dualtrack: ${title}`);
      const { placeholder } = await vscode.question(/Routes/);
      await vscode.page.keyboard.press('Escape');
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
    await vscode.runCommand('Dualtrack: Copy Diagnostics');
    await vscode.toast('Diagnostics copied');
    await vscode.runCommand('File: New Untitled Text File');
    await vscode.page.keyboard.press('Control+V');
    await vscode.page.waitForFunction(`document.body.innerText.includes('http.proxySupport')`);
    const text = await vscode.editorText();
    assert.match(text, /Dualtrack 0\.\d+\.\d+ in /);
    assert.match(text, /google-ai-studio \(gemini, 127\.0\.0\.1:\d+, key, key set\): ready/);
    assert.doesNotMatch(text, /a lamp|not-real/);
  });

  it('keep their history in a database beside the settings', () => {
    const folder = path.join(world.vscode.userDataDir, 'User/globalStorage/dualtrack.dualtrack');
    assert.ok(fs.existsSync(path.join(folder, 'dualtrack.db')));
    assert.deepEqual(fs.readdirSync(path.join(folder, 'inbox')), []);
  });
});
