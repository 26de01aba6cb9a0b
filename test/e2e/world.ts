import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import type { Options, VsCode } from '../host/driver';
import { openVsCode } from '../host/driver';

/** Keys that are easy to find again in logs and pages. */
export const relayKey = 'relay-key-not-real-0417';
export const studioKey = 'studio-key-not-real-2093';

/** A VS Code with two routes at two emulators, APIYI first, as a user has set them up. */
export interface World {
  readonly vscode: VsCode;
  readonly relay: Emulator;
  readonly studio: Emulator;
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
  return { vscode, relay, studio, close };
}

/** Sets the keys of both routes through *Set Key…*. */
export async function setKeys({ vscode }: World): Promise<void> {
  for (const [name, key] of [
    ['APIYI', relayKey],
    ['Google AI Studio', studioKey],
  ] as const) {
    await vscode.runCommand('Dualtrack: Set Key…');
    await vscode.pickItem(name);
    await vscode.answerInput(key, `Key for ${name}`);
    await vscode.toast(`${name} has its key.`);
    await clearToasts(vscode);
  }
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

/** Clicks until what it asks is there: a lens that is drawn anew under the mouse takes no click. */
export async function clickUntilAsked({ page }: VsCode, title: string, click: () => Promise<void>): Promise<void> {
  const asked = page.locator('.quick-input-widget').filter({ hasText: title, visible: true });
  for (let left = 5; left > 0 && !(await asked.isVisible()); left -= 1) {
    await click();
    await asked.waitFor({ timeout: 4_000 }).catch(() => page.keyboard.press('Escape'));
  }
}

/** Waits until the status bar shows so many routes: then the settings are known. */
export async function lights({ page }: VsCode, count: number): Promise<void> {
  const all = page.locator('.statusbar-item[id*="dualtrack.routes"] .codicon');
  if (count > 0) await all.nth(count - 1).waitFor();
  await all.nth(count).waitFor({ state: 'hidden' });
}

/** Chooses in the panel how many pictures a click makes. */
export async function choosePictures(page: Frame, count: number): Promise<void> {
  await page.evaluate(`(() => {
    const select = document.querySelector('vscode-single-select#count');
    select.value = '${count}';
    select.dispatchEvent(new Event('change'));
  })()`);
}

export async function clearToasts(vscode: VsCode): Promise<void> {
  await vscode.runCommand('Notifications: Clear All Notifications');
}

/** The files in a folder of the workspace; none if it is not there. */
export function filesIn(root: string | undefined, folder = 'assets'): string[] {
  const where = path.join(root ?? '', folder);
  return fs.existsSync(where) ? fs.readdirSync(where).sort() : [];
}

/** To be called in a `describe`: when a test fails, our log and a picture of the window are kept for the reader. */
export function explainFailures(world: () => Pick<World, 'vscode'>): void {
  afterEach(async function () {
    const { state, title } = this.currentTest ?? {};
    if (state !== 'failed') return;
    const own = path.join(world().vscode.userDataDir, 'logs');
    const logs = fs
      .readdirSync(own, { recursive: true, encoding: 'utf8' })
      .filter((name) => /Dualtrack\.log$/.test(name));
    for (const name of logs) console.log(fs.readFileSync(path.join(own, name), 'utf8').slice(-2_000));
    await world().vscode.screenshot(`failed-${title?.replace(/\W+/g, '-').slice(0, 60)}`);
  });
}

/** The text of a Markdown document with its wrapped lines joined. */
export function unwrapped(text: string): string {
  return text.replace(/\n(?![-#>]|$)/gm, ' ');
}
