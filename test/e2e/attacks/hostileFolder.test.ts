import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { noisyPng } from '../../unit/references/noisyPictures';
import { add, answerOpenDialog } from '../referenceDialog';
import { clearToasts, filesIn, generate, relayKey, setKeys } from '../world';
import { attackedWorld, attacksWith, filesBelow, nested, setFolderSettings } from './support';
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
    fs.rmSync(inRoot('assets'), { recursive: true, force: true });
  });
  const attack = attacksWith(() => {
    assert.equal(world().thief.connections, 0);
    assert.deepEqual(filesBelow(outside), ['private.png']);
  });

  attack('gives no key and no address in its .env: the user is asked', async () => {
    const { vscode, relay } = world();
    await vscode.runCommand('Dualtrack: Remove Key…');
    await vscode.pickItem('APIYI');
    await vscode.toast('The key of APIYI is removed.');
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
      await vscode.clickToast('Try Google AI Studio');
      await vscode.toast(`Saved assets/a-fence-${form}.jpg via Google AI Studio`);
      assert.equal(studio.paidCount(), 1);
    });
  }

  attack('sends no picture out of it, or into a hidden folder, by a setting', async () => {
    const { vscode, relay } = world();
    const places = ['../outside', 'assets/../../outside', path.join(outside, 'new'), '.git/hooks'];
    for (const place of places) {
      await setFolderSettings(vscode, { 'dualtrack.assetsFolder': place });
      await vscode.runCommand('Dualtrack: Generate Image…'); // nothing is even asked
      await vscode.toast(`dualtrack.assetsFolder is ${JSON.stringify(place)}`);
      await clearToasts(vscode);
    }
    assert.equal(relay.requests.length, 0);
    assert.ok(!fs.existsSync(inRoot('.git')));
  });

  attack(
    'sends no picture out of it, or into a hidden folder, by a link at the end, in the middle or to nothing',
    async () => {
      const { vscode, relay } = world();
      fs.mkdirSync(inRoot('.git'), { recursive: true });
      const links = { docs: outside, assets: path.join(outside, 'later'), public: '.git' };
      for (const [link, target] of Object.entries(links)) {
        fs.rmSync(inRoot(link), { force: true });
        fs.symlinkSync(target, inRoot(link));
      }
      for (const place of ['docs/images', 'docs', 'assets', 'public/hooks']) {
        await setFolderSettings(vscode, { 'dualtrack.assetsFolder': place });
        await generate(vscode, 'a moat');
        await vscode.toast(`The folder for pictures, ${place}, is a link`);
        await clearToasts(vscode);
      }
      assert.equal(relay.requests.length, 0);
      assert.deepEqual(filesIn(root(), '.git'), []);
      await setFolderSettings(vscode, {});
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
    await vscode.toast('could not be saved (The folder for pictures, assets, is a link');
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
