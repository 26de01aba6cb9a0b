import { errors, type Locator, type Page } from 'playwright-core';

/** What an input box asks. */
export interface Question {
  title: string;
  placeholder: string;
  /** The prompt, or why the answer is refused. */
  message: string;
  /** What is proposed as the answer. */
  value: string;
}

const widget = '.quick-input-widget';
const commandInput = `${widget} input[aria-label^="Type the name of a command"]`;
const answerBox = `${widget} input.input:not([aria-label^="Type the name of a command"])`;

/**
 * F1, the command's title with its category as the palette shows it, Enter. Waits until the command is known, and starts again
 * where the palette was closed in between.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  for (let left = 3; !(await chosenInPalette(page, title)); left--) {
    if (left === 0) throw new Error(`the palette closes before "${title}" is chosen`);
  }
}

async function chosenInPalette(page: Page, title: string): Promise<boolean> {
  for (let left = 20; !(await inPalette(page, title)); left--) {
    const shown = await shownItems(page);
    if (left === 0) throw new Error(`the palette has no "${title}", only: ${shown.join(' | ') || 'nothing'}`);
    if (await page.locator(commandInput).isVisible()) await page.keyboard.press('Escape');
  }
  const focused = page.locator(`${widget} .monaco-list-row.focused`).and(row(page, title));
  if (!(await inTime(focused.first().waitFor({ timeout: 1_000 })))) {
    return inTime(row(page, title).first().click({ timeout: 10_000 }));
  }
  await page.keyboard.press('Enter');
  return true;
}

/** It closes again when something else takes the focus in that moment, and a new extension's commands come late. */
async function inPalette(page: Page, title: string): Promise<boolean> {
  await page.keyboard.press('F1');
  const typed = page.locator(commandInput).fill(`>${title}`, { timeout: 3_000 });
  return (await inTime(typed)) && (await inTime(row(page, title).first().waitFor({ timeout: 3_000 })));
}

/** The question of the input box that is open, or opens now; `match` waits for the one with that title or text. */
export async function question(page: Page, match?: string | RegExp): Promise<Question> {
  const box = page.locator(answerBox).filter({ visible: true });
  await box.waitFor();
  if (match !== undefined) await page.locator(widget).filter({ hasText: match }).filter({ visible: true }).waitFor();
  return {
    title: await page.locator(`${widget} .quick-input-title`).innerText(),
    placeholder: (await box.getAttribute('placeholder')) ?? '',
    message: await page.locator(`${widget} .quick-input-message`).innerText(),
    value: await box.inputValue(),
  };
}

/**
 * Types into the input box that is open, or opens now, and presses Enter; gives what was asked. Without a text what is
 * proposed is accepted.
 */
export async function answerInput(page: Page, text?: string, match?: string | RegExp): Promise<Question> {
  const asked = await question(page, match);
  const box = page.locator(answerBox).filter({ visible: true });
  if (text !== undefined) await box.fill(text);
  await box.press('Enter');
  await leaves(page, text ?? asked.value);
  return asked;
}

/** Chooses the item with this label in the list that is open, or opens now. */
export async function pickItem(page: Page, label: string | RegExp): Promise<void> {
  await page.locator(answerBox).filter({ visible: true }).waitFor();
  const name = page.locator('.label-name', { hasText: typeof label === 'string' ? exactly(label) : label });
  await page.locator(`${widget} .monaco-list-row`).filter({ has: name }).first().click();
}

/** The labels of the list that is open, as far as they are in sight. */
export async function shownItems(page: Page): Promise<string[]> {
  return page.locator(`${widget} .quick-input-list .monaco-list-row .label-name`).allInnerTexts();
}

/** The rows of the list that is open, with all that stands in each. */
export async function shownRows(page: Page): Promise<string[]> {
  const rows = page.locator(`${widget} .quick-input-list .monaco-list-row`);
  await rows.first().waitFor();
  return rows.allInnerTexts();
}

/** Waits until the item with this text is the one that Enter would take. */
async function focusedItem(page: Page, text: string): Promise<void> {
  await page.locator(`${widget} .monaco-list-row.focused`).filter({ hasText: text }).waitFor();
}

/**
 * By keyboard: types a part of an item's label into the list with this title and presses Enter. Into the box itself: the page
 * of a walkthrough that ticks a step takes the focus for a moment.
 */
export async function chooseItem(page: Page, title: string | RegExp, text: string): Promise<void> {
  await question(page, title);
  const box = page.locator(answerBox).filter({ visible: true });
  await box.fill(text);
  await focusedItem(page, text);
  await box.press('Enter');
}

/** Ctrl+P, the path within the workspace, Enter. */
export async function openFile(page: Page, file: string): Promise<void> {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const box = page.locator(answerBox).filter({ visible: true });
  for (let left = 5; ; left--) {
    await page.keyboard.press('Control+P');
    if (left === 0 || (await inTime(box.fill(file, { timeout: 3_000 })))) break;
  }
  const found = page.locator('.label-name', { hasText: exactly(name) });
  await page.locator(`${widget} .monaco-list-row.focused`).filter({ has: found }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();
}

/** A row's spoken name is its label, for many with more behind a comma. */
function row(page: Page, label: string): Locator {
  const text = label.replaceAll('"', '\\"');
  return page.locator(
    `${widget} .monaco-list-row[aria-label="${text}"], ${widget} .monaco-list-row[aria-label^="${text}, "]`,
  );
}

/** The box closes, or asks the next thing; or it refuses the answer and stays, which is for the test to see. */
async function leaves(page: Page, text: string): Promise<void> {
  const boxes = `[...document.querySelectorAll(${JSON.stringify(answerBox)})]`;
  const gone = `!${boxes}.some((box) => box.checkVisibility() && box.value === ${JSON.stringify(text)})`;
  await inTime(page.waitForFunction(gone, undefined, { timeout: 2_000 }));
}

/** False when it took too long. */
async function inTime(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
