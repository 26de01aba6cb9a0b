import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createStore } from '../../../src/store/store';
import { eventually } from '../../harness/eventually';
import type { World } from '../world';
import { clearToasts, eachAfresh, explainFailures, generate, setKeys, startWorld } from '../world';

describe('a ledger that cannot be written or read', () => {
  let world: World;
  const file = (): string => path.join(world.vscode.userDataDir, 'User/globalStorage/dualtrack.dualtrack/dualtrack.db');

  const remove = (): void =>
    ['', '-wal', '-shm', '.backup'].forEach((part) => fs.rmSync(file() + part, { force: true }));

  /** Nothing waits for what is written at the end of a picture. */
  async function charges(): Promise<string[]> {
    const store = createStore(file(), (fact) => assert.fail(fact.what));
    const rows = await store.ledger.list({ since: 0 });
    await store.close();
    return rows.map(({ charge }) => charge);
  }

  before(async () => {
    world = await startWorld();
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);
  eachAfresh(() => world);

  it('is told in a message where it never could be, keeps no picture from being made, and has it all later', async () => {
    const { vscode, relay } = world;
    remove();
    fs.mkdirSync(file());
    await vscode.reload();
    await generate(vscode, 'a locked chest');
    assert.deepEqual((await vscode.toast('Dualtrack cannot write its ledger.')).buttons, ['Show Log']);
    await vscode.toast('Saved assets/a-locked-chest.jpg via APIYI');
    await clearToasts(vscode);
    fs.rmdirSync(file());
    await generate(vscode, 'an open chest');
    await vscode.toast('Saved assets/an-open-chest.jpg via APIYI');
    await eventually('the ledger has both', async () => (await charges()).join() === 'billed,billed');
    assert.equal(relay.paidCount(), 2);
  });

  it('since another program has locked it, lets nothing be sent, and says so', async () => {
    const { vscode, relay, studio } = world;
    const other = new DatabaseSync(file(), { timeout: 5_000 }); // something of the test before may be written still
    other.exec('BEGIN IMMEDIATE');
    await generate(vscode, 'a chest in use');
    const { text, buttons } = await vscode.toast('No picture. Nothing was charged.');
    other.close();
    assert.match(text, /another program has locked the ledger\. Nothing was sent/);
    assert.ok(buttons.includes('Try Again'));
    assert.deepEqual([relay.requests.length, studio.requests.length], [0, 0]);
    await vscode.clickToast('Try Again');
    await vscode.toast('Saved assets/a-chest-in-use.jpg via APIYI');
  });

  it('since it was damaged beyond reading, is begun anew, and says that what was spent is not known any more', async () => {
    const { vscode } = world;
    remove();
    fs.writeFileSync(file(), 'not a database '.repeat(1_000));
    await vscode.reload();
    await generate(vscode, 'a broken chest');
    const { buttons } = await vscode.toast('The ledger was damaged, and nothing in it can be read');
    assert.deepEqual(buttons, ['Show Log']);
    await vscode.toast('Saved assets/a-broken-chest.jpg via APIYI');
    await eventually('the new ledger has it', async () => (await charges()).join() === 'billed');
  });
});
