import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import type { World } from '../world';
import {
  choosePictures,
  clearToasts,
  eachAfresh,
  explainFailures,
  filesIn,
  generate,
  reloadEmpty,
  setKeys,
  startWorld,
} from '../world';

describe('the image panel', () => {
  let world: World;
  let page: Frame;

  before(async () => {
    world = await startWorld({ settings: { 'dualtrack.timeBudget': 120 } });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  beforeEach(async () => {
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    page = await world.vscode.webviewFrame('Dualtrack');
  });

  async function ask(prompt: string, count = 1): Promise<void> {
    await page.getByLabel('Prompt').fill(prompt);
    await choosePictures(page, count);
    await page.getByRole('button', { name: 'Generate' }).click();
  }

  it('makes several pictures of one prompt, each its own job; one that fails harms no other', async () => {
    const { relay, studio } = world;
    relay.script({ do: 'noPicture', how: 'promptBlocked' });
    await ask('a row of trees', 3);
    const notice = page.locator('.notice');
    const failed = page.locator('.failed-job');
    await notice.getByText('2 of 3 pictures saved via APIYI ($0.11).', { exact: true }).waitFor();
    await failed.getByText('APIYI may have charged $0.055.').waitFor();
    await failed.getByText('APIYI refused this prompt because of content rules').waitFor();
    await page.getByRole('img', { name: 'a row of trees' }).nth(1).waitFor();
    assert.equal(await notice.count(), 1);
    assert.equal(await notice.getByText('refused').count(), 0, 'told twice');
    await failed.getByRole('button', { name: 'Edit Prompt' }).waitFor();
    assert.equal(filesIn(world.vscode.folders[0]).filter((name) => name.startsWith('a-row-of-trees')).length, 2);
    assert.equal(relay.paidRequests.length, 3);
    assert.equal(studio.requests.length, 0);
    await world.vscode.screenshot('panel-batch');
  });

  it('has a tile for a picture that failed, with its reason, while others of its click go on and until it is dismissed', async () => {
    const { relay } = world;
    let release = (): void => undefined;
    const after = new Promise<void>((resolve) => (release = resolve));
    relay.script({ do: 'noPicture', how: 'promptBlocked' });
    relay.script({ do: 'answer', after });
    await ask('two lanterns', 2);
    const failed = page.locator('.failed-job');
    await failed.getByText('APIYI may have charged $0.055.').waitFor();
    assert.match(await failed.innerText(), /APIYI refused this prompt because of content rules.*of 2/s);
    assert.equal(await failed.locator('.codicon-modifier-spin').count(), 0);
    assert.deepEqual(await failed.locator('vscode-button').allInnerTexts(), ['Edit Prompt', 'Settle…', 'Dismiss']);
    assert.equal(await page.locator('.job').count(), 2);
    await world.vscode.screenshot('panel-one-failed');
    release();
    await page.locator('.notice').getByText('1 of 2 pictures saved via APIYI ($0.055).', { exact: true }).waitFor();
    assert.equal(await failed.count(), 1);
    await failed.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await failed.waitFor({ state: 'detached' });
  });

  it('has one tile for eight that failed for the same reason, until the same is asked for again', async () => {
    const { relay, vscode } = world;
    relay.script({ do: 'noPicture', how: 'promptBlocked' }, { times: 8 });
    await ask('eight lanterns', 8);
    const failed = page.locator('.failed-job');
    await failed.locator('.job-part', { hasText: '8 pictures' }).waitFor();
    await page.locator('.job:not(.failed-job)').first().waitFor({ state: 'detached' });
    await vscode.screenshot('panel-eight-failed');
    assert.equal(await failed.count(), 1);
    assert.match(await failed.innerText(), /the prompt was refused\. APIYI may have charged \$0\.44\./);
    assert.equal(await page.locator('.notice').count(), 0);
    await page.locator('[aria-live]', { hasText: 'the prompt was refused' }).waitFor({ state: 'attached' });
    relay.reset();
    await ask('eight lanterns', 1);
    await page.getByRole('img', { name: 'eight lanterns' }).waitFor();
    assert.equal(await failed.count(), 0);
  });

  it('shows a job as a tile, with what failed before and that it was free', async () => {
    const { relay, studio } = world;
    relay.script({ do: 'error', error: 'credit' });
    let release = (): void => undefined;
    const after = new Promise<void>((resolve) => (release = resolve));
    studio.script({ do: 'answer', after });
    await ask('a narrow lane');
    const job = page.locator('.job');
    await job.getByText(/^APIYI: .+, nothing charged$/).waitFor();
    assert.match(await job.locator('.job-status').innerText(), /^Google AI Studio: Nano Banana 2… \d+ s$/);
    assert.equal(await job.locator('.job-prompt').innerText(), 'a narrow lane');
    await world.vscode.screenshot('panel-tile');
    release();
    await job.waitFor({ state: 'detached' });
  });

  it('tells the sum before the click, numbers the pictures while they run, and sums them up once all have come', async () => {
    const { relay } = world;
    let release = (): void => undefined;
    const after = new Promise<void>((resolve) => (release = resolve));
    relay.script({ do: 'answer', after }, { times: 4 });
    await choosePictures(page, 4);
    await page.locator('.price', { hasText: 'about 4 × $0.055 = $0.22' }).waitFor();
    await ask('a flock of birds', 4);
    await page.locator('.job-part', { hasText: '4 of 4' }).waitFor();
    assert.deepEqual(await page.locator('.job-part').allInnerTexts(), ['1 of 4', '2 of 4', '3 of 4', '4 of 4']);
    await world.vscode.screenshot('panel-numbered');
    assert.equal(await page.locator('.notice').count(), 0);
    release();
    await page.getByText('4 pictures saved via APIYI ($0.22).').waitFor();
    await world.vscode.screenshot('panel-summed-up');
  });

  it('ends all jobs at once', async () => {
    const { relay } = world;
    relay.script({ do: 'hang', when: 'beforeHeaders' }, { times: 2 });
    await ask('a long wait', 2);
    await relay.arrived(2);
    await page.getByRole('button', { name: 'Cancel All' }).click();
    await Promise.all(relay.paidRequests.map(({ closed }) => closed));
    await page.getByText('Cancelled. APIYI may have charged $0.11.').waitFor();
  });

  it('asks once about the money of a click, keeps that open after its message was closed, and takes the answer', async () => {
    const { vscode, relay, studio } = world;
    relay.script({ do: 'cut' }, { times: 2 });
    await ask('two broken bridges', 2);
    await page.locator('.job-status', { hasText: 'Waiting for your answer.' }).nth(1).waitFor();
    await vscode.toast('may already have charged'); // in sight yet
    const asked = (await vscode.shownToasts()).filter((text) => text.includes('may already have charged'));
    assert.equal(asked.length, 1, asked.join('\n'));
    assert.match(
      asked[0] ?? '',
      /charged up to \$0\.11 .*once it has started.* for up to \$0\.134\?.*to all of the 2 pictures/,
    );
    await clearToasts(vscode);
    await page.locator('.job-status', { hasText: 'Waiting for your answer.' }).nth(1).waitFor();
    await vscode.screenshot('panel-question');
    assert.equal(studio.requests.length, 0);
    await page.getByRole('button', { name: 'Pay up to $0.134 for 2 Pictures at Google AI Studio' }).first().click();
    await page.getByRole('img', { name: 'two broken bridges' }).nth(1).waitFor();
    assert.equal(studio.paidCount(), 2);
  });

  it('is left alone by a palette job that uses one route only, by the user’s choice', async () => {
    const { vscode, relay, studio } = world;
    studio.script({ do: 'error', error: 'internal' }, { times: Infinity });
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.page.locator('.quick-input-widget [aria-label="Use one route only, this time"]').click();
    await vscode.pickItem('Google AI Studio');
    await vscode.question(/1:1 · \$0\.067 to \$0\.14 · Google AI Studio/);
    await vscode.answerInput('only this way', 'Generate Image');
    await vscode.clickToast('Cancel', /Nothing was charged\. Retrying in \d+ s; giving up in \d+ s$/);
    await vscode.toast('Cancelled.');
    assert.ok(studio.requests.length > 0);
    assert.equal(relay.requests.length, 0);
  });

  it('goes on as it is when a picture comes from another folder, and is told no more the more there are', async () => {
    await openAnew();
    await page.evaluate(`
      globalThis.stays = true;
      globalThis.sizes = [];
      window.addEventListener('message', ({ data }) => data.type === 'state' && sizes.push(JSON.stringify(data).length));
    `);
    for (const [index, folder] of ['assets', 'art/new', 'assets'].entries()) {
      const prompt = `gate ${index}`;
      await setFolder(folder, index % 2 === 0);
      await ask(prompt);
      await page.getByLabel('Prompt').fill('half a thought');
      await isShown(prompt);
      await page.locator(`.file[title="${folder}/gate-${index}.jpg"]`).waitFor();
      assert.equal(await page.evaluate('globalThis.stays'), true);
      assert.equal(await page.getByLabel('Prompt').inputValue(), 'half a thought');
    }
    assert.ok((await page.evaluate<number>('Math.max(...sizes)')) < 6_000);
    const more = await page.evaluate<number>('sizes.at(-1) - sizes[0]');
    assert.ok(more < 1_000, String(more));
  });

  it('shows thumbnails, and the name of a picture that there is none of', async () => {
    const { vscode } = world;
    await reloadEmpty(vscode);
    for (const prompt of ['a kept lamp', 'a lost lamp']) {
      await generate(vscode, prompt);
      await vscode.toast(`Saved assets/${prompt.replaceAll(' ', '-')}.jpg`);
      await clearToasts(vscode);
    }
    const thumbnails = path.join(vscode.userDataDir, 'User/globalStorage/dualtrack.dualtrack/thumbnails');
    fs.rmSync(thumbnails, { recursive: true, force: true }); // the emulator makes the same pictures again and again
    fs.writeFileSync(path.join(vscode.folders[0] ?? '', 'assets/a-lost-lamp.jpg'), 'no picture any more');
    await vscode.runCommand('Dualtrack: Open Image Panel');
    page = await vscode.webviewFrame('Dualtrack');
    await isShown('a kept lamp');
    await page.getByText('No preview of assets/a-lost-lamp.jpg').waitFor();
    assert.equal(await page.getByRole('img', { name: 'a lost lamp' }).count(), 0);
    const src = await page.getByRole('img', { name: 'a kept lamp' }).getAttribute('src');
    assert.match(src ?? '', /\/thumbnails\/[0-9a-f]{64}-\d+\.jpg$/);
    for (const theme of ['light', 'dark'] as const) {
      await vscode.setTheme(theme);
      await vscode.screenshot(`panel-thumbnails-${theme}`);
    }
  });

  /** Settings are read some time after they are written: the order of the routes, which is seen, tells that they were. */
  async function setFolder(folder: string, isRelayFirst: boolean): Promise<void> {
    const { vscode, relay, studio } = world;
    const routes = [
      { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url },
      { id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url },
    ];
    vscode.changeSettings({
      'dualtrack.routes': isRelayFirst ? routes : routes.toReversed(),
      'dualtrack.assetsFolder': folder,
    });
    const order = isRelayFirst ? 'APIYI → Google AI Studio' : 'Google AI Studio → APIYI';
    await page.locator('#route .select-face', { hasText: order }).waitFor();
    await page.locator('.terms', { hasText: `${folder}/ in` }).waitFor();
  }

  /** With the pictures of the tests before gone. The panel is closed before: VS Code would bring it back beside the new one. */
  async function openAnew(): Promise<void> {
    const { vscode } = world;
    await clearToasts(vscode);
    await reloadEmpty(vscode);
    await vscode.runCommand('Dualtrack: Open Image Panel');
    page = await vscode.webviewFrame('Dualtrack');
    await page.getByRole('button', { name: 'Generate' }).waitFor();
  }

  /** A thumbnail, which was loaded. */
  async function isShown(prompt: string): Promise<void> {
    await page.getByRole('img', { name: prompt }).waitFor();
    const width = `(async (img) => (await img.decode(), img.naturalWidth))(document.querySelector('img[alt="${prompt}"]'))`;
    assert.equal(await page.evaluate(width), 512);
  }
});
