import assert from 'node:assert/strict';
import type { World } from '../world';
import { eachAfresh, explainFailures, generate, lights, relayKey, removeKey, setKeys, startWorld } from '../world';

describe('secret storage that forgets', () => {
  let world: World;
  before(async () => {
    world = await startWorld({ settings: { 'dualtrack.timeBudget': 60 } });
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  beforeEach(() => setKeys(world));

  /** What a server that keeps secrets in memory only does at each reload. */
  async function forget(): Promise<void> {
    await world.vscode.page.evaluate(`localStorage.removeItem('secrets.provider')`);
    await world.vscode.reloadByCommand(); // what was given a key is remembered
  }

  const forgotten = 'The stored key for';

  it('is nothing to speak of while it remembers', async () => {
    const { vscode } = world;
    await vscode.reloadByCommand();
    await generate(vscode, 'a memory');
    await vscode.toast('Saved assets/a-memory.jpg via APIYI');
    assert.ok(!(await vscode.shownToasts()).some((text) => text.includes(forgotten)));
  });

  it('is said once, with help, and the key is asked again in place', async () => {
    const { vscode, relay, studio } = world;
    await forget();
    relay.script({ do: 'error', error: 'credit' });
    await generate(vscode, 'a lost memory');
    const { text, buttons } = await vscode.toast(forgotten);
    assert.match(text, /^The stored key for APIYI is gone: this VS Code runs in a browser/);
    assert.deepEqual(buttons, ['Learn More']);
    await vscode.screenshot('forgotten-key');
    await vscode.answerInput(relayKey, 'Key for APIYI');
    // the second route's key is gone too, and that is not said again
    await vscode.question('Key for Google AI Studio');
    await vscode.press('Escape');
    await vscode.toast('Cancelled. Nothing was charged.');
    assert.ok(!(await vscode.shownToasts()).some((shown) => shown.startsWith(`${forgotten} Google AI Studio`)));
    assert.equal(relay.requests.length > 0 && studio.requests.length === 0, true);
  });

  it('is no news where the user has removed the key', async () => {
    const { vscode } = world;
    await removeKey(vscode, 'APIYI');
    await vscode.reloadByCommand();
    await generate(vscode, 'a new leaf');
    await vscode.question('Key for APIYI');
    await vscode.answerInput(relayKey, 'Key for APIYI');
    await vscode.toast(/Saved assets\/a-new-leaf(-\d)?\.jpg via APIYI/);
    assert.ok(!(await vscode.shownToasts()).some((text) => text.includes(forgotten)));
  });

  it('pays no dearer route where the question is closed, and tells the price without the keyless route from then on', async () => {
    const { vscode, relay, studio } = world;
    await removeKey(vscode, 'APIYI');
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.question(/\$0\.067 to \$0\.14 · Google AI Studio · .*APIYI is skipped: no key\./);
    await vscode.press('Escape');
    await vscode.reloadByCommand(); // what is known of the routes is in memory
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.question(/about \$0\.055 · APIYI → Google AI Studio/);
    await vscode.answerInput('a closed box', 'Generate Image');
    await vscode.question('Key for APIYI');
    await vscode.page.locator('.notification-list-item', { hasText: 'Waiting for a key for APIYI…' }).waitFor();
    await vscode.screenshot('key-wanted');
    await vscode.press('Escape');
    await vscode.toast('Cancelled. Nothing was charged.');
    assert.deepEqual([relay.requests, studio.requests], [[], []]);
    await vscode.runCommand('Dualtrack: Show Routes');
    await vscode.page.locator('.quick-input-widget .monaco-list-row', { hasText: /APIYI\s*no key/ }).waitFor();
    await vscode.press('Escape');
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.question(/\$0\.067 to \$0\.14 · Google AI Studio · .*APIYI is skipped: no key\./);
    await vscode.press('Escape');
  });

  it('is not asked for with an address that the route had when the job began', async () => {
    const { vscode, relay, studio } = world;
    await removeKey(vscode, 'Google AI Studio');
    await vscode.reloadByCommand(); // else the route would be left out
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
    await vscode.page.locator('.notification-list-item', { hasText: 'Google AI Studio: no key' }).waitFor();
    assert.equal(studio.requests.length, 0);
  });
});
