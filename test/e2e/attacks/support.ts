import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Options, VsCode } from '../../harness/workbench/driver';
import type { World } from '../world';
import { eachAfresh, explainFailures, startWorld } from '../world';
import type { Thief } from './thief';
import { startThief } from './thief';

/** A world that somebody wants to steal from. */
export interface AttackedWorld extends World {
  readonly thief: Thief;
}

/**
 * To be called in a `describe`: starts a world and a thief before its tests; before each of them both are as at the start.
 */
export function attackedWorld(
  options: (thief: Thief) => Options = () => ({}),
  prepare: (world: World) => Promise<void> | void = () => undefined,
  afresh: Parameters<typeof eachAfresh>[1] = {},
): () => AttackedWorld {
  let world: AttackedWorld | undefined;
  const started = (): AttackedWorld => world ?? assert.fail('the world has not begun');
  before(async () => {
    const thief = await startThief();
    world = { ...(await startWorld(options(thief))), thief };
    await prepare(world);
  });
  after(async () => {
    await world?.close();
    await world?.thief.close();
  });
  explainFailures(started);
  eachAfresh(started, afresh);
  beforeEach(() => started().thief.forget());
  return started;
}

/** Declares tests of attacks: after each of them `untouched` must hold, which throws where something was reached. */
export function attacksWith(untouched: () => void): (title: string, run: () => Promise<void>) => void {
  return (title, run) =>
    it(title, async () => {
      await run();
      untouched();
    });
}

/** Runs *Generate Image…* with one route only, by its name. */
export async function generateVia(vscode: VsCode, name: string, prompt: string): Promise<void> {
  await vscode.runCommand('Dualtrack: Generate Image…');
  await vscode.question('Generate Image');
  await vscode.page.locator('.quick-input-widget [aria-label="Use one route only, this time"]').click();
  await vscode.pickItem(name);
  await vscode.answerInput(prompt, new RegExp(`· ${name} [·(]`));
}

/** Settings as a repository brings them; a window reads them some time later. */
export function writeFolderSettings({ folders: [root = ''] }: VsCode, settings: object): void {
  fs.mkdirSync(path.join(root, '.vscode'), { recursive: true });
  fs.writeFileSync(path.join(root, '.vscode/settings.json'), JSON.stringify(settings));
}

/** The same, in a window that has read them. */
export async function setFolderSettings(vscode: VsCode, settings: object): Promise<void> {
  await reloadWith(vscode, (mark) => writeFolderSettings(vscode, { ...settings, ...mark }));
}

let titles = 0;

/**
 * Writes settings of a folder or a workspace, and loads the window anew until it has read them. It is drawn before, with those of
 * an earlier one. `mark`: to be written beside them, gives the window a title, by which it tells.
 */
export async function reloadWith(vscode: VsCode, write: (mark: object) => void): Promise<void> {
  titles += 1;
  const title = `settings ${titles}`;
  write({ 'window.title': title });
  await vscode.reloadByCommand();
  await vscode.page.waitForFunction(`document.title.includes(${JSON.stringify(title)})`);
}

/** Escape, where something is asked: in the box itself, since something else may have taken the focus. */
export async function dismiss({ page }: VsCode): Promise<void> {
  await page.locator('.quick-input-widget input.input').filter({ visible: true }).press('Escape');
}

/** `{ "a.b": 1 }` as `{ "a": { "b": 1 } }`: the form that hosts before VS Code 1.136.2 let through. */
export function nested(settings: Readonly<Record<string, unknown>>): object {
  const tree: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(settings)) {
    const [section = '', key = ''] = name.split('.');
    tree[section] = { ...tree[section], [key]: value };
  }
  return tree;
}

/** All files below a folder that is not a workspace's; links are not followed. */
export function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !fs.lstatSync(path.join(folder, name)).isDirectory());
}
