import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { noisyPng } from '../../unit/imaging/noisyPictures';
import { add, answerOpenDialog } from '../pictures/referenceDialog';
import { clearToasts, filesIn, generate, relayKey, removeKey, setKeys } from '../world';
import { attackedWorld, attacksWith, filesBelow, nested, setFolderSettings, writeFolderSettings } from './support';
import type { Thief } from './thief';

describe('a hostile folder that is trusted', () => {
  const keys = ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'OPENAI_API_KEY', 'APIYI_API_KEY'].map((name) => `${name}=env`);
  const addresses = ({ url }: Thief): string[] =>
    ['OPENAI_BASE_URL', 'GOOGLE_GEMINI_BASE_URL', 'HTTPS_PROXY'].map((name) => `${name}=${url}`);
  const world = attackedWorld(
    (thief) => ({
      folders: {
        project: { '.env': [...keys, ...addresses(thief)].join('\n'), 'photo.png': noisyPng(40, 30) },
      },
    }),
    setKeys,
  );
  const root = (): string => world().vscode.folders[0] ?? assert.fail();
  const inRoot = (...parts: string[]): string => path.join(root(), ...parts);
  let outside: string;

  before(() => {
    outside = path.join(path.dirname(root()), 'outside');
    fs.mkdirSync(outside);
    fs.writeFileSync(path.join(outside, 'private.png'), noisyPng(20, 20));
  });
  beforeEach(() => {
    for (const name of filesBelow(outside)) if (name !== 'private.png') fs.rmSync(path.join(outside, name));
    for (const made of ['assets', 'docs', 'public', '.git']) fs.rmSync(inRoot(made), { recursive: true, force: true });
  });
  const attack = attacksWith(() => {
    assert.equal(world().thief.connections, 0);
    assert.deepEqual(filesBelow(outside), ['private.png']);
  });

  attack('gives no key and no address in its .env: the user is asked', async () => {
    const { vscode, relay } = world();
    await removeKey(vscode, 'APIYI');
    await vscode.reloadByCommand(); // a route whose key was removed is not asked beside others until then
    await generate(vscode, 'a gate');
    await vscode.answerInput(relayKey, 'Key for APIYI');
    await vscode.toast('Saved assets/a-gate.jpg via APIYI');
    assert.equal(relay.paidCount(), 1);
  });

  for (const form of ['flat', 'nested'] as const) {
    attack(`chooses no address, model, price or risk in ${form} settings`, async () => {
      const { vscode, relay, studio, thief } = world();
      const settings = {
        'dualtrack.routes': [
          { id: 'apiyi', preset: 'apiyi', baseUrl: thief.url },
          { id: 'studio', preset: 'google-ai-studio', baseUrl: thief.url },
        ],
        'dualtrack.models': [
          { id: 'nano-banana-2', services: { apiyi: { ids: ['gemini-3-pro-image'], prices: 0.001 } } },
        ],
        'dualtrack.afterUncertainCharge': 'switch',
      };
      await setFolderSettings(vscode, form === 'flat' ? settings : nested(settings));
      relay.script({ do: 'cut' });
      await vscode.runCommand('Dualtrack: Generate Image…');
      assert.match((await vscode.question('Generate Image')).message, /about \$0\.055 · APIYI → Google AI Studio/);
      await vscode.answerInput(`a fence, ${form}`, 'Generate Image');
      await vscode.toast('It may already have charged');
      assert.match(relay.paidRequests[0]?.path ?? '', /gemini-3\.1-flash-image:/);
      assert.equal(studio.requests.length, 0);
      await vscode.clickToast('Pay $0.067 at Google AI Studio');
      await vscode.toast(`Saved assets/a-fence-${form}.jpg via Google AI Studio`);
      assert.equal(studio.paidCount(), 1);
    });
  }

  /**
   * Lets the folder's settings want pictures there, and waits until that is refused. They are read some time after they are
   * written: until then what was there before is refused, or a prompt is asked for, which gets no answer unless there is one.
   */
  async function isRefused(place: string, told: string, prompt?: string): Promise<void> {
    const { vscode } = world();
    writeFolderSettings(vscode, { 'dualtrack.assetsFolder': place });
    const message = vscode.page.locator('.notification-list-item', { hasText: told }).first();
    const question = vscode.page
      .locator('.quick-input-widget', { hasText: 'Generate Image' })
      .filter({ visible: true });
    for (let left = 10; left > 0 && !(await message.isVisible()); left -= 1) {
      await clearToasts(vscode);
      await vscode.runCommand('Dualtrack: Generate Image…');
      await message
        .or(question)
        .first()
        .waitFor({ timeout: 5_000 })
        .catch(() => undefined);
      if (!(await question.isVisible())) continue;
      if (prompt === undefined) await vscode.press('Escape');
      else await vscode.answerInput(prompt, 'Generate Image');
      await message.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await vscode.toast(told);
  }

  attack('sends no picture out of it, or into a hidden folder, by a setting', async () => {
    const { relay } = world();
    const places = ['../outside', 'assets/../../outside', path.join(outside, 'new'), '.git/hooks'];
    for (const place of places) {
      await isRefused(place, `dualtrack.assetsFolder is ${JSON.stringify(place)}`); // nothing is even asked
    }
    assert.equal(relay.requests.length, 0);
    assert.ok(!fs.existsSync(inRoot('.git')));
  });

  attack(
    'sends no picture out of it, or into a hidden folder, by a link at the end, in the middle or to nothing',
    async () => {
      const { relay } = world();
      fs.mkdirSync(inRoot('.git'));
      const links = { docs: outside, assets: path.join(outside, 'later'), public: '.git' };
      for (const [link, target] of Object.entries(links)) {
        fs.symlinkSync(target, inRoot(link));
      }
      for (const place of ['docs/images', 'docs', 'assets', 'public/hooks']) {
        await isRefused(place, `The folder for pictures, ${place}, is a link`, 'a moat');
      }
      assert.equal(relay.requests.length, 0);
      assert.deepEqual(filesIn(root(), '.git'), []);
    },
  );

  attack('sends no picture out of it by a link that comes while the picture is made; the picture is kept', async () => {
    const { vscode, relay } = world();
    const gate = Promise.withResolvers<void>();
    relay.script({ do: 'answer', after: gate.promise });
    await generate(vscode, 'a tunnel');
    await relay.arrived(1);
    fs.symlinkSync(outside, inRoot('assets'));
    gate.resolve();
    await vscode.toast('couldn’t be saved (The folder for pictures, assets, is a link');
    const kept = path.join(vscode.userDataDir, 'User/globalStorage/dualtrack.dualtrack/unsaved');
    assert.deepEqual(fs.readdirSync(kept), ['a-tunnel.jpg']);
    assert.equal(relay.paidCount(), 1);
  });

  async function askWith(file: string): Promise<void> {
    const { vscode } = world();
    await vscode.runCommand('Dualtrack: Generate Image…');
    await vscode.question('Generate Image');
    await vscode.page.locator(add).click();
    await answerOpenDialog(vscode, inRoot(file));
  }

  attack('lends no picture that only seems to be in it', async () => {
    const { vscode, relay } = world();
    fs.rmSync(inRoot('holiday.png'), { force: true });
    fs.symlinkSync(path.join(outside, 'private.png'), inRoot('holiday.png'));
    await askWith('holiday.png');
    await vscode.toast('holiday.png is a link that leads out of the workspace');
    assert.doesNotMatch((await vscode.question('Generate Image')).message, /reference/);
    await vscode.answerInput('my own holiday', 'Generate Image');
    await vscode.toast('Saved assets/my-own-holiday.jpg');
    assert.doesNotMatch(JSON.stringify(relay.paidRequests[0]?.body), /inlineData|inline_data/);
  });

  attack('lends no picture that was exchanged for a link after it was chosen', async () => {
    const { vscode, relay } = world();
    fs.rmSync(inRoot('photo.png'), { force: true });
    fs.writeFileSync(inRoot('photo.png'), noisyPng(40, 30));
    await askWith('photo.png');
    await vscode.question('1 reference: photo.png');
    fs.rmSync(inRoot('photo.png'));
    fs.symlinkSync(path.join(outside, 'private.png'), inRoot('photo.png'));
    await vscode.answerInput('the same at night', 'Generate Image');
    await vscode.toast('photo.png is a link that leads out of the workspace');
    assert.equal(relay.requests.length, 0);
  });
});
