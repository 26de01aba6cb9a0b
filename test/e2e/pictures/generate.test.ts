import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readImage } from '../../../src/core/pictures/imageBytes';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import {
  dismissQuestion,
  eachAfresh,
  filesIn,
  generate,
  explainFailures,
  relayKey,
  setKeys,
  startWorld,
  studioKey,
} from '../world';

describe('the packaged extension, as a person uses it', () => {
  let world: World;
  const root = (): string => world.vscode.folders[0] ?? assert.fail();

  before(async () => {
    world = await startWorld({
      folders: { project: { 'notes.md': 'a small red boat on a calm lake\n', 'docs/page.html': '<p></p>\n' } },
    });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);

  const paid = (): number => world.relay.paidCount() + world.studio.paidCount();

  it('makes a picture from the palette, byte for byte as it came', async () => {
    const { vscode, relay } = world;
    await generate(vscode, 'a lighthouse at dawn');
    const { text, buttons } = await vscode.toast('Saved');
    assert.match(text, /Saved assets\/a-lighthouse-at-dawn\.jpg via APIYI \(\$0\.055\)\./);
    assert.deepEqual(buttons, ['Open', 'Insert at Cursor', 'Copy Path']);
    const bytes = fs.readFileSync(path.join(root(), 'assets/a-lighthouse-at-dawn.jpg'));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), relay.pictures.at(-1)?.sha256);
    assert.deepEqual([readImage(bytes)?.width, readImage(bytes)?.height], [1024, 1024]);
    assert.equal(paid(), 1);
    await vscode.screenshot('palette-saved');
  });

  it('lets the second route deliver when the first is overloaded, names both, and pays once', async () => {
    const { vscode, relay, studio } = world;
    relay.script({ do: 'error', error: 'overloaded' }, { times: Infinity });
    await generate(vscode, 'a windmill');
    const { text } = await vscode.toast('Saved');
    assert.match(text, /via Google AI Studio .*APIYI failed: overloaded\./);
    assert.deepEqual([relay.paidCount(), studio.paidCount()], [0, 1]);
    assert.ok(filesIn(root()).includes('a-windmill.jpg'));
    await vscode.screenshot('failover');
  });

  it('makes a picture from selected text, shown for editing first, and links it at the cursor', async () => {
    const { vscode } = world;
    await vscode.openFile('notes.md');
    await vscode.selectAllAndContextMenu('Generate Image from Selection');
    const box = vscode.page.locator('.quick-input-widget input.input').filter({ visible: true });
    await vscode.question('Generate Image');
    assert.equal(await box.inputValue(), 'a small red boat on a calm lake');
    await vscode.screenshot('selection');
    await box.press('Enter');
    await vscode.toast('Saved assets/a-small-red-boat-on-a-calm-lake.jpg');
    await vscode.clickToast('Insert at Cursor');
    const inserted = /!\[a small red boat on a calm lake\]\(assets\/a-small-red-boat/;
    assert.match(await vscode.editorText(inserted), inserted);
    assert.equal(paid(), 1);
    await vscode.runCommand('File: Revert File');
  });

  it('makes a picture in the panel and shows it there', async () => {
    const { vscode, relay, studio } = world;
    relay.script({ do: 'status', status: 502, body: 'upstream' }, { times: Infinity });
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await vscode.webviewFrame('Dualtrack');
    await page.getByText('assets/ in project').waitFor();
    await page.getByLabel('Prompt').fill('a fox in the snow');
    await page.getByRole('button', { name: 'Generate' }).click();
    const picture = page.getByRole('img', { name: 'a fox in the snow' }).first();
    await picture.waitFor();
    const width = `(async (img) => (await img.decode(), img.naturalWidth))(document.querySelector('img[alt="a fox in the snow"]'))`;
    assert.equal(await page.evaluate(width), 512); // a thumbnail
    await page
      .getByText(/via Google AI Studio .*APIYI failed: a fault of the service/s)
      .first()
      .waitFor();
    const text = await page.locator('body').innerText();
    assert.match(text, /assets\/a-fox-in-the-snow\.jpg/);
    assert.match(text, /via Google AI Studio .*APIYI failed: a fault of the service/s);
    assert.deepEqual([relay.paidCount(), studio.paidCount()], [0, 1]);
    await vscode.screenshot('panel');
  });

  it('keeps what was typed when the command is run once more, and when it is called off', async () => {
    const { vscode } = world;
    const typed = async (): Promise<string> => (await vscode.question('Generate Image')).value;
    const box = vscode.page.locator('.quick-input-widget input.input').filter({ visible: true });
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.question('Generate Image');
    await box.fill('half a thought');
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.equal(await typed(), 'half a thought');
    await box.press('Escape');
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.equal(await typed(), 'half a thought');
    await box.fill('');
    await box.press('Escape');
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.equal(await typed(), '');
    await box.press('Escape');
  });

  it('changes model, size and ratio in the same flow and remembers them', async () => {
    const { vscode, studio, relay } = world;
    const change = async (...choices: readonly string[]): Promise<void> => {
      await vscode.page.locator('.quick-input-widget [aria-label="Change model, size or aspect ratio"]').click();
      for (const choice of choices) await vscode.pickItem(choice);
    };
    relay.script({ do: 'error', error: 'overloaded' }, { times: Infinity });
    await vscode.runCommand('Dualtrack: Generate Image…');
    const { message } = await vscode.question('Generate Image');
    assert.match(message, /Nano Banana 2 · 1K · 1:1 · about \$0\.055 · APIYI → Google AI Studio · assets\/ in project/);
    await change('Nano Banana Pro', '2K', '16:9');
    await vscode.answerInput('a wide valley', 'Nano Banana Pro · 2K · 16:9');
    await vscode.toast('Saved assets/a-wide-valley.jpg');
    const image = readImage(fs.readFileSync(path.join(root(), 'assets/a-wide-valley.jpg')));
    assert.deepEqual([image?.width, image?.height], [2752, 1536]);
    assert.match(studio.paidRequests[0]?.path ?? '', /gemini-3-pro-image:generateContent/);
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.match((await vscode.question('Generate Image')).message, /Nano Banana Pro · 2K · 16:9/);
    await change('Nano Banana 2', '1K', '1:1'); // and back, for the tests to come
    await vscode.question(/Nano Banana 2 · 1K · 1:1/);
    await dismissQuestion(vscode, 'Generate Image');
  });

  it('never shows a key: not in logs, settings, messages, storage or the page; nor a prompt in its log', async () => {
    const { vscode, relay, studio } = world;
    await generate(vscode, 'a valley');
    await vscode.toast('Saved assets/a-valley.jpg');
    // services that echo the key they were given
    relay.script({
      do: 'status',
      status: 403,
      body: { error: { message: `Key ${relayKey} is suspended: no "a tower"` } },
    });
    studio.script({ do: 'status', status: 400, body: { error: { code: 400, message: `Bad key ${studioKey}` } } });
    await generate(vscode, 'a tower');
    const { text } = await vscode.toast(/No picture|None of/);
    const log = (): string => allFiles(path.join(vscode.userDataDir, 'logs'), 'Dualtrack.log').join('\n');
    await eventually('the log tells of both routes', () => ['apiyi', 'studio'].every((id) => isFailed(id).test(log())));
    await vscode.runCommand('Dualtrack: Show Log');
    await vscode.page.locator('.part.panel .view-line', { hasText: 'failed' }).first().waitFor();
    const page = await vscode.page.content();
    const panel = await vscode.page.locator('body').innerText();
    const stored = allFiles(vscode.userDataDir).concat(allFiles(root()));
    const places = [text, page, panel, vscode.logs(), ...stored];
    assert.ok(relay.requests.some((request) => JSON.stringify(request.headers).includes(relayKey)));
    for (const key of [relayKey, studioKey]) {
      assert.ok(!places.some((place) => place.includes(key)));
    }
    assert.match(text, /\[key\]/);
    const logs = log();
    assert.match(logs, /failed: .* is suspended: no "\[prompt\]"/);
    assert.match(logs, /Saved picture [0-9a-f-]{36}: image\/\w+ \d+x\d+, \d+ bytes, via /);
    assert.doesNotMatch(logs, /tower|valley/i);
  });
});

/** The line of the log that says so of a route. */
function isFailed(id: string): RegExp {
  return new RegExp(` ${id}: \\S+ failed: `);
}

/** The contents of every file below a folder, or of those whose name ends so. */
function allFiles(folder: string, end = ''): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => file.endsWith(end) && fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .map(contentOf);
}

/** '' where it is gone meanwhile, such as a journal of the database. */
function contentOf(file: string): string {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
