import type { Locator } from 'playwright-core';
import type { VsCode } from '../../harness/workbench/driver';

export const steps = ['choose', 'firstPicture', 'aiStudio', 'vertexAi', 'apiyi', 'order'] as const;
export type Step = (typeof steps)[number];

function idOf(step: Step): string {
  return `dualtrack.dualtrack#getStarted#${step}`;
}

export function stepOf({ page }: VsCode, step: Step): Locator {
  return page.locator(`button[data-step-id="${idOf(step)}"]`);
}

/**
 * VS Code's page gives a step the focus a quarter of a second after it is drawn, and after each Enter that is released over the step,
 * as the one that has closed a palette. The next palette, which no person opens so soon, would close then: with this it is at once.
 */
export const promptFocus = { 'workbench.welcomePage.preferReducedMotion': true };

/** Opens the walkthrough in a window without editors, and waits until its page has taken the focus. */
export async function openSteps(vscode: VsCode): Promise<void> {
  await vscode.runCommand('Dualtrack: Get Started');
  await vscode.page.locator('[data-step-id]:focus').waitFor();
}

/** The tick of a step that is done. */
export function tickOf({ page }: VsCode, step: Step): Locator {
  return page.locator(`[data-done-step-id="${idOf(step)}"][aria-checked="true"]`);
}

/** The steps that are done, as soon as those that are expected are: VS Code ticks one after the other. */
export async function tickedWith(vscode: VsCode, expected: readonly Step[]): Promise<Step[]> {
  for (const step of expected) await tickOf(vscode, step).waitFor();
  return ticked(vscode);
}

/** The steps that are done now. */
export async function ticked(vscode: VsCode): Promise<Step[]> {
  const done = await Promise.all(steps.map((step) => tickOf(vscode, step).count()));
  return steps.filter((_, index) => done[index] === 1);
}

/**
 * By keyboard: Tab to the step's button and Enter, until what it opens is there. A step that is drawn anew meanwhile takes the focus
 * away: a person presses once more then, and so does this.
 */
export async function pressButton(vscode: VsCode, step: Step, label: string, opens?: Locator): Promise<void> {
  const { page } = vscode;
  const button = stepOf(vscode, step).getByRole('button', { name: label });
  const opened = opens ?? page.locator('.quick-input-widget').filter({ visible: true });
  const timeout = 5_000;
  for (let left = 8; ; left -= 1) {
    try {
      if (left < 8 && (await opened.first().isVisible())) return; // it has come after all
      if (await button.isVisible())
        await stepOf(vscode, step).focus({ timeout }); // Enter would close it
      else await stepOf(vscode, step).press('Enter', { timeout });
      await button.waitFor({ timeout });
      for (let tabs = 20; tabs > 0 && (await button.and(page.locator(':focus')).count()) === 0; tabs -= 1) {
        await page.keyboard.press('Tab');
      }
      await button.press('Enter', { timeout });
      return await opened.first().waitFor({ timeout: 20_000 }); // the extension may have to start; pressed twice, it opens twice
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
