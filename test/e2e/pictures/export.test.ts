import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { extensionId, projectRoot } from '../../../scripts/project';
import { openWindow } from '../../harness/workbench/driver';
import { webviewFrame } from '../../harness/workbench/editors';
import { answerInput, runCommand } from '../../harness/workbench/palette';
import { toast } from '../../harness/workbench/messages';
import type { World } from '../world';
import {
  answerFileDialog,
  clearToasts,
  eachAfresh,
  explainFailures,
  filesIn,
  generate,
  relayKey,
  setKeys,
  startWorld,
} from '../world';

describe('what Dualtrack has kept', () => {
  let world: World;
  let storage: string;

  before(async () => {
    world = await startWorld();
    await setKeys(world);
    storage = path.join(world.vscode.userDataDir, 'User/globalStorage', extensionId());
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);

  async function make(prompt: string): Promise<void> {
    await generate(world.vscode, prompt);
    await world.vscode.toast('Saved assets/');
    await clearToasts(world.vscode);
  }

  async function exportTo(format: 'CSV' | 'JSON', name: string): Promise<void> {
    const { vscode } = world;
    await vscode.runCommand('Dualtrack: Export All…');
    await vscode.pickItem(format);
    await answerFileDialog(vscode, path.join(vscode.folders[0] ?? '', name), 'Export To');
  }

  const read = (name: string): string => fs.readFileSync(path.join(world.vscode.folders[0] ?? '', name), 'utf8');

  it('is exported as CSV for a spreadsheet and as JSON, and replaces a file only when asked', async () => {
    const { vscode } = world;
    await make('=1+1 狐狸');
    await exportTo('CSV', 'kept.csv');
    await vscode.toast(/Exported to kept-attempts\.csv, kept-pictures\.csv\. Attempts: \d+, pictures: \d+\./);
    assert.match(read('kept-attempts.csv'), /^\ufeffstartedAt,.*\r\n.*,apiyi,.*,billed,0\.055,/);
    assert.match(read('kept-pictures.csv'), /^\ufeffcreatedAt,[^]*,'=1\+1 狐狸,file:\/\/\/.*assets\//);
    await clearToasts(vscode);

    fs.writeFileSync(path.join(vscode.folders[0] ?? '', 'kept-attempts.csv'), 'mine');
    await exportTo('CSV', 'kept.csv');
    await vscode.modal('Replace kept-attempts.csv, kept-pictures.csv?');
    await vscode.clickModal('Cancel');
    assert.equal(read('kept-attempts.csv'), 'mine');
    await exportTo('CSV', 'kept.csv');
    await vscode.modal('Replace kept-attempts.csv, kept-pictures.csv?');
    await vscode.clickModal('Replace');
    await vscode.toast('Exported to kept-attempts.csv');
    assert.match(read('kept-attempts.csv'), /,billed,0\.055,/);
    await clearToasts(vscode);

    await exportTo('JSON', 'kept.json');
    await vscode.toast('Exported to kept.json.');
    const { pictures } = JSON.parse(read('kept.json')) as { pictures: { prompt: string; costUsd: number }[] };
    assert.equal(pictures.find(({ prompt }) => prompt === '=1+1 狐狸')?.costUsd, 0.055);
    assert.deepEqual(filesIn(storage, 'staging'), []);
  });

  it('is forgotten when the user has seen what goes: in all windows, but not by the ledger', async () => {
    const { vscode } = world;
    const { page } = vscode;
    const browser = page.context().browser() ?? assert.fail();
    const second = (await openWindow(browser, page.url())).page;
    try {
      await make('a forgettable lamp');
      await runCommand(second, 'Dualtrack: Generate Image…');
      await answerInput(second, 'a lamp of the other window', 'Generate Image');
      await answerInput(second, relayKey, 'Key for APIYI'); // this browser has none yet
      await toast(second, 'Saved assets/');
      const panels = [await panelOf(page), await panelOf(second)];
      for (const panel of panels) await panel.locator('.picture').first().waitFor();
      const before = usage();
      const files = filesIn(vscode.folders[0]);

      await vscode.runCommand('Dualtrack: Clear History…');
      const { text } = await vscode.modal('Clear the history of Dualtrack');
      assert.match(text, /the list of pictures with their prompts \(\d+\), and thumbnails \(\d+, \d+ KB\)/);
      assert.match(text, /Kept: the picture files, and the ledger.* Its database takes [\d.]+ [KM]B\./);
      await vscode.screenshot('clear-history');
      await vscode.clickModal('Clear History');
      await vscode.toast('History cleared.');
      for (const panel of panels) await panel.locator('.picture').first().waitFor({ state: 'detached' });

      assert.deepEqual(usage(), before);
      assert.deepEqual(filesIn(vscode.folders[0]), files);
      assert.deepEqual(filesIn(storage, 'thumbnails'), []);
      await clearToasts(vscode);
      await make('a new lamp');
      await panels[0]?.getByRole('img', { name: 'a new lamp' }).waitFor();
      await vscode.runCommand('Dualtrack: Clear History…');
      await vscode.modal('Clear the history of Dualtrack');
      await vscode.clickModal('Cancel');
      assert.equal(usage().attempts, before.attempts + 1);
      await panels[0]?.getByRole('img', { name: 'a new lamp' }).waitFor();
    } finally {
      await second.close();
    }
  });

  async function panelOf(page: Page): Promise<Frame> {
    await runCommand(page, 'Dualtrack: Open Image Panel');
    return webviewFrame(page, extensionId(), 'Dualtrack');
  }

  function usage(): { readonly knownUsd: number; readonly attempts: number } {
    const door = path.join(projectRoot(), 'out/cli/usage.js');
    const { stdout } = spawnSync(process.execPath, [door, '--db', path.join(storage, 'dualtrack.db')], {
      encoding: 'utf8',
    });
    return JSON.parse(stdout) as { knownUsd: number; attempts: number };
  }
});
