import type { Frame, Locator, Page } from 'playwright-core';

const viewLines = '.editor-group-container.active .monaco-editor .view-lines';

/** The text of the active editor, as far as it is in sight. */
export async function editorText(page: Page): Promise<string> {
  const lines = editor(page).locator('.view-line');
  await lines.first().waitFor();
  // read in one go: lines come and go while a document changes
  const read = await page.evaluate<
    readonly { readonly text: string; readonly style: string }[]
  >(`[...document.querySelector(${JSON.stringify(viewLines)}).children].map((line) => ({
    text: line.textContent,
    style: line.getAttribute('style') ?? '',
  }))`);
  // The order in the page is not the order on the screen.
  const order = read.map(({ text, style }) => ({ text, top: Number(/top:\s*(\d+)/.exec(style)?.[1] ?? 0) }));
  order.sort((one, other) => one.top - other.top);
  return order.map((line) => line.text.replaceAll('\u00a0', ' ').replace(/\n$/, '')).join('\n');
}

/** Selects all text of the active editor and chooses an item of its context menu. */
export async function selectAllAndContextMenu(page: Page, item: string): Promise<void> {
  await openContextMenuOfAll(page);
  await page.locator('.monaco-menu').getByRole('menuitem', { name: item, exact: true }).click();
}

/** The context menu of the active editor with all its text selected; closes it again. */
export async function contextMenuOfAll(page: Page): Promise<string[]> {
  await openContextMenuOfAll(page);
  const items = await page.locator('.monaco-menu .action-menu-item .action-label').allInnerTexts();
  await page.keyboard.press('Escape');
  return items;
}

/** The page inside the webview that is in sight and belongs to `extension`. `title` waits for the tab of that name. */
export async function webviewFrame(page: Page, extension: string, title?: string): Promise<Frame> {
  if (title !== undefined) await page.locator('.tab.active', { hasText: title }).first().waitFor();
  const outer = page.locator(`iframe.webview.ready[src*="extensionId=${extension}"]`).filter({ visible: true });
  const inner = outer.first().contentFrame().locator('iframe#active-frame');
  await inner.waitFor();
  const frame = await (await inner.elementHandle())?.contentFrame();
  if (!frame) throw new Error(`the webview of ${extension} has no page`);
  return frame;
}

async function openContextMenuOfAll(page: Page): Promise<void> {
  await editor(page).locator('.view-line').first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Shift+F10');
  await page.locator('.monaco-menu').waitFor();
}

function editor(page: Page): Locator {
  return page.locator(viewLines).first();
}
