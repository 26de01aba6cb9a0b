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

/** By keyboard: Tab to the step's button and Enter. */
export async function pressButton(vscode: VsCode, step: Step, label: string): Promise<void> {
  const button = stepOf(vscode, step).getByRole('button', { name: label });
  if (await button.isVisible())
    await stepOf(vscode, step).focus(); // Enter would close it
  else await stepOf(vscode, step).press('Enter');
  await button.waitFor();
  for (let left = 20; left > 0; left -= 1) {
    await vscode.page.keyboard.press('Tab');
    if (await button.and(vscode.page.locator(':focus')).count()) break;
  }
  await button.press('Enter'); // on the button itself: a tick that comes now takes the focus away
}
