import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pngPicture } from '../emulator/pngPicture';
import type { World } from './world';
import { answerFileDialog, clearToasts, explainFailures, generate, setKeys, startWorld } from './world';

const mark = 'DUALTRACK_TEST_RUN';

/** The extension hosts of the VS Code that was started with this value in its environment. Linux only, as the rig's host is. */
function extensionHosts(run: string): number[] {
  const found = fs.readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return (
        command.includes('--type=extensionHost') &&
        fs.readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`${mark}=${run}`)
      );
    } catch {
      return false; // it ended meanwhile, or is not ours to look at
    }
  });
  return found.map(Number);
}

describe('SIGKILL of the real extension host', () => {
  let world: World;
  const run = randomUUID();

  before(async () => {
    world = await startWorld({ folders: {}, env: { [mark]: run } });
    await setKeys(world);
  });
  after(() => world.close());
  explainFailures(() => world);

  /** Resolves when VS Code has noticed, and started the host anew by itself. */
  async function kill(): Promise<void> {
    const [dead, ...others] = extensionHosts(run);
    assert.ok(dead !== undefined && others.length === 0, 'one extension host');
    process.kill(dead, 'SIGKILL');
    while (extensionHosts(run).every((pid) => pid === dead)) await new Promise((resolve) => setImmediate(resolve));
    await world.vscode.page.locator('.statusbar-item').first().waitFor();
  }

  it('a picture that had arrived and was not saved yet is offered again', async () => {
    const { vscode, relay } = world;
    await generate(vscode, 'a compass');
    await vscode.question('Save the Picture');
    await kill();
    await vscode.page.keyboard.press('Escape');
    await vscode.runCommand('Dualtrack: Show Log');
    await vscode.toast('Pictures that could not be saved earlier: 1');
    await clearToasts(vscode);
    await vscode.runCommand('Dualtrack: Recover Unsaved Pictures…');
    await vscode.pickItem('a-compass.jpg');
    const target = path.join(vscode.userDataDir, 'compass.jpg');
    await answerFileDialog(vscode, target, 'Save the Picture');
    await vscode.toast(/Saved .*compass\.jpg/);
    const picture = relay.pictures.at(-1);
    assert.deepEqual(fs.readFileSync(target), Buffer.from(picture?.bytes() ?? []));
    assert.equal(relay.paidCount(), 1);
  });

  const inboxOf = ({ vscode }: World): string =>
    path.join(vscode.userDataDir, 'User/globalStorage/dualtrack.dualtrack/inbox');

  /** An answer that some window began to read, and did not survive. */
  function leaveBegun(): string {
    const id = randomUUID();
    const data = pngPicture(64, 64, [240, 200, 90]).toString('base64');
    const note = {
      ...{ job: 'j', route: 'apiyi', wire: 'gemini', ownOrigins: [], model: 'nano-banana-2', modelId: 'i' },
      ...{ prompt: 'a lost anchor', size: '1K', ratio: '1:1', startedAt: 1_000, status: 200 },
    };
    const parts = [{ inlineData: { mimeType: 'image/png', data } }];
    fs.mkdirSync(inboxOf(world), { recursive: true });
    fs.writeFileSync(path.join(inboxOf(world), id), JSON.stringify({ candidates: [{ content: { parts } }] }));
    fs.writeFileSync(path.join(inboxOf(world), `${id}.0123456789abcdef.reading.json`), JSON.stringify(note));
    return id;
  }

  it('an answer that VS Code did not survive is told once, shown, and read only where the user wants it', async () => {
    const { vscode } = world;
    const id = leaveBegun();
    await vscode.reload();
    await vscode.runCommand('Dualtrack: Show Log');
    const told = 'An answer from apiyi could not be read, or reading it stopped VS Code.';
    assert.deepEqual((await vscode.toast(told)).buttons, ['Show File', 'Delete']);
    await vscode.clickToast('Show File', told);
    await vscode.page.locator('.tab').filter({ hasText: id }).waitFor();
    await vscode.runCommand('Dualtrack: Recover Unsaved Pictures…');
    await vscode.pickItem('An answer that was set aside');
    await vscode.pickItem('a-lost-anchor.png');
    await vscode.page.keyboard.press('Escape');
    assert.ok(!fs.readdirSync(inboxOf(world)).some((name) => name.startsWith(id)));
  });

  it('an answer that VS Code did not survive can be deleted', async () => {
    const { vscode } = world;
    const id = leaveBegun();
    await vscode.reload();
    await vscode.runCommand('Dualtrack: Show Log');
    await vscode.clickToast('Delete', 'could not be read, or reading it stopped VS Code.');
    while (fs.readdirSync(inboxOf(world)).some((name) => name.startsWith(id))) await vscode.page.waitForTimeout(50);
  });

  it('a request under way is kept as one that may have been charged, and can be settled', async () => {
    const { vscode, relay } = world;
    await clearToasts(vscode);
    relay.script({ do: 'hang', when: 'beforeHeaders' });
    const before = relay.paidRequests.length;
    await generate(vscode, 'a sextant');
    await relay.arrived(before + 1);
    await kill();
    await vscode.runCommand('Dualtrack: Settle Uncertain Charges…');
    const row = vscode.page.locator('.quick-input-widget .monaco-list-row').first();
    await row.filter({ hasText: 'apiyi · gemini-3.1-flash-image · 1K · $0.055' }).click();
    await vscode.pickItem('It was not charged');
    await vscode.toast('Every charge is known.');
  });
});
