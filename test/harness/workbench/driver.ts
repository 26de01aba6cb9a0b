import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { openChromium } from './chromium';
import { contextMenuOfAll, editorText, selectAllAndContextMenu, viewFrame, webviewFrame } from './editors';
import { addHostScript } from './hostScript';
import { clickModal, clickToast, modal, shownToasts, toast, toastIcon, type Message, type Severity } from './messages';
import {
  answerInput,
  chooseItem,
  clickRow,
  openFile,
  pickItem,
  pressInBox,
  question,
  runCommand,
  shownItems,
  shownRows,
  type Question,
} from './palette';
import { extensionId, projectRoot, removeFolder, temporaryFolder } from '../../../scripts/project';
import { addInstalled } from '../installed';
import { startServer, type Server } from '../server';
import { translate } from './language';
import { breakSettings, readSettings, restoreSettingFiles, settingFiles, writeSettings } from './settings';
import type { Restored, SettingFiles, Settings } from './settings';
import { builtVsix } from '../../../scripts/vsix';
import { makeWorkspace, type Files } from './workspace';

export interface Options {
  /** Workspace folders by name, with their files. None: an empty window. Default: one empty folder `project`. */
  folders?: Readonly<Record<string, Files>>;
  settings?: Settings;
  env?: Readonly<Record<string, string>>;
  /** True: Workspace Trust is on, and the folder is not trusted yet. */
  restricted?: boolean;
  /** Display language, such as `ru`. */
  locale?: string;
  /** Pixels of the screen for each of the window; 1 if left out. */
  scale?: number;
  /** Runs in the extension host; see `addHostScript`. */
  hostScript?: string;
}

export type Theme = keyof typeof themes;

/** The first two are what a fresh VS Code shows; the Modern ones are what it showed before. */
export const themes = {
  'light-2026': { name: 'Light 2026', shown: '.vs' },
  'dark-2026': { name: 'Dark 2026', shown: '.vs-dark' },
  light: { name: 'Light Modern', shown: '.vs' },
  dark: { name: 'Dark Modern', shown: '.vs-dark' },
  'hc-dark': { name: 'Default High Contrast', shown: '.hc-black' },
  'hc-light': { name: 'Default High Contrast Light', shown: '.hc-light' },
} as const;

/** Starts a plain VS Code with the packaged extension, as a user has it, and opens its window in a browser. */
export async function openVsCode(options: Options = {}): Promise<VsCode> {
  const home = temporaryFolder();
  const { folders = { project: {} }, hostScript, scale, ...rest } = options;
  const vsix = await builtVsix();
  if (hostScript === undefined) await addInstalled(vsix, home);
  else addHostScript(home, hostScript);
  const workspace = makeWorkspace(home, folders);
  const extensions = hostScript === undefined ? [] : [vsix];
  const server = await startServer({ settings: {}, ...rest, home, extensions });
  const browser = await openChromium();
  const window = await openWindow(browser, `${server.origin}/?${workspace.query}`, scale);
  return new VsCode(home, workspace.folders, server, browser, window, options.settings ?? {});
}

/** A window's page, with all that it prints. */
export interface Window {
  readonly page: Page;
  readonly printed: string[];
}

/** Opens a VS Code's address and waits until its window is drawn. */
export async function openWindow(browser: Browser, address: string, deviceScaleFactor = 1): Promise<Window> {
  const page = await browser.newPage({
    ...{ viewport: { width: 1280, height: 800 }, deviceScaleFactor, locale: 'en-US' },
    reducedMotion: 'reduce', // drawn without a GPU, each motion takes much of the processor
    extraHTTPHeaders: { 'accept-encoding': 'identity' }, // so does packing what goes no further than this machine
  });
  page.setDefaultTimeout(60_000);
  const printed: string[] = [];
  page.on('console', (message) => printed.push(message.text()));
  page.on('pageerror', (error) => printed.push(String(error)));
  await page.goto(address);
  await page.locator('.monaco-workbench .statusbar-item').first().waitFor();
  return { page, printed };
}

/** A VS Code at work. Everything waits by itself, at most a minute, and throws when what it waits for never comes. */
export class VsCode {
  readonly userDataDir: string;
  /** The window, for what is not here. */
  readonly page: Page;
  #hasShownOurPage = false;

