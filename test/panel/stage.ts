import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import { extensionId } from '../../scripts/project';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import { eventually } from '../harness/eventually';
import type { Theme, VsCode } from '../harness/workbench/driver';
import { openVsCode, themes } from '../harness/workbench/driver';
import { makeBefore, makeMany } from './madeBefore';
import { clearToasts, closeAll, relayKey, setKeys, studioKey } from '../e2e/world';

/** What the page says in place of each English text, and the language that dates and numbers are in. */
export interface OtherWords {
  readonly texts: (english: string) => string;
  readonly language: string;
}

const size = { width: 1280, height: 860 };

/** A VS Code with nothing but the image panel in it, and services that need no key: where each state of the panel can be shown. */
export class Stage {
  #page: Frame | undefined;

  private constructor(
    readonly vscode: VsCode,
    readonly relay: Emulator,
    readonly studio: Emulator,
  ) {}

  static async open({ words }: { readonly words?: OtherWords } = {}): Promise<Stage> {
    const relay = await startEmulator({ kind: 'relay', keys: [relayKey], landscapes: true });
    const studio = await startEmulator({ kind: 'ai-studio', keys: [studioKey], landscapes: true });
    const vscode = await openVsCode({
      ...(words && { locale: words.language }),
      folders: { 'harbour-house': {} },
      settings: {
        'dualtrack.routes': [
          { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url },
          { id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url },
        ],
        'dualtrack.dailyLimit': 5,
        'dualtrack.timeBudget': 120,
        'workbench.activityBar.location': 'hidden',
      },
    });
    const stage = new Stage(vscode, relay, studio);
    await vscode.page.setViewportSize(size);
    await vscode.runCommand('View: Toggle Primary Side Bar Visibility');
    await setKeys(stage);
    if (words) {
      vscode.translate(words.language, words.texts);
      await vscode.reloadByCommand();
    }
    await stage.openPanel();
    return stage;
  }

  /** The panel's page. */
  get page(): Frame {
    if (!this.#page) throw new Error('the panel is not open');
    return this.#page;
  }

  async openPanel(): Promise<void> {
    await this.vscode.runCommand('Dualtrack: Open Image Panel');
    this.#page = await this.vscode.webviewFrame('Dualtrack');
    await this.page.locator('#prompt').waitFor();
  }

  /** Fills the history and the workspace with pictures of the last days. */
  async makeBefore(): Promise<void> {
    const place = this.#place();
    await eventually('there is a ledger', () => fs.existsSync(place.database));
    await makeBefore(place);
    await this.#openAgain();
    await this.page.locator('.day').first().waitFor();
  }

  async makeMany(count: number): Promise<void> {
    await makeMany(this.#place(), count);
    await this.#openAgain();
  }

  /** Types a prompt and makes a picture of it. */
  async generate(prompt: string): Promise<void> {
    await this.page.locator('#prompt').fill(prompt);
    await this.page.locator('.generate').click();
  }

  /** Drops a picture of the gallery into the box, as a drag from its tile does. */
  async dropTile(index: number): Promise<void> {
    await this.page.evaluate(`(() => {
      const transfer = new DataTransfer();
      const drag = (name) => new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: transfer });
      document.querySelectorAll('.picture')[${index}].dispatchEvent(drag('dragstart'));
      document.querySelector('#prompt').dispatchEvent(drag('drop'));
    })()`);
  }

  /** Makes the window as wide as it takes for the panel to have so many pixels. */
  async resize(width: number): Promise<void> {
    const { page } = this.vscode;
    for (let left = 50; left > 0; left -= 1) {
      const now = await this.page.evaluate<number>('innerWidth');
      if (now === width) return;
      const window = page.viewportSize() ?? size;
      await page.setViewportSize({ ...window, width: window.width + width - now });
      await wait(200);
    }
    throw new Error(`never: a panel of ${width} pixels`);
  }

  /** Resolves when each picture that is seen has its thumbnail. */
  async imagesLoaded(): Promise<void> {
    const areLoaded = `(() => {
      const isSeen = (tile) => tile.getBoundingClientRect().top < innerHeight && tile.getBoundingClientRect().bottom > 0;
      const isDone = (tile) => tile.matches('.gone') || tile.querySelector('img')?.complete;
      return [...document.querySelectorAll('.picture')].filter(isSeen).every(isDone);
    })()`;
    await eventually('each picture has its thumbnail', () => this.page.evaluate<boolean>(areLoaded));
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.vscode.setTheme(theme);
    const shown = this.page.locator(`body[data-vscode-theme-id="${themes[theme].name}"]`);
    await shown.waitFor({ state: 'attached' });
  }

  /** Ends what is under way, takes away what is said, and empties the boxes: as the panel is when nothing happens. */
  async calm(): Promise<void> {
    const services = [this.relay, this.studio];
    const areSpoiled = services.some(({ isScripted }) => isScripted);
    await this.vscode.page.setViewportSize(size);
    await this.#endAll();
    for (const service of services) service.reset();
    if (areSpoiled) await this.#reload(); // no route rests any more
    await this.page.locator('#prompt').fill('');
    const search = this.page.locator('#search');
    if ((await search.count()) > 0) await search.fill('');
    await clearToasts(this.vscode);
    await this.page.evaluate('document.activeElement?.blur()');
  }

  /** Cancels, declines and dismisses. */
  async #endAll(): Promise<void> {
    const end = this.page.locator('.job vscode-button, .notice vscode-toolbar-button').filter({ visible: true });
    await eventually('the panel is calm', async () => {
      // the last button of a tile is the one that ends it
      const click = (await end.count()) > 0 && end.last().click({ timeout: 5_000 });
      if (click) await click.catch(() => undefined);
      return (await this.page.locator('.job, .notice').count()) === 0;
    });
  }

  async close(): Promise<void> {
    await this.vscode.close();
    await Promise.all([this.relay.close(), this.studio.close()]);
  }

  /** What others have written is looked at from time to time only. */
  async #openAgain(): Promise<void> {
    await closeAll(this.vscode);
    await this.openPanel();
  }

  async #reload(): Promise<void> {
    await closeAll(this.vscode);
    await this.vscode.reloadByCommand();
    await this.openPanel();
    await this.page.locator('.finder').waitFor();
  }

  #place(): { readonly database: string; readonly folder: string } {
    const storage = path.join(this.vscode.userDataDir, 'User/globalStorage', extensionId());
    return { database: path.join(storage, 'dualtrack.db'), folder: this.vscode.folders[0] ?? '' };
  }
}
