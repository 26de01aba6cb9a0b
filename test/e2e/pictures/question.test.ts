import assert from 'node:assert/strict';
import { errors } from 'playwright-core';
import type { World } from '../world';
import { eachAfresh, explainFailures, generate, setKeys, startWorld } from '../world';

describe('a question about money', () => {
  let world: World;

  before(async () => {
    world = await startWorld();
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);

  /** Its button is there under the mouse only: once more, where the message has moved or gone out of sight. */
  const closeToast = async (text: string): Promise<void> => {
    const { page } = world.vscode;
    const toast = page.locator('.notification-list-item').filter({ hasText: text, visible: true });
    for (let left = 4; ; left -= 1) {
      await world.vscode.toast(text);
      try {
        await toast.hover({ timeout: 5_000 });
        return await toast.locator('.codicon-notifications-clear').click({ timeout: 5_000 });
      } catch (error) {
        if (left === 0 || !(error instanceof errors.TimeoutError)) throw error;
      }
    }
  };

  it('stands alone while it is asked, and can be asked again once it was closed', async () => {
    const { vscode, relay, studio } = world;
    relay.script({ do: 'cut' });
    await generate(vscode, 'a cut kite');
    const { text, buttons } = await vscode.toast('may already have charged');
    assert.deepEqual(buttons, ['Pay $0.067 at Google AI Studio', 'Don’t Pay Again']);
    assert.doesNotMatch(text, /aborted/);
    const progress = vscode.page
      .locator('.notification-list-item')
      .filter({ hasText: 'Generate Image', visible: true });
    await progress.waitFor({ state: 'detached' });
    await vscode.screenshot('question');
    await closeToast('may already have charged');
    const waiting = await vscode.toast('Generate Image: Waiting for your answer. Show the Question');
    assert.deepEqual(waiting.buttons, []);
    await vscode.screenshot('question-closed');
    await progress.getByText('Show the Question').click();
    await vscode.toast('may already have charged');
    await progress.waitFor({ state: 'detached' });
    await closeToast('may already have charged');
    await vscode.runCommand('Dualtrack: Show Open Question');
    await vscode.clickToast('Pay $0.067 at Google AI Studio');
    await vscode.toast('Saved assets/a-cut-kite.jpg via Google AI Studio');
    assert.equal(studio.paidCount(), 1);
    await vscode.runCommand('Dualtrack: Show Open Question');
    await vscode.toast('No question is open.');
  });

  it('has two answers in the panel, and no spinner, seconds or Cancel beside them', async () => {
    const { vscode, relay, studio } = world;
    relay.script({ do: 'cut' });
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await vscode.webviewFrame('Dualtrack');
    await page.getByLabel('Prompt').fill('a cut boat');
    await page.getByRole('button', { name: 'Generate' }).click();
    const job = page.locator('.job');
    await job.getByRole('button', { name: 'Pay $0.067 at Google AI Studio' }).waitFor();
    assert.deepEqual(await job.locator('vscode-button').allInnerTexts(), [
      'Pay $0.067 at Google AI Studio',
      'Don’t Pay Again',
    ]);
    assert.equal(await job.locator('.codicon-loading').count(), 0);
    assert.equal(await job.locator('.codicon-warning').count(), 1);
    assert.equal((await job.locator('.job-status').innerText()).trim(), 'Waiting for your answer.');
    await vscode.screenshot('question-panel');
    await job.getByRole('button', { name: 'Don’t Pay Again' }).click();
    await page.locator('.failed-job').getByText('APIYI may have charged $0.055').waitFor();
    assert.equal(studio.requests.length, 0);
  });
});
