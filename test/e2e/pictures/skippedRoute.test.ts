import assert from 'node:assert/strict';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import { clearToasts, eachAfresh, explainFailures, generate, relayKey, setKeys, startWorld } from '../world';

describe('a route whose key was rejected', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ settings: { 'dualtrack.timeBudget': 60 } });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  beforeEach(async () => {
    const { vscode, relay } = world;
    relay.script({ do: 'error', error: 'badKey' }, { times: 1 });
    await generate(vscode, 'a first picture');
  });

  it('is named with what mends it, by the first message and by later ones', async () => {
    const { vscode, relay } = world;
    const first = await vscode.toast('Saved assets/a-first-picture');
    assert.match(first.text, /via Google AI Studio \(\$0\.068\)\. APIYI failed: the key was not accepted\./);
    assert.deepEqual(first.buttons, ['Open', 'Insert at Cursor', 'Copy Path', 'Set Key']);
    await clearToasts(vscode);
    await generate(vscode, 'a second picture');
    const second = await vscode.toast('Saved assets/a-second-picture');
    assert.match(second.text, /via Google AI Studio \(\$0\.068\)\. APIYI was skipped: the key was not accepted\./);
    assert.deepEqual(second.buttons, ['Open', 'Insert at Cursor', 'Copy Path', 'Set Key']);
    await vscode.screenshot('skipped-saved');
    assert.equal(relay.requests.length, 1);
    await vscode.clickToast('Set Key', 'a-second-picture');
    await vscode.answerInput(relayKey, 'Key for APIYI');
    await vscode.toast('APIYI has its key.');
    await clearToasts(vscode);
    await generate(vscode, 'a third picture');
    await vscode.toast(/a-third-picture.* via APIYI \(\$0\.055\)\.$/);
  });

  it('is in the list of a job that fails on the others', async () => {
    const { vscode, studio } = world;
    await vscode.toast('Saved assets/a-first-picture');
    await clearToasts(vscode);
    studio.script({ do: 'error', error: 'region' }, { times: Infinity });
    await generate(vscode, 'nobody is left');
    const { text, buttons } = await vscode.toast('None of 2 routes made the picture.');
    assert.match(text, /• Google AI Studio: not available in this region/);
    assert.match(text, /• APIYI was skipped: the key was not accepted\./);
    assert.ok(buttons.includes('Set Key'), buttons.join());
  });

  it('does not count in the price that is told before a picture is made', async () => {
    const { vscode } = world;
    await vscode.toast('Saved assets/a-first-picture');
    await clearToasts(vscode);
    await vscode.runCommand('Dualtrack: Generate Image…');
    const { message } = await vscode.question('Generate Image');
    assert.match(
      message,
      /\$0\.067 to \$0\.14 · Google AI Studio · assets\/ in project · APIYI is skipped: the key was not accepted\. Use the Set Key button above\./,
    );
    await vscode.screenshot('skipped-palette');
    await vscode.page.locator('.quick-input-widget [aria-label="Set Key"]').click();
    await vscode.answerInput(relayKey, 'Key for APIYI');
    await vscode.question(/about \$0\.055 · APIYI → Google AI Studio · (?!.*skipped)/);
    await vscode.press('Escape');
  });

  it('is named in the panel, until it has another key', async () => {
    const { vscode } = world;
    await vscode.toast('Saved assets/a-first-picture');
    await clearToasts(vscode); // they would lie over the panel
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await vscode.webviewFrame('Dualtrack');
    const price = page.locator('.price');
    const route = page.locator('#route .select-face');
    await price.filter({ hasText: '$0.067 to $0.14' }).waitFor();
    await route.filter({ hasText: /^\s*Automatic: Google AI Studio\s*$/ }).waitFor();
    await page.locator('.terms', { hasText: 'assets' }).waitFor();
    const skipped = page.locator('.skipped li');
    await skipped.filter({ hasText: 'APIYI is skipped: the key was not accepted.' }).waitFor();
    await vscode.screenshot('skipped-panel');
    const middle = async (name: string): Promise<number> => {
      const { y, height } = (await page.locator(name).boundingBox()) ?? assert.fail(name);
      return y + height / 2;
    };
    // else all below would move when a pause ends
    assert.ok(Math.abs((await middle('.terms')) - (await middle('.skipped li'))) < 4, 'they are in one line');
    const mend = skipped.getByRole('button', { name: 'Set Key' });
    await mend.waitFor();
    const { height } = (await mend.boundingBox()) ?? assert.fail();
    await vscode.page.setViewportSize({ width: 680, height: 800 });
    await eventually('a narrow panel', () => page.evaluate<boolean>('innerWidth < 360'));
    assert.equal((await mend.boundingBox())?.height, height, 'its words stay on one line');
    await vscode.page.setViewportSize({ width: 1280, height: 800 });
    await mend.click();
    await vscode.answerInput(relayKey, 'Key for APIYI');
    await skipped.waitFor({ state: 'detached' });
    await price.filter({ hasText: 'about $0.055' }).waitFor();
    await route.filter({ hasText: 'APIYI → Google AI Studio' }).waitFor();
  });
});
