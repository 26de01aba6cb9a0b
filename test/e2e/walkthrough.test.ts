import assert from 'node:assert/strict';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import type { Theme, VsCode } from '../host/driver';
import { openVsCode } from '../host/driver';
import type { Step } from './walkthroughSteps';
import { pressButton, stepOf, steps, ticked, tickOf } from './walkthroughSteps';
import { clearToasts, explainFailures, relayKey, studioKey } from './world';

describe('the walkthrough', () => {
  let vscode: VsCode;
  let relay: Emulator;
  let studio: Emulator;

  before(async () => {
    relay = await startEmulator({ kind: 'relay', keys: [relayKey] });
    studio = await startEmulator({ kind: 'ai-studio', keys: [studioKey] });
    vscode = await openVsCode();
    await vscode.page.setViewportSize({ width: 1500, height: 900 }); // narrower ones show no pictures
  });
  after(async () => {
    await vscode.close();
    await Promise.all([relay.close(), studio.close()]);
  });
  explainFailures(() => ({ vscode }));

  it('is opened by its command and shows its steps, none of them done', async () => {
    await vscode.runCommand('View: Toggle Primary Side Bar Visibility');
    await vscode.runCommand('Dualtrack: Get Started');
    for (const step of steps) await stepOf(vscode, step).waitFor();
    assert.deepEqual(await ticked(vscode), []);
  });

  it('is calm in every theme, each step with its own picture', async () => {
    const looks: readonly (readonly [Theme, readonly Step[]])[] = [
      ['light', steps],
      ['dark', ['choose', 'aiStudio', 'apiyi']],
      ['hc-dark', ['firstPicture', 'vertexAi']],
      ['hc-light', ['order']],
    ];
    for (const [theme, shown] of looks) {
      await vscode.setTheme(theme);
      for (const step of shown) {
        await stepOf(vscode, step).press('Enter');
        await pictureIsDrawn();
        await vscode.screenshot(`walkthrough-${step}-${theme}`);
      }
    }
    await vscode.setTheme('light');
  });

  /** The webview beside the steps holds a drawing. */
  async function pictureIsDrawn(): Promise<void> {
    const outer = vscode.page.locator('.gettingStartedContainer iframe.webview.ready').last();
    await outer.contentFrame().locator('iframe#active-frame').contentFrame().locator('svg').first().waitFor();
  }

  it('ticks the first picture when the placeholder was made from its button, by keyboard', async () => {
    await pressButton(vscode, 'firstPicture', 'Generate Image');
    await vscode.answerInput('a lighthouse', 'Generate Image');
    await vscode.toast('a-lighthouse');
    await tickOf(vscode, 'firstPicture').waitFor();
    assert.deepEqual(await ticked(vscode), ['firstPicture']);
  });

  it('ticks a service when its route has its key, and the choice with the first of them', async () => {
    vscode.changeSettings({
      'dualtrack.routes': [
        { id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url },
        { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url },
      ],
    });
    await clearToasts(vscode); // gives the window the tenth of a second after which it stores what it was given
    await vscode.reload(); // the host has read them for certain
    await vscode.runCommand('Dualtrack: Get Started');
    await setKey('Google AI Studio', studioKey);
    await tickOf(vscode, 'aiStudio').waitFor();
    await tickOf(vscode, 'choose').waitFor();
    assert.deepEqual(await ticked(vscode), ['choose', 'firstPicture', 'aiStudio']);
  });

  it('ticks the order with the second route', async () => {
    await setKey('APIYI', relayKey);
    await tickOf(vscode, 'order').waitFor();
    assert.deepEqual(await ticked(vscode), ['choose', 'firstPicture', 'aiStudio', 'apiyi', 'order']);
    assert.equal(studio.requests.length + relay.requests.length, 0);
    await vscode.screenshot('walkthrough-ticked');
  });

  it('still knows all that in a new window', async () => {
    await clearToasts(vscode);
    await vscode.reload();
    await vscode.runCommand('Dualtrack: Get Started');
    await tickOf(vscode, 'order').waitFor();
    assert.deepEqual(await ticked(vscode), ['choose', 'firstPicture', 'aiStudio', 'apiyi', 'order']);
  });

  async function setKey(name: string, key: string): Promise<void> {
    // a page that ticks a step takes the focus, and with it the Enter that was meant for the palette
    const box = vscode.page.locator('.quick-input-widget input[placeholder="Which route is the key for?"]');
    for (let left = 5; left > 0 && !(await box.isVisible()); left -= 1) {
      await vscode.runCommand('Dualtrack: Set Key…');
      await box.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await vscode.pickItem(name);
    await vscode.answerInput(key, `Key for ${name}`);
    await vscode.toast(`${name} has its key.`);
    await clearToasts(vscode);
  }
});
