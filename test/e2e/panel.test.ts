import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { World } from './world';
import { choosePictures, clearToasts, explainFailures, filesIn, setKeys, startWorld } from './world';

describe('the image panel', () => {
  let world: World;
  let page: Frame;

  before(async () => {
    world = await startWorld({ settings: { 'dualtrack.timeBudget': 30 } });
    await setKeys(world);
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    page = await world.vscode.webviewFrame('Dualtrack');
  });
  after(() => world.close());
  beforeEach(() => {
    world.relay.reset();
    world.studio.reset();
  });
  explainFailures(() => world);

  async function ask(prompt: string, count = 1): Promise<void> {
    await page.getByLabel('Prompt').fill(prompt);
    await choosePictures(page, count);
    await page.getByRole('button', { name: 'Generate' }).click();
  }

  it('makes several pictures of one prompt, each its own job; one that fails harms no other', async () => {
    const { relay, studio } = world;
    relay.script({ do: 'noPicture', how: 'promptBlocked' });
    await ask('a row of trees', 3);
    await page.getByText('the content was refused').waitFor();
    await page.getByRole('img', { name: 'a row of trees' }).nth(1).waitFor();
    assert.equal(filesIn(world.vscode.folders[0]).filter((name) => name.startsWith('a-row-of-trees')).length, 2);
    assert.equal(relay.paidRequests.length, 3);
    assert.equal(studio.requests.length, 0);
    await world.vscode.screenshot('panel-batch');
  });

  it('ends all jobs at once', async () => {
    const { relay } = world;
    relay.script({ do: 'hang', when: 'beforeHeaders' }, { times: 2 });
    await ask('a long wait', 2);
    await relay.arrived(2);
    await page.getByRole('button', { name: 'Cancel All' }).click();
    await Promise.all(relay.paidRequests.map(({ closed }) => closed));
    await page.getByText('Cancelled.').waitFor();
  });

  it('keeps a question about money open after its message was closed, and takes the answer', async () => {
    const { vscode, relay, studio } = world;
    relay.script({ do: 'cut' });
    await ask('a broken bridge');
    await vscode.toast('may already have charged');
    await clearToasts(vscode);
    await page.locator('.job-status', { hasText: 'Waiting for your answer.' }).waitFor();
    await vscode.screenshot('panel-question');
    assert.equal(studio.requests.length, 0);
    await page.getByRole('button', { name: 'Try Google AI Studio' }).click();
    await page.getByRole('img', { name: 'a broken bridge' }).waitFor();
    assert.equal(studio.paidCount(), 1);
  });

  it('asks once for all pictures of a click, and the answer holds for each', async () => {
    const { vscode, relay, studio } = world;
    await clearToasts(vscode);
    await vscode.reload(); // the relay is well again
    page = await vscode.webviewFrame('Dualtrack');
    relay.script({ do: 'cut' }, { times: 2 });
    await ask('two broken bridges', 2);
    await page.locator('.job-status', { hasText: 'Waiting for your answer.' }).nth(1).waitFor();
    const asked = (await vscode.shownToasts()).filter((text) => text.includes('may already have charged'));
    assert.equal(asked.length, 1, asked.join('\n'));
    assert.match(asked[0] ?? '', /bills a picture that was begun.*for each of the 2 pictures/);
    await page.getByRole('button', { name: 'Try Google AI Studio' }).first().click();
    await page.getByRole('img', { name: 'two broken bridges' }).nth(1).waitFor();
    assert.equal(studio.paidCount(), 2);
  });

  it('is left alone by a palette job that uses one route only, by the user’s choice', async () => {
    const { vscode, relay, studio } = world;
    studio.script({ do: 'error', error: 'internal' }, { times: Infinity });
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.page.locator('.quick-input-widget [aria-label="Use one route only, this time"]').click();
    await vscode.pickItem('Google AI Studio');
    await vscode.question(/1:1 · about \$0\.067 · Google AI Studio/);
    await vscode.answerInput('only this way', 'Generate Image');
    await vscode.clickToast('Cancel', 'Trying again');
    await vscode.toast('Cancelled.');
    assert.ok(studio.requests.length > 0);
    assert.equal(relay.requests.length, 0);
  });
});
