import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Frame } from 'playwright-core';
import { extensionId } from '../../../scripts/project';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import { eachAfresh, explainFailures, generate, reloadEmpty, setKeys, startWorld } from '../world';

describe('the filter of the gallery', () => {
  let world: World;
  let page: Frame;

  before(async () => {
    world = await startWorld();
    await setKeys(world);
    for (const prompt of ['a fox', 'a harbour', 'a kite']) {
      await generate(world.vscode, prompt);
      await world.vscode.toast(`Saved assets/${prompt.replace(' ', '-')}.jpg`);
    }
    change(`UPDATE picture SET favourite = 1, caller = 'agent' WHERE prompt = 'a fox';
      UPDATE picture SET route = 'studio', model = 'nano-banana-pro' WHERE prompt = 'a harbour';
      UPDATE picture SET created_at = created_at - 10 * 86400000 WHERE prompt = 'a kite'`);
    await reloadEmpty(world.vscode);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);
  beforeEach(async () => {
    await world.vscode.runCommand('Dualtrack: Open Image Panel');
    page = await world.vscode.webviewFrame('Dualtrack');
    await page.locator('#filter').waitFor();
  });

  /** As other doors, and other days, would have written them. */
  function change(sql: string): void {
    const file = path.join(world.vscode.userDataDir, 'User/globalStorage', extensionId(), 'dualtrack.db');
    const db = new DatabaseSync(file);
    db.exec(`PRAGMA busy_timeout = 5000; ${sql}`);
    db.close();
  }

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const shows = (...names: string[]) =>
    eventually(names.join(), async () => {
      const paths = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.pictures img')].map(({ alt }) => alt)`,
      );
      return paths.sort().join() === names.sort().join();
    });
  const select = (id: string) => page.locator(`vscode-single-select#filter-${id}`);
  async function choose(id: string, option: string | RegExp): Promise<void> {
    await select(id).click();
    await select(id).getByRole('option', { name: option }).click();
  }

  it('shows favorites only, and all again', async () => {
    await shows('a fox', 'a harbour', 'a kite');
    await button('a kite').click();
    await button('Add to Favorites').click();
    await button('Remove from Favorites').waitFor();
    await button('Favorites').press('Enter');
    await shows('a fox', 'a kite');
    await button('Remove from Favorites').click();
    await shows('a fox');
    assert.equal(await button('Favorites').getAttribute('aria-pressed'), 'true');
    await button('Favorites').click();
    await shows('a fox', 'a harbour', 'a kite');
  });

  it('offers what the pictures have, takes all that is chosen together, and each of it away alone', async () => {
    await button('Filter').press('Enter');
    assert.equal(await button('Filter').getAttribute('aria-expanded'), 'true');
    await eventually('the routes', async () => (await optionsOf('route')).length === 3);
    assert.deepEqual(await optionsOf('route'), ['Route: Any', 'APIYI (2)', 'Google AI Studio (1)']);
    assert.deepEqual(await optionsOf('caller'), ['Asked by: Any', 'You (2)', 'An agent (1)']);
    assert.equal(await select('folder').count(), 0); // there is but one
    await choose('route', 'APIYI (2)');
    await shows('a fox', 'a kite');
    await page.locator('[aria-live]', { hasText: '2 pictures found.' }).waitFor({ state: 'attached' });
    await choose('caller', 'An agent (1)');
    await shows('a fox');
    await world.vscode.screenshot('filters');
    await button('Remove filter: Asked by: An agent').press('Enter');
    await shows('a fox', 'a kite');
    assert.equal(await page.evaluate('document.activeElement.id'), 'filter');
    await choose('model', /Nano Banana Pro/);
    await page.locator('.empty', { hasText: 'No pictures match these filters.' }).waitFor();
    await world.vscode.screenshot('filters-empty');
    await page.locator('.empty').getByRole('button', { name: 'Clear Filters' }).click();
    await shows('a fox', 'a harbour', 'a kite');
    assert.equal(await page.locator('.filter-chips').count(), 0);
  });

  it('knows days, and a range of them', async () => {
    await button('Filter').click();
    await choose('date', 'Last 7 Days');
    await shows('a fox', 'a harbour');
    await choose('date', 'Date Range…');
    await shows('a fox', 'a harbour', 'a kite');
    const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('From', { exact: true }).fill(day(12));
    await page.getByLabel('To', { exact: true }).fill(day(8));
    await shows('a kite');
    await button(/^Remove filter: \d/).click();
    await shows('a fox', 'a harbour', 'a kite');
  });

  it('is kept over a reload, as are the words', async () => {
    const { vscode } = world;
    await button('Filter').click();
    await choose('route', 'Google AI Studio (1)');
    await page.locator('#search').fill('harb');
    await shows('a harbour');
    await vscode.reloadByCommand();
    await vscode.runCommand('Dualtrack: Open Image Panel');
    page = await vscode.webviewFrame('Dualtrack');
    await shows('a harbour');
    assert.equal(await page.locator('#search').inputValue(), 'harb');
    await page.locator('#search').press('Escape');
    await button('Remove filter: Route: Google AI Studio').waitFor();
    await button('Clear Filters').first().click();
    await shows('a fox', 'a harbour', 'a kite');
  });

  it('fits into a narrow view, in the light too', async () => {
    const { vscode } = world;
    await vscode.setTheme('light-2026');
    await vscode.page.locator('.activitybar').getByRole('tab', { name: 'Dualtrack' }).click();
    page = await vscode.viewFrame();
    await button('Filter').click();
    await choose('route', 'APIYI (2)');
    await shows('a fox', 'a kite');
    await vscode.screenshot('filters-narrow');
    const isWide = `document.documentElement.scrollWidth > document.documentElement.clientWidth`;
    assert.equal(await page.evaluate<boolean>(isWide), false);
    await button('Clear Filters').first().click();
  });

  function optionsOf(id: string): Promise<string[]> {
    return page.evaluate<string[]>(`document.querySelector('#filter-${id}').options.map(({ label }) => label)`);
  }
});
