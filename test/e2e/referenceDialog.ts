import type { VsCode } from '../host/driver';

/** The button of the prompt box. */
export const add = '.quick-input-widget [aria-label="Add Reference Pictures…"]';

/** VS Code's own open dialog, with the prompt box coming back right after it: an answer must not land in that. */
export async function answerOpenDialog({ page, question }: VsCode, file: string): Promise<void> {
  const title = 'Add Reference Pictures';
  await question(title);
  const dialog = page.locator('.quick-input-widget').filter({ hasText: title, visible: true });
  const box = dialog.locator('input.input').filter({ visible: true });
  for (let left = 30; left > 0 && (await dialog.isVisible()); left -= 1) {
    await box.fill(file, { timeout: 5_000 }).catch(() => undefined);
    await box.press('Enter', { timeout: 5_000 }).catch(() => undefined);
    await dialog.waitFor({ state: 'hidden', timeout: 2_000 }).catch(() => undefined);
  }
}
