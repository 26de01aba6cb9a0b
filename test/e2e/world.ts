import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Frame } from 'playwright-core';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import type { Options, VsCode } from '../harness/workbench/driver';
import { screenMark } from '../harness/runMocha';
import type { Restored } from '../harness/workbench/settings';
import { openVsCode } from '../harness/workbench/driver';
import { extensionId } from '../../scripts/project';

/** Keys that are easy to find again in logs and pages. */
export const relayKey = 'relay-key-not-real-0417';
export const studioKey = 'studio-key-not-real-2093';

/** A VS Code with two routes at two emulators, APIYI first, as a user has set them up. */
export interface World {
  readonly vscode: VsCode;
  readonly relay: Emulator;
  readonly studio: Emulator;
  /** Both of them. */
  readonly services: readonly Emulator[];
  close(): Promise<void>;
}

/** Starts it all. Keys are not set yet: they are asked for in place, as for a user. */
export async function startWorld(options: Options = {}): Promise<World> {
  const relay = await startEmulator({ kind: 'relay', keys: [relayKey] });
  const studio = await startEmulator({ kind: 'ai-studio', keys: [studioKey] });
  const settings = {
    'dualtrack.routes': [
      { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url },
      { id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url },
    ],
    'dualtrack.timeBudget': 10,
    'files.simpleDialog.enable': true,
    ...options.settings,
  };
  const vscode = await openVsCode({ ...options, settings });
  const close = async (): Promise<void> => {
    await vscode.close();
    await Promise.all([relay.close(), studio.close()]);
  };
  return { vscode, relay, studio, services: [relay, studio], close };
}

/** Gives a route its key through *Set Key…*. */
export async function setKey(vscode: VsCode, name: string, key: string): Promise<void> {
  await vscode.runCommand('Dualtrack: Set Key…');
  await vscode.pickItem(name);
  await vscode.answerInput(key, `Key for ${name}`);
  await vscode.toast(`${name} has its key.`);
  await clearToasts(vscode);
}

/** Takes the key of a route away through *Remove Key…*. */
export async function removeKey(vscode: VsCode, name: string): Promise<void> {
  await vscode.runCommand('Dualtrack: Remove Key…');
  await vscode.pickItem(name);
  await vscode.toast(`The key of ${name} is removed.`);
  await clearToasts(vscode);
}

/** Sets the keys of both routes. */
export async function setKeys({ vscode }: Pick<World, 'vscode'>): Promise<void> {
  await setKey(vscode, 'APIYI', relayKey);
  await setKey(vscode, 'Google AI Studio', studioKey);
}

/** Runs *Generate Image…* and sends the prompt; what comes of it is the test's. */
export async function generate(vscode: VsCode, prompt: string): Promise<void> {
  await vscode.runCommand('Dualtrack: Generate Image…');
  await vscode.answerInput(prompt, 'Generate Image');
}

/**
 * Answers VS Code's own file dialog. It puts its own path in the box while it opens, which an Enter at the wrong moment would
 * accept, and ignores an Enter that comes while it still looks at a path. `isDone`: for a dialog that is followed by one of its
 * kind.
 */
export async function answerFileDialog(
  { page, question }: VsCode,
  target: string,
  title: string,
  isDone = (): boolean => false,
): Promise<void> {
  await question(title);
  // by its title: the next question may open in the same place
  const dialog = page.locator('.quick-input-widget').filter({ hasText: title });
  const box = dialog.locator('input.input').filter({ visible: true });
  await box.waitFor();
  const value = (): Promise<string> => box.inputValue({ timeout: 1_000 }).catch(() => '');
  const hidden = (timeout: number): Promise<boolean> =>
    box.waitFor({ state: 'hidden', timeout }).then(
      () => true,
      () => false,
    );
  for (let left = 30; left > 0 && !isDone() && (await box.isVisible()); left -= 1) {
    if ((await value()) === '') await hidden(500); // what it proposes comes yet
    await box.fill(target, { timeout: 5_000 }).catch(() => undefined);
    if ((await hidden(300)) || (await value()) !== target) continue;
    await box.press('Enter', { timeout: 5_000 }).catch(() => undefined);
    await hidden(2_000);
  }
}

/** Escape, into the box of the question with this title: the page of a panel may have the focus yet. */
export async function dismissQuestion({ page, question }: VsCode, title: string): Promise<void> {
  await question(title);
  const asked = page.locator('.quick-input-widget').filter({ hasText: title });
  await asked.locator('input.input').filter({ visible: true }).press('Escape');
}

