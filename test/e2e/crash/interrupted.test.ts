import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Frame } from 'playwright-core';
import { createStore } from '../../../src/store/store';
import type { LedgerRow } from '../../../src/store/ledger/ledgerRow';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import { clearToasts, eachAfresh, explainFailures, filesIn, generate, setKeys, startWorld } from '../world';
import { choosePictures } from '../world';
import { hostMark, killExtensionHost } from './extensionHosts';

describe('pictures that were under way when the window went', () => {
  let world: World;
  const run = randomUUID();

  before(async () => {
    world = await startWorld({ env: { [hostMark]: run } });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  async function openPanel(): Promise<Frame> {
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    return world.vscode.webviewFrame('Dualtrack');
  }

  async function ask(prompt: string, count: number): Promise<void> {
    const page = await openPanel();
    await page.getByLabel('Prompt').fill(prompt);
    await choosePictures(page, count);
    await page.getByRole('button', { name: 'Generate' }).click();
  }

  const database = (): string =>
    path.join(world.vscode.userDataDir, 'User/globalStorage/dualtrack.dualtrack/dualtrack.db');

  /** Whether every job that is still shown as interrupted was told: that is written down after its message has gone. */
  function areTold(): boolean {
    const db = new DatabaseSync(database(), { readOnly: true, timeout: 5_000 });
    try {
      return db.prepare(`SELECT 1 FROM job WHERE state = 'interrupted' AND told = 0`).get() === undefined;
    } finally {
      db.close();
    }
  }

  async function attempts(): Promise<readonly LedgerRow[]> {
    const store = createStore(database(), (fact) => assert.fail(fact.what));
    const rows = await store.ledger.list({ since: 0 });
    await store.close();
    return rows;
  }

  it('are told after a reload with what they may have cost, shown in the panel, and made again as they were wanted', async () => {
    const { vscode, relay } = world;
    relay.script({ do: 'hang', when: 'beforeHeaders' }, { times: 2 });
    await ask('a red kite', 2);
    await relay.arrived(2);
    await vscode.reload();
    const told = await vscode.toast('2 pictures were interrupted; APIYI may have charged $0.11.');
    assert.deepEqual(told.buttons, ['Make Again', 'Settle…']);
    const page = await openPanel();
    const tiles = page.locator('.interrupted-job');
    await tiles.nth(1).waitFor();
    assert.match(
      await tiles.first().innerText(),
      /^APIYI may have charged \$0\.055\.\s+\S.* · Nano Banana 2 · 1K · 1:1\s[^]*1 of 2\s+a red kite\s*$/,
    );
    await vscode.screenshot('panel-interrupted');
    const before = (await attempts()).slice(0, 2);
    assert.deepEqual(
      before.map(({ failure, charge, endedAt }) => [failure, charge, endedAt === undefined]),
      Array.from({ length: 2 }, () => ['cancelled', 'unknown', false]),
      'the jobs have ended in order before the window went',
    );

    await page.getByRole('button', { name: 'Make Again 1 of 2: a red kite' }).click();
    await page.getByRole('img', { name: 'a red kite' }).waitFor();
    await tiles.nth(1).waitFor({ state: 'detached' });
    assert.equal(await tiles.count(), 1);
    assert.deepEqual(filesIn(vscode.folders[0]), ['a-red-kite.jpg']);
    await clearToasts(vscode);
    await eventually('it is written down that it was told', areTold);
    await vscode.reload();
    await (await openPanel()).locator('.interrupted-job').waitFor();
    assert.deepEqual(await vscode.shownToasts(), [], 'it was told once');
  });

  it('no longer say that something may have been charged once that is settled', async () => {
    const { vscode, relay } = world;
    relay.script({ do: 'hang', when: 'beforeHeaders' });
    await ask('a green gate', 1);
    await relay.arrived(1);
    await vscode.reload();
    await vscode.clickToast('Settle…', '1 picture was interrupted; APIYI may have charged $0.055.');
    await vscode.page.locator('.quick-input-list-row', { hasText: 'the window was closed' }).first().waitFor();
    await vscode.pickItem('a green gate');
    await vscode.page.getByPlaceholder('Was “a green gate” charged?', { exact: true }).waitFor();
    await vscode.pickItem('It was not charged');
    const tile = (await openPanel()).locator('.interrupted-job', { hasText: 'a green gate' });
    await tile.filter({ hasText: 'Nothing was charged.' }).waitFor();
    await tile.getByRole('button', { name: /Settle/ }).waitFor({ state: 'detached' });
    await vscode.press('Escape');
  });

  it('are made again by the message as far as they are left', async () => {
    const { vscode, relay } = world;
    relay.script({ do: 'hang', when: 'beforeHeaders' }, { times: 2 });
    await ask('a tin drum', 2);
    await relay.arrived(2);
    await vscode.reload();
    await vscode.toast('2 pictures were interrupted');
    const page = await openPanel();
    await page.getByRole('button', { name: 'Dismiss 1 of 2: a tin drum' }).click();
    await page.getByRole('button', { name: 'Make Again: a tin drum' }).waitFor();
    await vscode.clickToast('Make Again', '2 pictures were interrupted');
    await vscode.toast('Making 1 of 2 pictures again: you have made or dismissed the others already.');
    await vscode.toast('Saved assets/a-tin-drum');
    assert.equal(relay.paidRequests.length, 3);
  });

  it('are told after a crash, and made again from the message', async () => {
    const { vscode, relay } = world;
    relay.script({ do: 'hang', when: 'beforeHeaders' });
    await generate(vscode, 'a blue barn');
    await relay.arrived(1);
    await killExtensionHost(vscode, run);
    await vscode.clickToast('Make Again', '1 picture was interrupted; APIYI may have charged $0.055.');
    await vscode.toast(/Saved assets\/a-blue-barn.*\.jpg via APIYI/);
    assert.equal(relay.paidRequests.length, 2);
  });

  it('are told also where a question about money was open', async () => {
    const { vscode, relay, studio } = world;
    relay.script({ do: 'cut' });
    await ask('a lost letter', 1);
    await vscode.toast('may already have charged');
    await vscode.reload();
    await vscode.toast('1 picture was interrupted; APIYI may have charged $0.055.');
    const tile = (await openPanel()).locator('.interrupted-job', { hasText: 'a lost letter' });
    await tile.waitFor();
    assert.equal(studio.requests.length, 0);
    assert.ok((await attempts()).every(({ state }) => state === 'finished'));
  });
});
