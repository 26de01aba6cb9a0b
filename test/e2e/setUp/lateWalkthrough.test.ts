import assert from 'node:assert/strict';
import type { World } from '../world';
import { clearToasts, closeAll, explainFailures, generate, lights, setKey, startWorld, studioKey } from '../world';
import type { Step } from './walkthroughSteps';
import { openSteps, promptFocus, stepOf, tickedWith, tickOf } from './walkthroughSteps';

const begun: readonly Step[] = ['choose', 'firstPicture', 'aiStudio'];

/** Steps that are done before the walkthrough is opened for the first time. */
describe('the walkthrough of who has begun without it', () => {
  let world: World;

  beforeEach(async () => {
    world = await startWorld({ settings: { 'dualtrack.routes': [], ...promptFocus } });
    const { vscode, relay, studio } = world;
    await generate(vscode, 'a lighthouse');
    await vscode.toast('Saved a free placeholder, assets/a-lighthouse-placeholder.png');
    vscode.changeSettings({
      'dualtrack.routes': [
        { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url },
        { id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url },
      ],
    });
    await lights(vscode, 2); // the host has read them
    await clearToasts(vscode);
    await setKey(vscode, 'Google AI Studio', studioKey);
    await closeAll(vscode);
  });
  explainFailures(() => world);
  afterEach(() => world.close());

  /** A second route that needs nothing more. */
  function addKeyless(): void {
    const { vscode, relay } = world;
    const routes = vscode.readSettings()['dualtrack.routes'] as readonly object[];
    const keyless = { id: 'own', preset: 'openai-compatible', baseUrl: relay.url, credential: 'none' };
    vscode.changeSettings({ 'dualtrack.routes': [...routes, keyless] });
  }

  it('has ticked them when our command opens it, and ticks the others when they are done', async () => {
    const { vscode } = world;
    await vscode.runCommand('Dualtrack: Get Started');
    assert.deepEqual(await tickedWith(vscode, begun), begun);
    addKeyless(); // not by the palette, which closes when the page takes the focus
    assert.deepEqual(await tickedWith(vscode, [...begun, 'order']), [...begun, 'order']);
  });

  it('has ticked them when VS Code’s own list opens it', async () => {
    const { vscode } = world;
    await vscode.runCommand('Welcome: Open Walkthrough...');
    await vscode.pickItem(/Dualtrack/);
    assert.deepEqual(await tickedWith(vscode, begun), begun);
  });

  it('has ticked them when it is picked on the page Welcome', async () => {
    const { vscode } = world;
    await vscode.runCommand('Help: Welcome');
    const category = vscode.page
      .locator('.getting-started-category', { hasText: 'Dualtrack' })
      .filter({ visible: true });
    // the page is drawn anew while VS Code learns of walkthroughs, which can take a click away
    for (let left = 5; left > 0 && !(await stepOf(vscode, 'choose').isVisible()); left -= 1) {
      await category.first().click();
      await stepOf(vscode, 'choose')
        .waitFor({ timeout: 5_000 })
        .catch(() => undefined);
    }
    assert.deepEqual(await tickedWith(vscode, begun), begun);
  });

  it('leaves a list open while it is drawn, ticks a step and takes the focus', async () => {
    const { vscode } = world;
    await openSteps(vscode);
    await tickOf(vscode, 'aiStudio').waitFor();
    await vscode.runCommand('Dualtrack: Show Routes');
    await vscode.question('Routes');
    const list = vscode.page.locator('.quick-input-widget', { hasText: 'Google AI Studio' }).filter({ visible: true });
    addKeyless();
    await tickOf(vscode, 'order').waitFor();
    await stepOf(vscode, 'order').focus();
    assert.ok(await list.isVisible());
    await vscode.pickItem(/Google AI Studio/);
    await vscode.page.locator('.quick-input-widget .label-name', { hasText: 'Check for Free' }).waitFor();
    await stepOf(vscode, 'order').focus();
    await vscode.pickItem('Check for Free');
    await vscode.page.locator('.view-line', { hasText: '1. Google AI Studio' }).first().waitFor();
  });
});
