import type { Stage } from './stage';

/** A state that the panel can be in, and how to get there from a panel in which nothing happens. */
export interface PanelState {
  readonly name: string;
  show(stage: Stage): Promise<void>;
  /** What `Stage.calm` does not undo. */
  leave?(stage: Stage): Promise<void>;
}

const never = new Promise<never>(() => undefined);

/** Before anything was made. */
export const statesBefore: readonly PanelState[] = [
  {
    name: 'unconnected',
    async show({ vscode, page }) {
      vscode.changeSettings({ 'dualtrack.routes': [] });
      await page.locator('.price, .routes').first().waitFor({ state: 'attached' });
      await page.getByRole('button', { name: 'Connect a Route' }).first().waitFor();
    },
    async leave({ vscode, page }) {
      vscode.changeSettings(vscode.firstSettings);
      await page.getByRole('button', { name: 'Connect a Route' }).first().waitFor({ state: 'detached' });
    },
  },
  {
    name: 'empty',
    async show({ page }) {
      await page.locator('p.empty, div.empty').waitFor();
    },
  },
];

/** With pictures of the last days. */
export const states: readonly PanelState[] = [
  {
    name: 'gallery',
    async show({ page }) {
      await page.locator('#prompt').fill('The same harbour in winter, snow on the roofs, warm light in the windows');
      await page.locator('.picture img').first().waitFor();
    },
  },
  {
    name: 'running',
    async show(stage) {
      const { page, relay, studio } = stage;
      relay.script({ do: 'error', error: 'overloaded' }, { times: Infinity });
      studio.script({ do: 'answer', after: never }, { times: Infinity });
      await stage.generate('The same harbour in winter, snow on the roofs');
      await page.locator('.job-tried').first().waitFor();
      await stage.generate('Fishing nets drying in the sun');
      await page.locator('.job-tried').nth(1).waitFor();
    },
  },
  {
    name: 'question',
    async show(stage) {
      stage.relay.script({ do: 'cut' });
      await stage.generate('The same harbour in winter, snow on the roofs');
      await stage.page.locator('.job-question').waitFor();
    },
  },
  {
    name: 'failure',
    async show(stage) {
      stage.relay.script({ do: 'noPicture', how: 'promptBlocked' });
      await stage.generate('A famous actor as a sailor');
      await stage.page.locator('.notice, .failed-job').first().waitFor();
    },
  },
  {
    name: 'details',
    async show({ page }) {
      await page.locator('.picture .thumbnail').first().click();
      await page.locator('.about .stage img').first().waitFor();
    },
    leave: ({ page }) => page.locator('.about').press('Escape'),
  },
  {
    name: 'selected',
    async show({ page }) {
      await page.locator('.picture .thumbnail').nth(0).click();
      await page
        .locator('.picture .thumbnail')
        .nth(2)
        .click({ modifiers: ['Shift'] });
      await page.locator('.selected').nth(2).waitFor();
    },
    leave: ({ page }) => page.locator('.selected .thumbnail').last().press('Escape'),
  },
  {
    name: 'references',
    async show(stage) {
      const { page } = stage;
      await page.locator('#prompt').fill('The boats of image 1 on the lake of image 2');
      for (const index of [0, 3]) await stage.dropTile(index);
      await page.locator('.reference img').nth(1).waitFor();
    },
    async leave({ page }) {
      const faces = page.locator('.reference-face');
      for (let left = await faces.count(); left > 0; left -= 1) {
        await faces.first().press('Delete');
        await faces.nth(left - 1).waitFor({ state: 'detached' });
      }
    },
  },
  {
    name: 'filtered',
    async show({ page }) {
      await page.locator('#favorites').click();
      await page.locator('#favorites[aria-pressed="true"]').waitFor();
      await page.locator('#filter').click();
      await page.locator('#filters').waitFor();
    },
    async leave({ page }) {
      await page.locator('#favorites').click();
      await page.locator('#favorites[aria-pressed="false"]').waitFor();
      await page.locator('#filter').click();
    },
  },
  {
    name: 'nothing-found',
    async show({ page }) {
      await page.locator('#search').fill('giraffe');
      await page.locator('p.empty, div.empty').waitFor();
    },
  },
  {
    name: 'narrow',
    async show(stage) {
      await stage.page
        .locator('#prompt')
        .fill('The same harbour in winter, snow on the roofs, warm light in the windows');
      await stage.resize(340);
    },
  },
  {
    name: 'many',
    async show(stage) {
      await stage.makeMany(10_000);
      await stage.page.getByPlaceholder(/10,0/).waitFor();
      await stage.page.locator('.picture img').first().waitFor();
    },
  },
];

/** Those to be seen in languages that need more room, or break lines in other places. */
export const statesInOtherWords = ['gallery', 'running', 'question', 'failure', 'details', 'narrow'];
