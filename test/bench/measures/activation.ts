import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { loadedAtStart, loadedFirst } from '../../../scripts/loadedAtStart';
import { removeFolder, temporaryFolder } from '../../../scripts/project';
import { builtVsix } from '../../../scripts/vsix';
import { readZip } from '../../../scripts/zip';
import { eventually } from '../../harness/eventually';
import { openVsCode } from '../../harness/workbench/driver';
import { median } from '../median';

/** Ours, and those of VS Code itself that are active in the same window: by the names that VS Code shows, up to a colon. */
const compared = ['Dualtrack', 'Git', 'Emmet', 'Merge Conflict', 'Git Base'] as const;

/** By extension: milliseconds from loading its code to the end of its `activate`, as *Running Extensions* shows them; a median of windows. */
type Times = Readonly<Record<(typeof compared)[number], number>>;

export interface ActivationResults {
  readonly ms: Times;
  /** Bytes of code that are read until `activate` returns, and with those of the moment after. */
  readonly bytesBeforeReturn: number;
  readonly bytesAtStart: number;
}

/** Of the extension as it is packaged. `windows`: how many are opened. */
export async function activation(windows: number): Promise<ActivationResults> {
  const ms = await activationTimes(windows);
  const folder = await unpacked();
  try {
    const [first, ...later] = loadedFirst;
    const bytesBeforeReturn = bytesLoaded(folder, [first]);
    // what is loaded already is not read again
    return { ms, bytesBeforeReturn, bytesAtStart: bytesBeforeReturn + bytesLoaded(folder, later) };
  } finally {
    removeFolder(folder);
  }
}

/** The code in the VSIX; dist may be another build by now. */
async function unpacked(): Promise<string> {
  const folder = temporaryFolder();
  for (const { name, data } of readZip(await builtVsix())) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, data);
  }
  return folder;
}

function bytesLoaded(folder: string, files: readonly string[]): number {
  const dist = path.join(folder, 'extension/dist');
  return loadedAtStart(dist, files).reduce((sum, name) => sum + statSync(path.join(dist, name)).size, 0);
}

/** Opens a real VS Code with the packaged extension, and a window for each round, with a file open as people have it. */
async function activationTimes(rounds: number): Promise<Times> {
  const code = await openVsCode({ folders: { project: { 'notes.md': 'A red fox in the snow\n' } } });
  try {
    await code.page.setViewportSize({ width: 1280, height: 2400 }); // the list draws only rows that are in sight
    await code.openFile('notes.md');
    const shown: ReadonlyMap<string, number>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await code.reload();
      await code.runCommand('Developer: Show Running Extensions');
      shown.push(await shownTimes(code.page));
    }
    const times = compared.map((name) => [name, median(shown.map((one) => one.get(name) ?? NaN))]);
    return Object.fromEntries(times) as Times;
  } finally {
    await code.close();
  }
}

/** Waits until all that are compared are active. */
async function shownTimes(page: Page): Promise<ReadonlyMap<string, number>> {
  let times = new Map<string, number>();
  await eventually('all compared extensions are active', async () => {
    times = new Map(await rows(page));
    return compared.every((name) => times.has(name));
  });
  return times;
}

async function rows(page: Page): Promise<[string, number][]> {
  const row = page.locator('.runtime-extensions-editor .extension');
  const names = await row.locator('.name').allInnerTexts();
  const times = await row.locator('.activation-time').allInnerTexts();
  if (names.length !== times.length) return []; // it was drawn anew in between
  return names.flatMap((name, index): [string, number][] => {
    const ms = /([\d.]+)\s*ms/.exec(times[index] ?? '')?.[1];
    return ms === undefined ? [] : [[name.trim().split(':')[0] ?? '', Number(ms)]];
  });
}
