import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import type { Theme, VsCode } from '../host/driver';
import { openVsCode } from '../host/driver';
import { clearToasts, explainFailures, relayKey, studioKey } from './world';

const steps = ['choose', 'firstPicture', 'aiStudio', 'vertexAi', 'apiyi', 'order'] as const;
type Step = (typeof steps)[number];

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

  const fullId = (step: Step): string => `dualtrack.dualtrack#getStarted#${step}`;
  const stepOf = (step: Step): Locator => vscode.page.locator(`button[data-step-id="${fullId(step)}"]`);
  const tickOf = (step: Step): Locator =>
    vscode.page.locator(`[data-done-step-id="${fullId(step)}"][aria-checked="true"]`);

  async function ticked(): Promise<Step[]> {
    const done = await Promise.all(steps.map((step) => tickOf(step).count()));
    return steps.filter((_, index) => done[index] === 1);
  }

  /** By keyboard: Tab to the step's button and Enter. */
  async function press(step: Step, label: string): Promise<void> {
    await stepOf(step).press('Enter');
    const button = stepOf(step).getByRole('button', { name: label });
    await button.waitFor();
    for (let left = 20; left > 0; left -= 1) {
      await vscode.page.keyboard.press('Tab');
      if (await button.and(vscode.page.locator(':focus')).count()) break;
    }
    await vscode.page.keyboard.press('Enter');
  }

  it('is opened by its command and shows its steps, none of them done', async () => {
    await vscode.runCommand('View: Toggle Primary Side Bar Visibility');
    await vscode.runCommand('Dualtrack: Get Started');
    for (const step of steps) await stepOf(step).waitFor();
    assert.deepEqual(await ticked(), []);
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
        await stepOf(step).press('Enter');
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
    await press('firstPicture', 'Generate Image');
    await vscode.answerInput('a lighthouse', 'Generate Image');
    await vscode.toast('a-lighthouse');
    await tickOf('firstPicture').waitFor();
    assert.deepEqual(await ticked(), ['firstPicture']);
  });

  it('ticks a service when its route has its key, and the choice with the first of them', async () => {
    vscode.changeSettings({
      'dualtrack.routes': [
        { id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url },
        { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url },
      ],
    });
    await clearToasts(vscode);
    await setKey('Google AI Studio', studioKey);
    await tickOf('aiStudio').waitFor();
    await tickOf('choose').waitFor();
    assert.deepEqual(await ticked(), ['choose', 'firstPicture', 'aiStudio']);
  });

  it('ticks the order with the second route', async () => {
    await setKey('APIYI', relayKey);
    await tickOf('order').waitFor();
    assert.deepEqual(await ticked(), ['choose', 'firstPicture', 'aiStudio', 'apiyi', 'order']);
    assert.equal(studio.requests.length + relay.requests.length, 0);
    await vscode.screenshot('walkthrough-ticked');
  });

  it('still knows all that in a new window', async () => {
    await vscode.reload();
    await vscode.runCommand('Dualtrack: Get Started');
    await tickOf('order').waitFor();
    assert.deepEqual(await ticked(), ['choose', 'firstPicture', 'aiStudio', 'apiyi', 'order']);
  });

  async function setKey(name: string, key: string): Promise<void> {
    await vscode.runCommand('Dualtrack: Set Key…');
    await vscode.pickItem(name);
    await vscode.answerInput(key, `Key for ${name}`);
    await vscode.toast(`${name} has its key.`);
    await clearToasts(vscode);
  }
});
