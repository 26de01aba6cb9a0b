import assert from 'node:assert/strict';
import type { World } from './world';
import { clearToasts, explainFailures, generate, lights, relayKey, setKeys, startWorld } from './world';

describe('secret storage that forgets', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);

  /** What a server that keeps secrets in memory only does at each reload. */
  async function forget(): Promise<void> {
    await world.vscode.page.evaluate(`localStorage.removeItem('secrets.provider')`);
    await world.vscode.reload();
  }

  const forgotten = 'was stored and is gone';

  it('is nothing to speak of while it remembers', async () => {
    const { vscode } = world;
    await vscode.reload();
    await generate(vscode, 'a memory');
    await vscode.toast('Saved assets/a-memory.jpg via APIYI');
    assert.ok(!(await vscode.shownToasts()).some((text) => text.includes(forgotten)));
    await clearToasts(vscode);
  });

  it('is said once, with help, and the key is asked again in place', async () => {
    const { vscode, relay, studio } = world;
    await forget();
    relay.script({ do: 'error', error: 'credit' });
    await generate(vscode, 'a lost memory');
    const { text, buttons } = await vscode.toast(forgotten);
    assert.match(text, /^The key for APIYI was stored and is gone: this VS Code runs in a browser/);
    assert.deepEqual(buttons, ['Learn More']);
    await vscode.screenshot('forgotten-key');
    await vscode.answerInput(relayKey, 'Key for APIYI');
    // the second route's key is gone too, and that is not said again
    await vscode.question('Key for Google AI Studio');
    await vscode.page.keyboard.press('Escape');
    await vscode.toast('Google AI Studio: no key yet');
    assert.ok(!(await vscode.shownToasts()).some((shown) => shown.startsWith('The key for Google AI Studio')));
    assert.equal(relay.requests.length > 0 && studio.requests.length === 0, true);
    await clearToasts(vscode);
  });

  it('is no news where the user has removed the key', async () => {
    const { vscode } = world;
    await vscode.runCommand('Dualtrack: Remove Key…');
    await vscode.pickItem('APIYI');
    await vscode.toast('The key of APIYI is removed.');
    await clearToasts(vscode); // gives the window the tenth of a second after which it stores what it was given
    await vscode.reload();
    await clearToasts(vscode);
    await generate(vscode, 'a new leaf');
    await vscode.question('Key for APIYI');
    await vscode.answerInput(relayKey, 'Key for APIYI');
    await vscode.toast(/Saved assets\/a-new-leaf(-\d)?\.jpg via APIYI/);
    assert.ok(!(await vscode.shownToasts()).some((text) => text.includes(forgotten)));
  });

  it('is not asked for with an address that the route had when the job began', async () => {
    const { vscode, relay, studio } = world;
    await clearToasts(vscode);
    relay.reset();
    studio.reset();
    let fail = (): void => undefined;
    const after = new Promise<void>((resolve) => (fail = resolve));
    relay.script({ do: 'error', error: 'credit', after });
    await generate(vscode, 'an old address');
    await relay.arrived(1);
    const [first, second] = vscode.readSettings()['dualtrack.routes'] as readonly [object, object];
    const third = { id: 'third', preset: 'google-ai-studio', baseUrl: studio.url };
    vscode.changeSettings({ 'dualtrack.routes': [first, { ...second, baseUrl: relay.url }, third] });
    await lights(vscode, 3);
    fail();
    // in sight by itself: whoever looks for it in the list would close a question
    await vscode.page.locator('.notification-list-item', { hasText: 'Google AI Studio: no key yet' }).waitFor();
    assert.equal(studio.requests.length, 0);
  });
});
