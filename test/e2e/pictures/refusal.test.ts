import assert from 'node:assert/strict';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import { choosePictures, eachAfresh, explainFailures, setKeys, startWorld } from '../world';

describe('a prompt that is refused', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ settings: { 'dualtrack.timeBudget': 60 } });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  beforeEach(() => world.relay.script({ do: 'noPicture', how: 'promptBlocked' }));

  it('is told in words, and comes back to be changed, with its options', async () => {
    const { vscode, studio } = world;
    const only = /about \$0\.055 · APIYI [·(]/;
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.page.locator('.quick-input-widget [aria-label="Use one route only, this time"]').click();
    await vscode.pickItem('APIYI');
    await vscode.question(only);
    await vscode.answerInput('a refused fox', 'Generate Image');
    const { text, buttons } = await vscode.toast('No picture: the prompt was refused.');
    assert.match(text, /APIYI refused this prompt because of content rules\. These are the model’s own rules/);
    assert.doesNotMatch(text, /\(200\)|[A-Z]+_[A-Z]+/);
    assert.deepEqual(buttons, ['Edit Prompt', 'Settle…', 'Show Log']);
    await vscode.screenshot('refused');
    await vscode.clickToast('Edit Prompt');
    const { value } = await vscode.question(only);
    assert.equal(value, 'a refused fox');
    await vscode.answerInput('a gentle fox', 'Generate Image');
    await vscode.toast('Saved assets/a-gentle-fox');
    assert.equal(studio.requests.length, 0);
  });

  it('comes back into the panel, with its options and how many pictures it was for', async () => {
    const { vscode } = world;
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await vscode.webviewFrame('Dualtrack');
    await page.getByLabel('Prompt').fill('a refused owl');
    await page.getByRole('button', { name: 'Generate' }).click();
    const failed = page.locator('.failed-job');
    await failed.getByText('APIYI refused this prompt because of content rules').waitFor();
    await page.getByLabel('Prompt').fill('something else');
    await choosePictures(page, 3);
    await vscode.screenshot('refused-panel');
    await failed.getByRole('button', { name: 'Edit Prompt' }).click();
    const prompt = page.getByLabel('Prompt');
    await eventually('the prompt is back', async () => (await prompt.inputValue()) === 'a refused owl');
    const count = (): Promise<unknown> => page.evaluate('document.querySelector("#count").value');
    await eventually('the number is back', async () => (await count()) === '1');
    await failed.waitFor({ state: 'detached' });
    assert.equal(await page.locator('.notice').count(), 0);
  });
});
