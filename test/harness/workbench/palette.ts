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
const listRow = `${widget} .quick-input-list .monaco-list-row`;
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
    const shown = await itemsInSight(page);
    if (left === 0) throw new Error(`the palette has no "${title}", only: ${shown.join(' | ') || 'nothing'}`);
    if (await page.locator(commandInput).isVisible()) await page.keyboard.press('Escape');
  }
  const focused = page.locator(`${widget} .monaco-list-row.focused`).and(row(page, title));
  if (!(await inTime(focused.first().waitFor({ timeout: 1_000 })))) {
    return inTime(row(page, title).first().click({ timeout: 10_000 }));
  }
  // long: a window that is busy with the command answers late, and the command would be run a second time
  return inTime(page.locator(commandInput).filter({ visible: true }).press('Enter', { timeout: 15_000 }));
}

/** It closes again when something else takes the focus in that moment, and a new extension's commands come late. */
async function inPalette(page: Page, title: string): Promise<boolean> {
  await page.keyboard.press('F1');
  const typed = page.locator(commandInput).fill(`>${title}`, { timeout: 3_000 });
  return (await inTime(typed)) && (await inTime(row(page, title).first().waitFor({ timeout: 3_000 })));
}

/**
 * The question of the input box that is open, or opens now. `match` waits for the one whose title begins with the text, or whose
 * message has it: a word within the title before ("Key for APIYI" and "APIYI") would be found too early.
 */
export async function question(page: Page, match?: string | RegExp): Promise<Question> {
  const box = page.locator(answerBox).filter({ visible: true });
  await box.waitFor();
  if (match !== undefined) await asks(page, match).waitFor();
  return {
    title: await page.locator(`${widget} .quick-input-title`).innerText(),
    placeholder: (await box.getAttribute('placeholder')) ?? '',
    message: await page.locator(`${widget} .quick-input-message`).innerText(),
    value: await box.inputValue(),
  };
}

function asks(page: Page, match: string | RegExp): Locator {
  if (typeof match !== 'string') return page.locator(widget).filter({ hasText: match }).filter({ visible: true });
  const titled = page.locator(`${widget} .quick-input-title`).filter({ hasText: begins(match) });
  const said = page.locator(`${widget} .quick-input-message`).filter({ hasText: match });
  return titled.or(said).filter({ visible: true }).first();
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

/**
 * Presses a key in the box that is open, which takes the focus for it: the page of a walkthrough or panel may have it yet. Without
 * a box, where the focus is.
 */
export async function pressInBox(page: Page, key: string): Promise<void> {
  const box = page.locator(answerBox).filter({ visible: true });
  if (!(await box.isVisible()) || !(await inTime(box.press(key, { timeout: 5_000 })))) await page.keyboard.press(key);
}

/** Chooses the item with this label in the list that is open, or opens now. */
export async function pickItem(page: Page, label: string | RegExp): Promise<void> {
  await page.locator(answerBox).filter({ visible: true }).waitFor();
  const name = page.locator('.label-name', { hasText: typeof label === 'string' ? exactly(label) : label });
  await clickRow(page, page.locator(`${widget} .monaco-list-row`).filter({ has: name }).first());
}

/** Clicks a row of a list, with the mouse elsewhere before and after: the hover of a row that it is left over lies over the others. */
export async function clickRow(page: Page, row: Locator): Promise<void> {
  await page.mouse.move(0, 0);
  await row.click();
  await page.mouse.move(0, 0);
}

/** The labels of the list that is open, as far as they are in sight. A list is there before its items. */
export async function shownItems(page: Page): Promise<string[]> {
  await page.locator(listRow).first().waitFor();
  return itemsInSight(page);
}

async function itemsInSight(page: Page): Promise<string[]> {
  return page.locator(`${listRow} .label-name`).allInnerTexts();
}

/** The rows of the list that is open, with all that stands in each. */
export async function shownRows(page: Page): Promise<string[]> {
  const rows = page.locator(listRow);
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
  const group = page.locator('.editor-group-container.active');
  await group.locator('.tab.active', { hasText: name }).waitFor();
  // it takes the focus when it is drawn, and would close a palette that is opened before; the path is shown then
  await group.locator('.breadcrumbs-control', { hasText: name }).waitFor();
  // its text comes later, and only then has the extension host an active editor
  if (!/\.(png|jpe?g|webp)$/.test(name)) {
    await group
      .locator(`.monaco-editor[data-uri$="/${encodeURIComponent(name)}"] .view-line`)
      .first()
      .waitFor();
  }
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
  return new RegExp(`${begins(text).source}\\s*$`);
}

function begins(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
