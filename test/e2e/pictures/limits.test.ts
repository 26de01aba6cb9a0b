import assert from 'node:assert/strict';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import {
  choosePictures,
  clearToasts,
  eachAfresh,
  explainFailures,
  filesIn,
  generate,
  setKeys,
  startWorld,
} from '../world';

/** What APIYI charges for a picture of 1K. */
const each = 0.055;

describe('limits', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);

  const paid = (): number => world.services.reduce((sum, service) => sum + service.paidCount(), 0);
  const status = () => world.vscode.page.locator('.statusbar-item[id*="dualtrack.routes"]');
  /** What earlier tests have spent today counts too. */
  let spent = 0;
  afterEach(() => (spent += world.services.reduce((sum, service) => sum + service.paidUsd(), 0)));

  it('say no before anything is sent, show what is left, and are raised in place, by keyboard', async () => {
    const { vscode, relay } = world;
    vscode.changeSettings({ 'dualtrack.dailyLimit': Number((spent + each + 0.01).toFixed(3)) });
    await status().filter({ hasText: '$0.065 left' }).waitFor();
    await generate(vscode, 'a lamp');
    await vscode.toast('Saved');
    await vscode.toast('of today’s limit of'); // more than four fifths are used
    await status().filter({ hasText: '$0.01 left' }).waitFor();
    await vscode.screenshot('limit-left');
    await clearToasts(vscode);
    await generate(vscode, 'a chair');
    const { text } = await vscode.toast('Your daily limit of');
    assert.match(text, /is too low for that\. Spent today: \$0\.\d+\. This picture: about \$0\.055\./);
    await vscode.screenshot('limit-reached');
    assert.equal(paid(), 1);
    assert.equal(relay.paidRequests.length, 1, 'nothing was sent');
    const raise = vscode.page.locator('.notification-list-item').getByRole('button', { name: 'Raise Limit…' });
    await raise.press('Enter');
    await vscode.question('Raise Daily Limit');
    await vscode.answerInput('0.01', 'Raise Daily Limit');
    const { message } = await vscode.question(/has to be at least/);
    assert.match(message, /The limit has to be at least \$0\.\d+\./);
    await vscode.answerInput('5', 'Raise Daily Limit');
    await vscode.toast('a-chair');
    await eventually('the limit is raised', () => vscode.readSettings()['dualtrack.dailyLimit'] === 5);
    assert.equal(paid(), 2);
    assert.equal(filesIn(vscode.folders[0]).filter((name) => name.startsWith('a-chair')).length, 1);
  });

  it('of one route send the picture to the next one', async () => {
    const { vscode, relay, studio } = world;
    const routes = vscode.readSettings()['dualtrack.routes'] as readonly object[];
    vscode.changeSettings({
      'dualtrack.routes': routes.map((route, n) => (n === 0 ? { ...route, dailyLimit: 0 } : route)),
    });
    await generate(vscode, 'a vase');
    await vscode.toast('via Google AI Studio');
    assert.deepEqual([relay.paidRequests.length, studio.paidRequests.length], [0, 1]);
  });

  it('refuse in the panel the pictures of a click that do not fit, and generate them when raised', async () => {
    const { vscode } = world;
    vscode.changeSettings({ 'dualtrack.dailyLimit': Number((spent + 2 * each + 0.004).toFixed(3)) });
    await status().filter({ hasText: '$0.114 left' }).waitFor();
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await vscode.webviewFrame();
    await page.getByLabel('Prompt').fill('a clock');
    await choosePictures(page, 4);
    await page.getByRole('button', { name: 'Generate' }).click();
    await page.locator('.failed-job', { hasText: 'Your daily limit of' }).waitFor();
    await vscode.screenshot('limit-reached-in-the-panel');
    assert.equal(paid(), 2);
    await page.locator('.failed-job').getByRole('button', { name: 'Raise Limit…' }).press('Enter');
    const { message } = await vscode.question('Raise Daily Limit');
    assert.match(message, /These 2 pictures: about \$0\.11\./);
    await vscode.answerInput(undefined, 'Raise Daily Limit');
    await eventually('all four are there', () => paid() === 4);
  });

  it('ask before one click costs more than its user wants to spend unasked', async () => {
    const { vscode } = world;
    vscode.changeSettings({ 'dualtrack.confirmAbove': 0.05 });
    await generate(vscode, 'a table');
    const asked = await vscode.modal('This picture costs about $0.055. Generate it?');
    assert.match(asked.text, /dualtrack\.confirmAbove/);
    await vscode.screenshot('price-question');
    await vscode.clickModal('Cancel');
    await generate(vscode, 'a table');
    await vscode.modal('This picture costs about $0.055. Generate it?');
    assert.equal(paid(), 0);
    await vscode.clickModal('Generate');
    await vscode.toast('Saved');
    assert.equal(paid(), 1);
  });
});