/** Clicks until what it asks is there: a lens that is drawn anew under the mouse takes no click. */
export async function clickUntilAsked({ page }: VsCode, title: string, click: () => Promise<void>): Promise<void> {
  const asked = page.locator('.quick-input-widget').filter({ hasText: title, visible: true });
  for (let left = 5; left > 0 && !(await asked.isVisible()); left -= 1) {
    await click();
    await asked.waitFor({ timeout: 4_000 }).catch(() => page.keyboard.press('Escape'));
  }
}

const lightIcons = '.statusbar-item[id*="dualtrack.routes"] .codicon';

/** Waits until the status bar shows so many routes: then the settings are known. */
export async function lights({ page }: VsCode, count: number): Promise<void> {
  const all = page.locator(lightIcons);
  if (count > 0) await all.nth(count - 1).waitFor();
  await all.nth(count).waitFor({ state: 'hidden' });
}

/** Chooses in the panel how many pictures a click makes. */
export async function choosePictures(page: Frame, count: number): Promise<void> {
  await page.locator('vscode-single-select#count').waitFor(); // the page may not be drawn yet
  await page.evaluate(`(() => {
    const select = document.querySelector('vscode-single-select#count');
    select.value = '${count}';
    select.dispatchEvent(new Event('change'));
  })()`);
}

/** Resolves when they are gone, save those of what is still under way; what comes meanwhile may stay. */
export async function clearToasts(vscode: VsCode): Promise<void> {
  await vscode.runCommand('Notifications: Clear All Notifications');
  const said = vscode.page.locator('.notification-list-item:not(:has(.monaco-progress-container.active))');
  await said
    .filter({ visible: true })
    .first()
    .waitFor({ state: 'hidden', timeout: 5_000 })
    .catch(() => undefined);
}

/** What a test can have left behind. */
interface Left {
  readonly vscode: VsCode;
  readonly services: readonly Emulator[];
}

/**
 * To be called in a `describe`, behind what starts its window: before each test the settings are those that the first one found,
 * no route rests, nothing is asked, said, open, under way or waiting to be recovered, and the services know of no request. So each
 * stands alone. The window is loaded anew, which costs seconds, only after a test that has changed more than the routes can be made
 * to forget. `mayRest`: the tests get on with routes that rest.
 */
export function eachAfresh(left: () => Left, { mayRest = false } = {}): void {
  let restore: (() => Restored) | undefined;
  let routeCount: number | undefined;
  beforeEach(async () => {
    const { vscode, services } = left();
    restore ??= vscode.rememberSettings();
    routeCount ??= await vscode.page.locator(lightIcons).count();
    const areSpoiled = !mayRest && services.some(({ isScripted }) => isScripted);
    // before anything is ended: what was under way may still learn of a route
    const found = [vscode.hasShownOurPage, await isAnythingOpen(vscode), forgetStored(vscode)];
    for (const service of services) service.reset();
    await closeAll(vscode);
    found.push(forgetStored(vscode));
    const restored = restore();
    if (restored !== 'nothing' || areSpoiled) {
      const isRoutesOnly = routeCount > 0 && restored !== 'more' && !found.includes(true);
      await (isRoutesOnly ? forgetRests(vscode, routeCount, restore) : vscode.reloadByCommand()); // which knows that all was closed
    }
    await clearToasts(vscode);
  });
}

/** Whether an editor, a question or a dialog is. */
async function isAnythingOpen({ page }: VsCode): Promise<boolean> {
  const open = page.locator('.tabs-container .tab, .quick-input-widget, .monaco-dialog-box');
  return (await open.filter({ visible: true }).count()) > 0;
}

/**
 * Takes the routes out of the settings, and restores them: what was learned of them is forgotten then, and the host knows the
 * settings as they are. `count`: how many lights they have.
 */
async function forgetRests(vscode: VsCode, count: number, restore: () => void): Promise<void> {
  vscode.changeSettings({ 'dualtrack.routes': [] });
  await lights(vscode, 0);
  restore();
  await lights(vscode, count);
}

/** A folder of Dualtrack's own storage. */
export function storageOf({ userDataDir }: VsCode, folder: 'inbox' | 'unsaved'): string {
  return path.join(userDataDir, 'User', 'globalStorage', extensionId(), folder);
}

/** Forgets the pictures and jobs that a test has left; false where there are none. */
function forgetStored(vscode: VsCode): boolean {
  return [forgetUnsaved(vscode), forgetJobs(vscode)].includes(true);
}

