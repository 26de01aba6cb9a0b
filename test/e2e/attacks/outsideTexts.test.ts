import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { eventually } from '../../harness/eventually';
import type { VsCode } from '../../harness/workbench/driver';
import { noisyPng } from '../../unit/imaging/noisyPictures';
import { add, answerOpenDialog } from '../pictures/referenceDialog';
import type { World } from '../world';
import { generate, setKeys } from '../world';
import { attackedWorld, attacksWith, dismiss } from './support';

/** A link that runs a program at a click, and shows it by a tab; what VS Code would draw as an icon; a name that reads backwards. */
const name = '[Open Billing](command:workbench.action.files.newUntitledFile) $(zap) \u202egnp.fdp';
/** The same as it should be read. */
const plainName = '[Open Billing] (command:workbench.action.files.newUntitledFile) $ (zap) gnp.fdp';

/** All that a service could hope is more than words, in words that could pass for ours, and far too many of them. */
const words = [
  name,
  '[a](vscode://x.y/z) [b](file:///etc/passwd) [c](https://thief.example) <command:evil> <img src=x onerror=alert(1)>',
  '\u001b[31mred\u001b[0m \u2066isolated\u2069 hid\u200bden\u{e0041}',
  '\n\n## 9. Forged: ok\n[9. Forged: ok]: command:evil\n\r2026-01-01 00:00:00.000 [info] Forged',
  'and so on '.repeat(10_000),
].join(' ');

/** What no person sees, or sees otherwise than it is. */
const hidden =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f]|[\u{e0000}-\u{e007f}]/u;

/** Sets the keys, and gives names to a route and a model. */
async function prepare(world: World): Promise<void> {
  await setKeys(world);
  const { vscode, relay, studio } = world;
  vscode.changeSettings({
    'dualtrack.routes': [
      { id: 'apiyi', preset: 'apiyi', name, baseUrl: relay.url },
      { id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url },
    ],
    'dualtrack.models': [{ id: 'nano-banana-2', name: `2 ${name}` }],
  });
  await reload(vscode);
}

