import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Options, VsCode } from '../../host/driver';
import type { World } from '../world';
import { clearToasts, explainFailures, startWorld } from '../world';
import type { Thief } from './thief';
import { startThief } from './thief';

/** A world that somebody wants to steal from. */
export interface AttackedWorld extends World {
  readonly thief: Thief;
}

/**
 * To be called in a `describe`: starts a world and a thief before its tests and forgets before each of them what the last one
 * did to either.
 */
export function attackedWorld(
  options: (thief: Thief) => Options = () => ({}),
  prepare: (world: World) => Promise<void> | void = () => undefined,
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
  beforeEach(async () => {
    const { vscode, relay, studio, thief } = started();
    thief.forget();
    relay.reset();
    studio.reset();
    await clearToasts(vscode);
  });
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

/** Gives a route its key through *Set Key…*. */
export async function setKey(vscode: VsCode, name: string, key: string): Promise<void> {
  await vscode.runCommand('Dualtrack: Set Key…');
  await vscode.pickItem(name);
  await vscode.answerInput(key, `Key for ${name}`);
  await vscode.toast(`${name} has its key.`);
  await clearToasts(vscode);
}

/** Runs *Generate Image…* with one route only, by its name. */
export async function generateVia(vscode: VsCode, name: string, prompt: string): Promise<void> {
  await vscode.runCommand('Dualtrack: Generate Image…');
  await vscode.question('Generate Image');
  await vscode.page.locator('.quick-input-widget [aria-label="Use one route only, this time"]').click();
  await vscode.pickItem(name);
  await vscode.answerInput(prompt, new RegExp(`· ${name} \\(`));
}

/** Settings as a repository brings them, and as the window has them after a reload. */
export async function setFolderSettings(
  vscode: VsCode,
  settings: object,
  root = vscode.folders[0] ?? '',
): Promise<void> {
  fs.mkdirSync(path.join(root, '.vscode'), { recursive: true });
  fs.writeFileSync(path.join(root, '.vscode/settings.json'), JSON.stringify(settings));
  await vscode.reload();
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