/** Removes what a test has left to be recovered: the next window would offer it, or fetch what it names. */
function forgetUnsaved(vscode: VsCode): boolean {
  const left = [storageOf(vscode, 'inbox'), storageOf(vscode, 'unsaved')].flatMap((folder) =>
    fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [],
  );
  for (const file of left) fs.rmSync(file, { recursive: true, force: true });
  return left.length > 0;
}

/** Closes the record of what a test has left under way: the next window would tell that it was interrupted. */
function forgetJobs({ userDataDir }: VsCode): boolean {
  const file = path.join(userDataDir, 'User', 'globalStorage', extensionId(), 'dualtrack.db');
  if (!fs.existsSync(file)) return false;
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA busy_timeout = 5000');
    const { changes } = db
      .prepare(`UPDATE job SET state = 'dismissed' WHERE state IN ('running', 'interrupted')`)
      .run();
    return changes > 0;
  } catch {
    return true; // not a ledger, or one of an earlier version: a test of those
  } finally {
    db.close();
  }
}

/** Closes every question, list and editor that is open. */
export async function closeAll(vscode: VsCode): Promise<void> {
  const { page } = vscode;
  const asked = page.locator('.quick-input-widget').filter({ visible: true });
  for (let left = 5; left > 0 && (await asked.isVisible()); left -= 1) await page.keyboard.press('Escape');
  const tabs = page.locator('.tabs-container .tab');
  for (let left = 5; left > 0 && (await tabs.and(page.locator('.active.dirty')).count()) > 0; left -= 1) {
    await vscode.runCommand('View: Revert and Close Editor');
  }
  if ((await tabs.count()) === 0) return;
  await vscode.runCommand('View: Close All Editors');
  // a tab that the window has just brought back may be dirty only now
  const discard = page.locator('.monaco-dialog-box').getByRole('button', { name: /^Don.t Save/ });
  const closed = tabs.first().waitFor({ state: 'detached' });
  await Promise.race([closed, discard.waitFor()]);
  if (await discard.isVisible()) await discard.click();
  await closed;
}

/** Loads the window anew, without an editor that was open before. */
export async function reloadEmpty(vscode: VsCode): Promise<void> {
  await closeAll(vscode);
  await vscode.reloadByCommand();
  await vscode.page.locator('.editor-group-watermark').first().waitFor();
}

/** The files in a folder of the workspace; none if it is not there. */
export function filesIn(root: string | undefined, folder = 'assets'): string[] {
  const where = path.join(root ?? '', folder);
  return fs.existsSync(where) ? fs.readdirSync(where).sort() : [];
}

/** To be called in a `describe`: when a test fails, our log and what the window showed are kept for the reader. */
export function explainFailures(world: () => Pick<World, 'vscode'>): void {
  afterEach(async function () {
    const { currentTest } = this;
    if (currentTest?.state !== 'failed') return;
    const { vscode } = world();
    const own = path.join(vscode.userDataDir, 'logs');
    const logs = fs
      .readdirSync(own, { recursive: true, encoding: 'utf8' })
      .filter((name) => /Dualtrack\.log$/.test(name))
      .map((name) => path.join(own, name))
      .sort((one, other) => fs.statSync(one).mtimeMs - fs.statSync(other).mtimeMs);
    const log = logs.map((name) => fs.readFileSync(name, 'utf8')).join('');
    console.log(log.slice(-2_000));
    const logEnd = log.slice(-300).replace(/\s+/g, ' ');
    if (currentTest.err) currentTest.err.message += `\n${screenMark}${await onScreen(vscode)}; log: ${logEnd}`;
    await vscode.screenshot(`failed-${currentTest.fullTitle().replace(/\W+/g, '-').slice(0, 100)}`);
  });
}

/** What the window asks and says, and what our page shows, in one line. */
async function onScreen({ page }: VsCode): Promise<string> {
  const places = {
    tab: '.tab.active .label-name',
    quickInput: '.quick-input-widget:not([style*="display: none"])',
    dialog: '.monaco-dialog-box',
    toasts: '.notification-list-item-message',
    page: '.price, .terms, .skipped, .notice, .jobs, .failure',
  };
  const shown = await Promise.all(
    Object.entries(places).map(async ([name, selector]) => {
      const frames = await Promise.all(page.frames().map((frame) => textsIn(frame, selector)));
      const text = frames.flat().join(' | ').replace(/\s+/g, ' ').trim();
      return text === '' ? [] : [`${name}: ${text.slice(0, 500)}`];
    }),
  );
  return shown.flat().join('; ');
}

async function textsIn(frame: Frame, selector: string): Promise<string[]> {
  const read = frame.locator(selector).filter({ visible: true }).allInnerTexts();
  return read.catch(() => []); // a frame that is gone
}