describe('words from outside', () => {
  const world = attackedWorld(
    () => ({ folders: { [name]: {}, site: { [`${name}.png`]: noisyPng(40, 30), 'notes.md': '\n' } } }),
    prepare,
  );
  beforeEach(async () => {
    const { vscode } = world();
    await vscode.page.setViewportSize({ width: 1280, height: 800 });
    await knowsItsFolders(vscode);
  });
  /** Nothing was run by what came from outside, and nothing is there to be clicked. */
  const attack = attacksWith(() => {
    assert.equal(world().thief.connections, 0);
  });

  /** What is shown there reads as it should, and has nothing to click and no icon in it. */
  async function isPlain(place: Locator, ...holds: readonly string[]): Promise<string> {
    await place.first().waitFor();
    const wanted = holds.length > 0 ? holds : [plainName];
    const read = async (): Promise<string> => (await place.allInnerTexts()).join('\n').replace(/[\u00a0\n ]+/g, ' ');
    let text = await read();
    // a part of it may be drawn later
    for (let left = 300; left > 0 && !wanted.every((one) => text.includes(one)); left -= 1) {
      await wait(100);
      text = await read();
    }
    for (const one of wanted) assert.ok(text.includes(one), text);
    assert.doesNotMatch(text, hidden);
    assert.equal(await place.locator('a[href], img, .codicon-zap').count(), 0, text);
    assert.ok(text.length < 3_000, `${text.length} characters`);
    return text;
  }
  const message = (text: string): Locator =>
    world().vscode.page.locator('.notification-list-item-message').filter({ hasText: text, visible: true }).first();
  const asked = (): Locator => world().vscode.page.locator('.quick-input-widget').filter({ visible: true });
  const rows = (): Locator => asked().locator('.quick-input-list .monaco-list-row');

  /** Two folders are open: which one is it for? */
  async function generateIn(folder: string, prompt: string): Promise<void> {
    const { vscode } = world();
    await generate(vscode, prompt);
    await vscode.pickItem(folder);
  }

  attack('of an error are words in a message and its details', async () => {
    const { vscode, relay, studio } = world();
    relay.script({ do: 'status', status: 402, body: { error: { message: words } } });
    studio.script({ do: 'error', error: 'region' });
    await generateIn('site', 'a bill');
    await vscode.toast('None of 2 routes');
    const text = await isPlain(message('None of 2 routes'));
    assert.match(text, /• Google AI Studio: not available in this region/); // no words push those of others out
    await vscode.clickToast('Show Details');
    await vscode.modal('None of 2 routes');
    await isPlain(vscode.page.locator('.dialog-message-text, .dialog-message-detail'));
    await vscode.clickModal('OK');
  });

  attack('of a model, in an answer without a picture, are words, and so is what is being asked', async () => {
    const { vscode, relay } = world();
    const candidates = [{ content: { role: 'model', parts: [{ text: words }] }, finishReason: 'STOP' }];
    const gate = Promise.withResolvers<void>();
    relay.script({ do: 'status', status: 200, body: { candidates }, after: gate.promise });
    await generateIn('site', 'a poem');
    await relay.arrived(1);
    await isPlain(message(': 2 '), `${plainName}: 2 ${plainName}`);
    gate.resolve();
    await vscode.toast('It may already have charged');
    await isPlain(message('It may already have charged'));
    await vscode.clickToast('Don’t Pay Again');
    await vscode.toast('No picture.');
    await isPlain(message('No picture.'), 'answered without a picture', `“${plainName}`);
  });

  attack('that name a folder are words where it is chosen and where it is told', async () => {
    const { vscode } = world();
    await generate(vscode, 'a folder');
    await rows().filter({ hasText: 'site' }).waitFor();
    await isPlain(rows());
    await vscode.pickItem(plainName);
    await vscode.toast('Saved');
    await isPlain(message('Saved'), `${plainName}/assets/a-folder.jpg via ${plainName}`);
  });

  attack('that name a picture to work from are words below the prompt, and where it is taken away', async () => {
    const { vscode } = world();
    await vscode.runCommand('Dualtrack: Generate Image…');
    await isPlain(asked().locator('.quick-input-message'), `2 ${plainName} · 1K`, `${plainName} → Google AI Studio`);
    await vscode.page.locator(add).click();
    await answerOpenDialog(vscode, path.join(vscode.folders[1] ?? '', `${name}.png`));
    await vscode.question('1 reference');
    await isPlain(asked().locator('.quick-input-message'), `1 reference: ${plainName}.png`);
    await vscode.page.locator(add).click();
    await vscode.question('Reference Pictures');
    await isPlain(rows(), `Remove ${plainName}.png`);
    await vscode.pickItem('Remove All');
    await vscode.question('Generate Image');
    await dismiss(vscode);
  });

  attack('in settings are words in lists, in titles and in the status bar', async () => {
    const { vscode } = world();
    await generateIn('site', 'a list'); // from then on the routes are in the status bar
    await vscode.toast('Saved');
    for (const command of ['Show Routes', 'Set Key…', 'Edit Routes…', 'Remove Key…']) {
      await vscode.runCommand(`Dualtrack: ${command}`);
      await vscode.question(command.replace(/^Show |…$/g, ''));
      await isPlain(rows());
      if (command === 'Edit Routes…') {
        await vscode.pickItem(`1. ${plainName}`);
        await rows().filter({ hasText: 'Switch Off' }).waitFor();
        await isPlain(asked().locator('.quick-input-title'));
        await isPlain(rows());
      }
      await dismiss(vscode);
    }
    const light = vscode.page.locator('.statusbar-item[id*="dualtrack.routes"]');
    const named = vscode.page.locator(`[aria-label*=${JSON.stringify(`${plainName}: `)}]`);
    await light
      .and(named)
      .waitFor({ timeout: 30_000 })
      .catch(() => undefined);
    const label = (await light.getAttribute('aria-label')) ?? '';
    assert.ok(label.includes(`${plainName}: `), label);
    assert.doesNotMatch(label, hidden);
    const hover = vscode.page.locator('.workbench-hover .hover-contents');
    // what is drawn anew under the mouse shows none
    for (let left = 5; left > 0 && !(await hover.first().isVisible()); left -= 1) {
      await vscode.page.mouse.move(0, 0);
      await light.hover();
      await hover
        .first()
        .waitFor({ timeout: 5_000 })
        .catch(() => undefined);
    }
    await isPlain(hover, `${plainName}: `);
    await vscode.page.mouse.move(0, 0);
  });

  attack('that are wrong in settings are words, also in a report that is pasted elsewhere', async () => {
    const { vscode, relay } = world();
    vscode.changeSettings({
      'dualtrack.timeBudget': words,
      'dualtrack.routes': [{ id: 'apiyi', preset: 'apiyi', baseUrl: relay.url, [words]: true }],
    });
    await reload(vscode);
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.toast('The settings cannot be used.');
    await isPlain(
      message('The settings cannot be used.'),
      `dualtrack.routes[0].${plainName}`,
      'dualtrack.timeBudget is "[',
    );
    await vscode.runCommand('Dualtrack: Copy Diagnostics');
    await vscode.toast('Diagnostics copied');
    await vscode.runCommand('File: New Untitled Text File');
    // the key goes to what has the focus
    await vscode.page.locator('.editor-group-container.active .monaco-editor.focused[data-uri^="untitled:"]').waitFor();
    await vscode.page.keyboard.press('Control+V');
    await vscode.page.locator('.view-line', { hasText: 'http.proxySupport' }).waitFor();
    const text = await vscode.editorText('http.proxySupport');
    assert.ok(text.replaceAll('\n', ' ').includes(`settings: dualtrack.routes[0].${plainName}`), text);
    assert.doesNotMatch(text, hidden);
    assert.doesNotMatch(text, /\]\(|<|^2026-01|^##/m);
  });

  attack('of a service are words in the test of the routes, and change none of its lines', async () => {
    const { vscode, relay } = world();
    relay.script({ do: 'status', status: 401, body: { error: { message: words } } }, { on: 'any', times: Infinity });
    await vscode.page.setViewportSize({ width: 1400, height: 1600 }); // all of it is in sight
    await vscode.runCommand('Dualtrack: Test Routes');
    await vscode.page.locator('.view-line', { hasText: '1 of 2 routes has a problem.' }).waitFor();
    const lines = (await vscode.editorText('1 of 2 routes has a problem.')).split('\n');
    const text = lines.join(' ');
    assert.ok(text.includes(`## 1. ${plainName}: failed`), text);
    assert.ok(text.includes(`> ${plainName}`), text);
    assert.ok(!/[<>]img|\]\(|\]:/.test(text), text);
    assert.doesNotMatch(text, hidden);
    assert.equal(lines.filter((line) => line.startsWith('#')).length, 3, text);
    const detected = vscode.page.locator('.view-lines .detected-link');
    await detected.first().waitFor(); // they are looked for a while after the text is drawn
    const links = await detected.allInnerTexts();
    assert.deepEqual(
      links.filter((link) => !link.startsWith('https://')),
      [],
    );
    await isPlain(vscode.page.locator('.codelens-decoration'), 'Test Again');
  });

  attack('are words in the panel', async () => {
    const { vscode, relay, studio } = world();
    relay.script({ do: 'status', status: 402, body: { error: { message: words } } });
    studio.script({ do: 'error', error: 'region' });
    await vscode.openFile('notes.md'); // so that its folder is known
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await vscode.webviewFrame('Dualtrack');
    await page.getByText('assets/ in site').waitFor(); // else it would be asked for
    await page.getByLabel('Prompt').fill(words.slice(0, 9_000));
    await page.getByRole('button', { name: 'Generate' }).click();
    await page.locator('.failed-job').getByText('None of 2 routes').waitFor();
    await isPlain(page.locator('.failed-job'), `${plainName}: no credit left`, 'Google AI Studio: not available');
    await isPlain(page.locator('#route .select-face'), `${plainName} → Google AI Studio`);
  });

  attack('are words in the log, and no entries of their own', async () => {
    const { vscode, relay } = world();
    relay.script({ do: 'status', status: 402, body: { error: { message: words } } });
    await vscode.openFile('notes.md'); // so that its folder is known
    const before = ownLog(vscode).split('Forged').length; // other tests have logged them, too
    await generate(vscode, 'an entry');
    await vscode.toast('via Google AI Studio');
    await eventually('the words are in the log', () => ownLog(vscode).split('Forged').length > before);
    const log = ownLog(vscode);
    assert.doesNotMatch(log, /^2026-01-01/m);
    assert.doesNotMatch(log, hidden);
  });

  attack('that were a prompt stay the words of a picture that is inserted', async () => {
    const { vscode } = world();
    await vscode.openFile('notes.md');
    await generate(vscode, '![x](command:evil) <b title=" `id` {{y}} $(zap)');
    await vscode.toast('Saved');
    await vscode.clickToast('Insert at Cursor');
    await vscode.page.locator('.view-line', { hasText: '![!' }).waitFor();
    const text = (await vscode.editorText('](assets/x-command-evil')).replaceAll('\n', '');
    assert.match(
      text,
      /^!\[!\\\[x\\\]&#40;command:evil\) &lt;b title=" 'id' &#123;&#123;y&#125;&#125; \\\$\(zap\)\]\(assets\/x-command-evil/,
    );
    await vscode.runCommand('File: Revert File');
  });
});

/** All that Dualtrack has logged. */
function ownLog({ userDataDir }: VsCode): string {
  const logs = path.join(userDataDir, 'logs');
  return fs
    .readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('Dualtrack.log'))
    .map((file) => fs.readFileSync(path.join(logs, file), 'utf8'))
    .join('\n');
}

async function reload(vscode: VsCode): Promise<void> {
  await vscode.reloadByCommand();
  await knowsItsFolders(vscode);
}

/** A window that is drawn may still know of no folder, and then none is asked about. */
async function knowsItsFolders(vscode: VsCode): Promise<void> {
  await vscode.page.locator('.explorer-viewlet .monaco-list-row[aria-label^="site"]').waitFor();
}
