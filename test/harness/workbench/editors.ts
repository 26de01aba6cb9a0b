import { setTimeout } from 'node:timers/promises';
import type { ElementHandle, Frame, Locator, Page } from 'playwright-core';

const viewLines = '.editor-group-container.active .monaco-editor .view-lines';

/**
 * The text of the active editor, as far as it is in sight; with `until` as soon as it is so. What is typed is drawn later. Gives what
 * is there after ten seconds all the same, for the test to say what is wrong.
 */
export async function editorText(page: Page, until: string | RegExp = ''): Promise<string> {
  const isThere = (text: string): boolean => (typeof until === 'string' ? text.includes(until) : until.test(text));
  const end = Date.now() + 10_000;
  let text = await drawnText(page);
  while (!isThere(text) && Date.now() < end) {
    await setTimeout(100);
    text = await drawnText(page);
  }
  return text;
}

async function drawnText(page: Page): Promise<string> {
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

/**
 * The page inside the tab that is in sight and belongs to `extension`, as soon as it is drawn; `title` waits for the tab of that
 * name.
 */
export async function webviewFrame(page: Page, extension: string, title?: string): Promise<Frame> {
  if (title !== undefined) await page.locator('.tab.active', { hasText: title }).first().waitFor();
  return frameOver(page, '.part.editor', extension);
}

/** The page inside the view of the side bar that is in sight and belongs to `extension`, as soon as it is drawn. */
export async function viewFrame(page: Page, extension: string): Promise<Frame> {
  return frameOver(page, '.part.sidebar', extension);
}

/** VS Code puts an empty page into a new webview first, and takes it away again. */
async function frameOver(page: Page, part: string, extension: string): Promise<Frame> {
  for (const end = Date.now() + 90_000; Date.now() < end; await setTimeout(100)) {
    const webview = await webviewOver(page, part, extension);
    const inner = (await webview?.contentFrame())?.locator('iframe#active-frame');
    const frame = await (await inner?.elementHandle({ timeout: 5_000 }).catch(() => null))?.contentFrame();
    if (frame && (await isDrawn(frame))) return frame;
  }
  throw new Error(`no page of ${extension} in ${part}`);
}

/** VS Code has all webviews in one place of its page, and lays each over the part of the window that it belongs to. */
async function webviewOver(page: Page, part: string, extension: string): Promise<ElementHandle | undefined> {
  const webviews = page.locator(`iframe.webview.ready[src*="extensionId=${extension}"]`).filter({ visible: true });
  const around = await page.locator(part).boundingBox();
  for (const webview of around ? await webviews.elementHandles() : []) {
    const box = await webview.boundingBox();
    const middle = box && box.x + box.width / 2;
    if (around && middle && middle > around.x && middle < around.x + around.width) return webview;
  }
  return undefined;
}

/** False where it is taken away meanwhile. */
async function isDrawn(frame: Frame): Promise<boolean> {
  const drawn = frame.locator('#page > *').first().waitFor({ state: 'attached', timeout: 5_000 });
  return drawn.then(
    () => true,
    () => false,
  );
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
