import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { World } from '../world';
import { eachAfresh, explainFailures, generate, setKeys, startWorld } from '../world';

const page = `import { a } from './a';

export function Page() {
  return (
    <main>
      HERE
    </main>
  );
}
`;

describe('a picture goes into the file where the cursor is', () => {
  let world: World;

  before(async () => {
    world = await startWorld({
      folders: {
        project: {
          'notes.md': 'First line.\n\nSecond line.\n\nThird line.\n',
          'behind.md': 'First line.\n\nSecond line.\n',
          'locked.md': 'Nobody may change this.\n',
          'hero.ts': 'const hero = "REPLACEME";\n',
          'art.py': '# TODO: a small red boat\nhero = 1\n',
          'site/package.json': '{ "devDependencies": { "vite": "8.0.0" } }\n',
          'site/page.tsx': page,
        },
      },
      settings: { 'files.readonlyInclude': { '**/locked.md': true }, '[markdown]': { 'editor.wordWrap': 'off' } },
    });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);

  async function openPanel(): Promise<Frame> {
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    return world.vscode.webviewFrame('Dualtrack');
  }

  /** Makes a picture in the panel and presses its *Insert at Cursor*. */
  async function makeAndInsert(panel: Frame, prompt: string): Promise<void> {
    await panel.getByLabel('Prompt').fill(prompt);
    await panel.getByRole('button', { name: 'Generate' }).click();
    await panel.getByRole('img', { name: prompt }).waitFor();
    await panel.getByRole('button', { name: 'Insert at Cursor' }).first().click();
  }

  async function cursorAtEndOf(text: string): Promise<void> {
    await world.vscode.page.locator('.view-line', { hasText: text }).first().click();
    await world.vscode.page.keyboard.press('End');
  }

  /** Does something that the status bar tells of, for three seconds only. */
  async function tellsInPassing(text: string, act: () => Promise<void>): Promise<void> {
    const { page: window } = world.vscode;
    await window.evaluate(`
      globalThis.told = '';
      new MutationObserver(() => {
        told += document.querySelector('.part.statusbar').textContent;
      }).observe(document.querySelector('.part.statusbar'), { subtree: true, childList: true, characterData: true });
    `);
    await act();
    await window.waitForFunction(`told.includes(${JSON.stringify(text)})`);
  }

  const line = (text: string): Promise<void> =>
    world.vscode.page.locator('.view-line', { hasText: text }).first().waitFor();

  it('from the panel, which opens beside the file', async () => {
    const { vscode } = world;
    await vscode.openFile('notes.md');
    await cursorAtEndOf('Second line.');
    const panel = await openPanel();
    await vscode.page.locator('.editor-group-container').nth(1).waitFor();
    await vscode.screenshot('panel-beside');
    await makeAndInsert(panel, 'a fox beside');
    await line('![a');
    await vscode.runCommand('View: Focus First Editor Group');
    const text = 'First line.\n\nSecond line.\n\n![a fox beside](assets/a-fox-beside.jpg)\n\nThird line.\n';
    assert.equal(await vscode.editorText(text), text);
  });

  it('from the panel in front of the file, which comes back with its cursor', async () => {
    const { vscode } = world;
    await openPanel();
    await vscode.openFile('behind.md'); // in the same group, since that was the only one
    await cursorAtEndOf('First line.');
    const panel = await openPanel();
    assert.equal(await vscode.page.locator('.editor-group-container').count(), 1);
    await makeAndInsert(panel, 'a fox behind');
    await line('![a');
    const text = /^First line\.\n\n!\[a fox behind\]\(assets\/a-fox-behind\.jpg\)\n\nSecond/;
    assert.match(await vscode.editorText(text), text);
  });

  it('or its link is copied, where no file is open or the one that is open is read-only', async () => {
    const { vscode } = world;
    const panel = await openPanel();
    await makeAndInsert(panel, 'a fox alone');
    const { buttons } = await vscode.toast('No text file is open');
    assert.deepEqual(buttons, ['Copy Link']);
    await vscode.screenshot('insert-nowhere');
    await tellsInPassing('Link copied', () => vscode.clickToast('Copy Link'));
    await vscode.openFile('locked.md');
    await generate(vscode, 'a locked fox');
    await vscode.clickToast('Insert at Cursor', 'Saved');
    await vscode.toast('locked.md is read-only');
    assert.equal(await vscode.editorText(), 'Nobody may change this.\n');
  });

  it('as an import and an element where something builds the project, in one step that can be undone', async () => {
    const { vscode } = world;
    await vscode.openFile('site/page.tsx');
    await cursorAtEndOf('HERE');
    for (let left = 4; left > 0; left -= 1) await vscode.page.keyboard.press('Backspace');
    await generate(vscode, 'a fox');
    await vscode.clickToast('Insert at Cursor', 'Saved');
    await line('import aFox');
    const text = await vscode.editorText('<img src={aFox} alt="a fox" />');
    assert.match(text, /^import \{ a \} from '\.\/a';\nimport aFox from '\.\.\/assets\/a-fox\.jpg';\n\nexport/);
    assert.match(text, /<main>\n\s+<img src=\{aFox\} alt="a fox" \/>\n/);
    await vscode.screenshot('insert-import');
    await cursorAtEndOf('<main>');
    await vscode.page.keyboard.press('Control+Z');
    await vscode.page.locator('.view-line', { hasText: 'aFox' }).first().waitFor({ state: 'detached' });
  });

  it('behind the comment that was selected, whose words without signs are the prompt, with the cursor behind it', async () => {
    const { vscode } = world;
    await vscode.openFile('art.py');
    await vscode.page.locator('.view-line', { hasText: 'TODO' }).first().click();
    await vscode.page.keyboard.press('Home');
    await vscode.page.keyboard.press('Shift+End');
    await vscode.runCommand('Dualtrack: Generate Image from Selection');
    const { value } = await vscode.answerInput('a large red boat', 'Generate Image');
    assert.equal(value, 'a small red boat');
    await vscode.clickToast('Insert at Cursor', 'Saved assets/a-large-red-boat.jpg'); // by what was sent
    await line('assets/a-large');
    const inserted = /^# TODO: a small red boat\n"assets\/a-large-red-boat\.jpg"\nhero = 1\n/;
    assert.match(await vscode.editorText(inserted), inserted);
    // the cursor is put there after the text
    await vscode.page.locator('.statusbar-item', { hasText: /Ln 2, Col 30$/ }).waitFor();
    await vscode.runCommand('View: Focus First Editor Group');
    await vscode.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await vscode.page.keyboard.type(' # and what is typed');
    const typed = /^# TODO: a small red boat\n"[^"]*boat\.jpg" # and what is typed\nhero = 1\n/;
    assert.match(await vscode.editorText(typed), typed);
  });

  it('instead of a string that was selected as a whole', async () => {
    const { vscode } = world;
    await vscode.openFile('hero.ts');
    await cursorAtEndOf('REPLACEME');
    await vscode.page.keyboard.press('ArrowLeft'); // before the semicolon
    for (let left = '"REPLACEME"'.length; left > 0; left -= 1) await vscode.page.keyboard.press('Shift+ArrowLeft');
    await generate(vscode, 'a hero');
    await vscode.clickToast('Insert at Cursor', 'Saved');
    await line('assets/a-hero');
    const text = 'const hero = "assets/a-hero.jpg";\n';
    assert.equal(await vscode.editorText(text), text);
  });

  it('and is told as saved only when nothing offers to cancel it any more', async () => {
    const { vscode, relay } = world;
    const { promise, resolve } = Promise.withResolvers<void>();
    relay.script({ do: 'answer', after: promise });
    await vscode.page.evaluate(`
      globalThis.both = [];
      new MutationObserver(() => {
        const messages = [...document.querySelectorAll('.notification-list-item')].map((item) => item.innerText);
        const cancel = messages.find((text) => /\\bCancel\\b/.test(text));
        const isSaved = messages.some((text) => text.includes('Saved assets'));
        if (cancel !== undefined && (isSaved || cancel.includes('Saving'))) both.push(messages.join(' | '));
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    `);
    await generate(vscode, 'a quick fox');
    const { buttons } = await vscode.toast('APIYI');
    assert.deepEqual(buttons, ['Cancel']);
    resolve();
    await vscode.toast('Saved assets/a-quick-fox.jpg');
    assert.deepEqual(await vscode.page.evaluate('both'), []);
  });
});
