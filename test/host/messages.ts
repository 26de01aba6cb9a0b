import { errors, type Locator, type Page } from 'playwright-core';
import { runCommand } from './palette';

/** A notification or a modal dialog, as the user sees it. */
export interface Message {
  text: string;
  buttons: string[];
}

/**
 * Waits for a notification that says so. The workbench shows three toasts within 800 ms and no more: a person finds the others
 * in the list behind the bell, and so does this.
 */
export async function toast(page: Page, match: string | RegExp): Promise<Message> {
  const found = toasts(page).filter({ hasText: match }).first();
  if (!(await appears(found, 8_000))) await openList(page);
  await found.waitFor();
  return {
    text: await found.locator('.notification-list-item-message').innerText(),
    buttons: await found.locator(toastButton).allInnerTexts(),
  };
}

/** Presses a button of a notification; `match` tells which one, when more than one has such a button. */
export async function clickToast(page: Page, button: string, match: string | RegExp = ''): Promise<void> {
  await page.mouse.move(0, 0);
  const wanted = toasts(page).filter({ hasText: match }).locator(toastButton);
  await wanted.getByText(button, { exact: true }).first().click();
}

/** Waits for a notification of an error. */
export async function errorToast(page: Page): Promise<string> {
  const found = toasts(page)
    .filter({ has: page.locator('.notification-list-item-icon.codicon-error') })
    .first();
  return found.locator('.notification-list-item-message').innerText();
}

/** The notifications that are in sight now. */
export async function shownToasts(page: Page): Promise<string[]> {
  return toasts(page).locator('.notification-list-item-message').allInnerTexts();
}

/** Waits for a modal dialog that says so. */
export async function modal(page: Page, match: string | RegExp): Promise<Message> {
  const found = page.locator('.monaco-dialog-box').filter({ hasText: match });
  await found.waitFor();
  return {
    text: (await found.locator('.dialog-message-text, .dialog-message-detail').allInnerTexts()).join('\n').trim(),
    buttons: await found.locator('.dialog-buttons .monaco-button').allInnerTexts(),
  };
}

/** Presses a button of the modal dialog, and waits until this dialog is gone; another may have come. */
export async function clickModal(page: Page, button: string): Promise<void> {
  const dialog = page.locator('.monaco-dialog-box');
  const shown = await dialog.elementHandle();
  await dialog.locator('.dialog-buttons .monaco-button').getByText(button, { exact: true }).click();
  await shown?.waitForElementState('hidden');
}

const toastButton = '.notification-list-item-buttons-container .monaco-button';

function toasts(page: Page): Locator {
  return page.locator('.notification-list-item').filter({ visible: true });
}

/** By keyboard: a hover of what the mouse was left over would be in the way of a click. */
async function openList(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  if (!(await page.locator('.notifications-center').isVisible())) {
    await runCommand(page, 'Notifications: Show Notifications');
  }
}

async function appears(locator: Locator, timeout: number): Promise<boolean> {
  try {
    await locator.waitFor({ timeout });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}