  constructor(
    private readonly home: string,
    /** The workspace folders' paths. */
    readonly folders: readonly string[],
    private readonly server: Server,
    private readonly browser: Browser,
    private readonly window: Window,
    private settings: Settings,
    private readonly settingsAtStart = settings,
  ) {
    this.userDataDir = server.userDataDir;
    this.page = window.page;
    const ours = `extensionId=${extensionId()}&`;
    this.page.on('framenavigated', (frame) => (this.#hasShownOurPage ||= `${frame.url()}&`.includes(ours)));
  }

  /** Whether the window has shown a page of the extension since it was loaded. */
  get hasShownOurPage(): boolean {
    return this.#hasShownOurPage;
  }

  /** The title with its category: `Dualtrack: Show Log`. */
  runCommand = (title: string): Promise<void> => runCommand(this.page, title);
  question = (match?: string | RegExp): Promise<Question> => question(this.page, match);
  answerInput = (text?: string, match?: string | RegExp): Promise<Question> => answerInput(this.page, text, match);
  /** A key for the box that is open. */
  press = (key: string): Promise<void> => pressInBox(this.page, key);
  pickItem = (label: string | RegExp): Promise<void> => pickItem(this.page, label);
  clickRow = (row: Locator): Promise<void> => clickRow(this.page, row);
  shownItems = (): Promise<string[]> => shownItems(this.page);
  shownRows = (): Promise<string[]> => shownRows(this.page);
  chooseItem = (title: string | RegExp, text: string): Promise<void> => chooseItem(this.page, title, text);
  toast = (match: string | RegExp): Promise<Message> => toast(this.page, match);
  clickToast = (button: string, match?: string | RegExp): Promise<void> => clickToast(this.page, button, match);
  toastIcon = (match: string | RegExp): Promise<Severity> => toastIcon(this.page, match);
  shownToasts = (): Promise<string[]> => shownToasts(this.page);
  modal = (match: string | RegExp): Promise<Message> => modal(this.page, match);
  clickModal = (button: string): Promise<void> => clickModal(this.page, button);
  openFile = (file: string): Promise<void> => openFile(this.page, file);
  editorText = (until?: string | RegExp): Promise<string> => editorText(this.page, until);
  selectAllAndContextMenu = (item: string): Promise<void> => selectAllAndContextMenu(this.page, item);
  contextMenuOfAll = (): Promise<string[]> => contextMenuOfAll(this.page);
  webviewFrame = (title?: string): Promise<Frame> => webviewFrame(this.page, extensionId(), title);
  viewFrame = (): Promise<Frame> => viewFrame(this.page, extensionId());

  /** Saves what the window shows as `out/screenshots/NAME.png`. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(projectRoot(), 'out/screenshots', `${name}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }

  /** The user settings as they were when the window was opened. */
  get firstSettings(): Settings {
    return this.settingsAtStart;
  }

  /** Gives our texts in the display language, each made of the English one; for the next window. */
  translate(language: string, texts: (english: string) => string): void {
    translate(path.join(this.home, 'extensions'), language, texts);
  }

  /** Changes user settings of the running host, as by hand in settings.json. */
  changeSettings(changes: Settings): void {
    this.settings = { ...this.settings, ...changes };
    writeSettings(this.userDataDir, this.settings);
  }

  /** Makes the host's settings file one that VS Code does not write to, until settings are changed the next time. */
  breakSettings(): void {
    breakSettings(this.userDataDir);
  }

  /** The settings of the host as they are now, also where the extension has changed them. */
  readSettings = (): Settings => readSettings(this.userDataDir);

  /** Remembers all settings, those of folders too; the function that it gives makes them so again. */
  rememberSettings(): () => Restored {
    const settings = this.settings;
    const files: SettingFiles = settingFiles(this.userDataDir, this.folders);
    return () => {
      this.settings = settings;
      return restoreSettingFiles(this.userDataDir, files);
    };
  }

  async setTheme(theme: Theme): Promise<void> {
    this.changeSettings({ 'workbench.colorTheme': themes[theme].name });
    await this.page.locator(`.monaco-workbench${themes[theme].shown}`).waitFor();
  }

  /** Reloads the window: the extension host starts anew. */
  async reload(): Promise<void> {
    this.#hasShownOurPage = false;
    await this.page.reload();
    await this.page.locator('.monaco-workbench .statusbar-item').first().waitFor();
  }

  /** By VS Code's own command, so that it stores all before; a page that is reloaded from outside forgets what is not stored yet. */
  async reloadByCommand(): Promise<void> {
    // what comes to the front in that moment can take the palette's Enter
    await this.page.evaluate(`window.isOldWindow = true`);
    this.#hasShownOurPage = false;
    for (let left = 3; left > 0 && (await this.#isOldWindow()); left -= 1) {
      const loaded = this.page.waitForEvent('load', { timeout: 15_000 }).catch(() => undefined);
      await this.runCommand('Developer: Reload Window');
      await loaded;
    }
    await this.page.locator('.monaco-workbench .statusbar-item').first().waitFor();
  }

  /** Not while it is loaded anew, and not after that. */
  async #isOldWindow(): Promise<boolean> {
    return this.page.evaluate<boolean>(`window.isOldWindow === true`).catch(() => false);
  }

  /** All that was logged: the log files, the server's output and the window's console. */
  logs(): string {
    const folder = path.join(this.userDataDir, 'logs');
    const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const files = names.map((name) => path.join(folder, name)).filter((file) => fs.statSync(file).isFile());
    const texts = files.map((file) => `== ${file}\n${fs.readFileSync(file, 'utf8')}`);
    return [...texts, this.server.printed(), ...this.window.printed].join('\n');
  }

  /** Ends everything that was started and removes its files, the workspace included. */
  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    removeFolder(this.home);
  }
}
