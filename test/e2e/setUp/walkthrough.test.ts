import assert from 'node:assert/strict';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import type { Theme, VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import type { Step } from './walkthroughSteps';
import { openSteps, pressButton, promptFocus, stepOf, steps, ticked, tickedWith } from './walkthroughSteps';
import { explainFailures, lights, relayKey, reloadEmpty, setKey, studioKey } from '../world';

const connected: readonly Step[] = ['choose', 'firstPicture', 'aiStudio', 'apiyi', 'order'];

describe('the walkthrough', () => {
  let vscode: VsCode;
  let relay: Emulator;
  let studio: Emulator;

  before(async () => {
    relay = await startEmulator({ kind: 'relay', keys: [relayKey] });
    studio = await startEmulator({ kind: 'ai-studio', keys: [studioKey] });
    vscode = await openVsCode({ settings: promptFocus });
    await vscode.page.setViewportSize({ width: 1500, height: 900 }); // narrower ones show no pictures
  });
  after(async () => {
    await vscode.close();
    await Promise.all([relay.close(), studio.close()]);
  });
  explainFailures(() => ({ vscode }));

  /** What a step says about itself is beside it where there is room for it. */
  async function open(): Promise<void> {
    await vscode.runCommand('View: Close All Editors');
    const sideBar = vscode.page.locator('.part.sidebar');
    if (await sideBar.isVisible()) await vscode.runCommand('View: Toggle Primary Side Bar Visibility');
    await sideBar.waitFor({ state: 'hidden' });
    await openSteps(vscode);
  }

  it('shows its steps, none of them done, and ticks each when it is, which a new window still knows', async () => {
    await open();
    for (const step of steps) await stepOf(vscode, step).waitFor();
    assert.deepEqual(await ticked(vscode), []);
    await makePlaceholder();
    await connectServices();
    await reloadEmpty(vscode);
    await openSteps(vscode);
    assert.deepEqual(await tickedWith(vscode, connected), connected);
  });

  it('is calm in every theme, each step with its own picture', async () => {
    const looks: readonly (readonly [Theme, readonly Step[]])[] = [
      ['light', steps],
      ['dark', ['choose', 'aiStudio', 'apiyi']],
      ['hc-dark', ['firstPicture', 'vertexAi']],
      ['hc-light', ['order']],
    ];
    await open();
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

  /** From the button of the step, by keyboard. */
  async function makePlaceholder(): Promise<void> {
    await pressButton(vscode, 'firstPicture', 'Generate Image');
    await vscode.answerInput('a lighthouse', 'Generate Image');
    await vscode.toast('a-lighthouse');
    assert.deepEqual(await tickedWith(vscode, ['firstPicture']), ['firstPicture']);
  }

  /** A service is done when its route has its key, the choice with the first of them, and the order with the second. */
  async function connectServices(): Promise<void> {
    vscode.changeSettings({
      'dualtrack.routes': [
        { id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url },
        { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url },
      ],
    });
    await reloadEmpty(vscode);
    await lights(vscode, 2); // the host has read them
    await openSteps(vscode);
    await setKey(vscode, 'Google AI Studio', studioKey);
    const begun: readonly Step[] = ['choose', 'firstPicture', 'aiStudio'];
    assert.deepEqual(await tickedWith(vscode, begun), begun);
    await setKey(vscode, 'APIYI', relayKey);
    assert.deepEqual(await tickedWith(vscode, connected), connected);
    assert.equal(studio.requests.length + relay.requests.length, 0);
    await vscode.screenshot('walkthrough-ticked');
  }
});
