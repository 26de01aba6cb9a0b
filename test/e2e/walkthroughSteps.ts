import type { Locator } from 'playwright-core';
import type { VsCode } from '../host/driver';

export const steps = ['choose', 'firstPicture', 'aiStudio', 'vertexAi', 'apiyi', 'order'] as const;
export type Step = (typeof steps)[number];

function idOf(step: Step): string {
  return `dualtrack.dualtrack#getStarted#${step}`;
}

export function stepOf({ page }: VsCode, step: Step): Locator {
  return page.locator(`button[data-step-id="${idOf(step)}"]`);
}

/** The tick of a step that is done. */
export function tickOf({ page }: VsCode, step: Step): Locator {
  return page.locator(`[data-done-step-id="${idOf(step)}"][aria-checked="true"]`);
}

/** The steps that are done now. */
export async function ticked(vscode: VsCode): Promise<Step[]> {
  const done = await Promise.all(steps.map((step) => tickOf(vscode, step).count()));
  return steps.filter((_, index) => done[index] === 1);
}

/**
 * By keyboard: Tab to the step's button and Enter, until what it opens is there. A tick that comes meanwhile draws the step
 * anew and takes the focus away: a person presses once more then, and so does this.
 */
export async function pressButton(vscode: VsCode, step: Step, label: string, opens?: Locator): Promise<void> {
  const { page } = vscode;
  const button = stepOf(vscode, step).getByRole('button', { name: label });
  const opened = opens ?? page.locator('.quick-input-widget').filter({ visible: true });
  const timeout = 5_000;
  for (let left = 8; ; left -= 1) {
    try {
      if (await button.isVisible())
        await stepOf(vscode, step).focus({ timeout }); // Enter would close it
      else await stepOf(vscode, step).press('Enter', { timeout });
      await button.waitFor({ timeout });
      for (let tabs = 20; tabs > 0 && (await button.and(page.locator(':focus')).count()) === 0; tabs -= 1) {
        await page.keyboard.press('Tab');
      }
      await button.press('Enter', { timeout });
      return await opened.first().waitFor({ timeout });
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
