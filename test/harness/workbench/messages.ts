import { errors, type Locator, type Page } from 'playwright-core';
import { runCommand } from './palette';

/** A notification or a modal dialog, as the user sees it. */
export interface Message {
  text: string;
  buttons: string[];
}

/** An element, as far as it is read here. */
interface Drawn {
  readonly innerText: string;
  querySelector(selector: string): Drawn;
  querySelectorAll(selector: string): Iterable<Drawn>;
}

/**
 * Waits for a notification that says so. The workbench shows three toasts within 800 ms and no more: a person finds the others
 * in the list behind the bell, and so does this.
 */
export async function toast(page: Page, match: string | RegExp): Promise<Message> {
  const found = toasts(page).filter({ hasText: match }).first();
  // in one go: it may go out of sight between the two
  const read = (item: Drawn, button: string): Message => ({
    text: item.querySelector('.notification-list-item-message').innerText,
    buttons: [...item.querySelectorAll(button)].map(({ innerText }) => innerText),
  });
  return inSight(page, found, (timeout) => found.evaluate(read, toastButton, { timeout }));
}

/** Presses a button of a notification; `match` tells which one, when more than one has such a button. */
export async function clickToast(page: Page, button: string, match: string | RegExp = ''): Promise<void> {
  await page.mouse.move(0, 0);
  const wanted = toasts(page).filter({ hasText: match }).locator(toastButton).getByText(button, { exact: true });
  await inSight(page, wanted.first(), (timeout) => wanted.first().click({ timeout }));
}

/** Waits for a notification of an error. */
export async function errorToast(page: Page): Promise<string> {
  const found = toasts(page)
    .filter({ has: page.locator('.notification-list-item-icon.codicon-error') })
    .first();
  return inSight(page, found, (timeout) => found.locator('.notification-list-item-message').innerText({ timeout }));
}

export type Severity = 'info' | 'warning' | 'error';

/** How grave a notification that is in sight is. VS Code keeps errors in sight, and puts most others out of it. */
export async function toastIcon(page: Page, match: string | RegExp): Promise<Severity> {
  const icon = toasts(page).filter({ hasText: match }).first().locator('.notification-list-item-icon');
  const classes = (await icon.getAttribute('class')) ?? '';
  const found = (['info', 'warning', 'error'] as const).find((severity) => classes.includes(`codicon-${severity}`));
  if (found === undefined) throw new Error(`a notification with the icon ${classes}`);
  return found;
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

/**
 * Waits for a notification. Those without an error go out of sight after seconds, with their buttons. While a question is open the
 * list is left alone: opening it would close the question.
 */
async function comesInSight(page: Page, wanted: Locator): Promise<void> {
  for (let left = 7; left > 0; left -= 1) {
    if (await appears(wanted, 8_000)) return;
    if (!(await page.locator('.quick-input-widget').isVisible())) await openList(page);
  }
  await wanted.waitFor({ timeout: 8_000 });
}

const opening = new WeakMap<Page, Promise<void>>();

/** Once for all who wait at the same time for messages of a page: each would close the palette of the others. */
async function openList(page: Page): Promise<void> {
  const list = opening.get(page) ?? openListByKeys(page).finally(() => opening.delete(page));
  opening.set(page, list);
  await list;
}

/** By keyboard: a hover of what the mouse was left over would be in the way of a click. */
async function openListByKeys(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  if (!(await page.locator('.notifications-center').isVisible())) {
    await runCommand(page, 'Notifications: Show Notifications');
  }
}

/** Does something with a notification that comes in sight; once more, where it went out of sight in that moment. */
async function inSight<T>(page: Page, wanted: Locator, act: (timeout: number) => Promise<T>): Promise<T> {
  for (let left = 4; ; left -= 1) {
    await comesInSight(page, wanted);
    try {
      return await act(5_000);
    } catch (error) {
      if (left === 0 || !(error instanceof errors.TimeoutError)) throw error;
    }
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
