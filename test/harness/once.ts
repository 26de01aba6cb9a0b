import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openChromium } from './workbench/chromium';
import { openWindow } from './workbench/driver';
import { errorToast, modal, toast } from './workbench/messages';
import { answerInput, runCommand } from './workbench/palette';
import { removeFolder, temporaryFolder } from '../../scripts/project';
import { startServer } from './server';
import { builtVsix } from '../../scripts/vsix';

const limitMs = 180_000;
const picture = /\.(png|jpe?g|webp)$/i;
const placeholder = 'Saved a free placeholder, ';
const named = new RegExp(`\\.(png|jpe?g|webp) via |${placeholder}`, 'i');

/**
 * Does the main job once, as a user: Generate Image through the palette of a real VS Code that has `folder` open, with
 * settings of its own. Gives what the user is told: `saved FILE via ROUTE`. Throws after three minutes.
 */
export async function generateOnce(folder: string, prompt: string): Promise<string> {
  const home = temporaryFolder();
  const server = await startServer({ home, extensions: [await builtVsix()] });
  const browser = await openChromium();
  try {
    const { page } = await openWindow(browser, `${server.origin}/?folder=${encodeURIComponent(folder)}`);
    page.setDefaultTimeout(limitMs);
    return await withinLimit(async () => {
      const before = new Set(picturesIn(folder));
      await runCommand(page, 'Dualtrack: Generate Image…');
      await answerInput(page, prompt);
      const told = await Promise.race([saved(page), failed(page)]);
      const file = picturesIn(folder).find((name) => !before.has(name) && told.includes(name));
      if (file === undefined) throw new Error(`VS Code says: ${told}`);
      return `saved ${file} via ${routeOf(told, file)}`;
    });
  } finally {
    await browser.close();
    await server.stop();
    removeFolder(home);
  }
}

async function saved(page: Page): Promise<string> {
  return (await toast(page, named)).text;
}

async function failed(page: Page): Promise<string> {
  return Promise.race([errorToast(page), modal(page, '').then(({ text }) => text)]);
}

/** The notification reads "Saved assets/fox.png via Google AI Studio ($0.07). …", or "Saved a free placeholder, assets/fox.png. …". */
function routeOf(told: string, file: string): string {
  if (told.startsWith(placeholder)) return 'placeholder';
  const rest = told.slice(told.indexOf(file) + file.length);
  const name = /^\s*via (.+?)(?: \([^()]*\))?(?:\.(?:\s|$)|$)/.exec(rest)?.[1];
  if (name === undefined) throw new Error(`no route is named in: ${told}`);
  return name.toLowerCase().replaceAll(/\s+/g, '-');
}

/** Relative to the folder, as it is shown. */
function picturesIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => picture.test(name))
    .map((name) => name.split(path.sep).join('/'));
}

function withinLimit<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = new Error(`no picture within ${limitMs / 1000} seconds`);
    const timer = setTimeout(() => reject(late), limitMs);
    void work()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
