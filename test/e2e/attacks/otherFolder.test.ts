import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { filesIn, generate, setKeys } from '../world';
import { attackedWorld, attacksWith, dismiss, filesBelow, nested, reloadWith } from './support';
import type { Thief } from './thief';

describe('a hostile workspace file, and a hostile neighbour folder', () => {
  const neighbour = (thief: Thief): object => ({
    'dualtrack.routes': [{ id: 'apiyi', preset: 'apiyi', baseUrl: thief.url }],
    'dualtrack.assetsFolder': 'stolen',
    'dualtrack.model': 'nano-banana-pro',
    'dualtrack.firstPartyOnly': true,
  });
  const world = attackedWorld(
    (thief) => ({
      folders: {
        site: { 'index.md': 'site\n' },
        theme: { 'theme.md': 'theme\n', '.vscode/settings.json': JSON.stringify(neighbour(thief)) },
      },
    }),
    setKeys,
  );
  const folder = (index: number): string => world().vscode.folders[index] ?? assert.fail();
  const site = (): string => folder(0);
  const theme = (): string => folder(1);
  const attack = attacksWith(() => assert.equal(world().thief.connections, 0));

  async function setWorkspaceSettings(settings: object): Promise<void> {
    const file = path.join(path.dirname(site()), 'project.code-workspace');
    const { folders } = JSON.parse(fs.readFileSync(file, 'utf8')) as { folders: unknown };
    await reloadWith(world().vscode, (mark) =>
      fs.writeFileSync(file, JSON.stringify({ folders, settings: { ...settings, ...mark } })),
    );
  }

  attack('a neighbour’s settings choose nothing for the pictures of another folder', async () => {
    const { vscode, relay } = world();
    await vscode.openFile('index.md');
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.match((await vscode.question('Generate Image')).message, /^Nano Banana 2 · .*APIYI → Google AI Studio/);
    await vscode.answerInput('a bridge', 'Generate Image');
    await vscode.toast('Saved site/assets/a-bridge.jpg via APIYI');
    assert.equal(relay.paidCount(), 1);
    assert.deepEqual(filesBelow(theme()).sort(), ['.vscode/settings.json', 'theme.md']);
  });

  attack('a neighbour’s model does not go along to another folder as what was used last', async () => {
    const { vscode } = world();
    await vscode.openFile('theme.md');
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await vscode.webviewFrame('Dualtrack');
    await page.getByText('stolen/ in theme').waitFor(); // else the folder would be asked for
    await page.getByLabel('Prompt').fill('a shade');
    await page.getByRole('button', { name: 'Generate' }).click();
    await page.getByText('No route can make this picture').first().waitFor();
    await vscode.runCommand('View: Close All Editors'); // a panel takes the focus when it comes back after a reload
    await vscode.openFile('index.md');
    await vscode.runCommand('Dualtrack: Generate Image…');
    assert.match((await vscode.question('Generate Image')).message, /^Nano Banana 2 · /);
    await dismiss(vscode);
  });

  attack('a neighbour’s ban of relays holds for its own pictures', async () => {
    const { vscode, relay, studio } = world();
    await vscode.openFile('theme.md');
    await generate(vscode, 'a colour');
    await vscode.toast('No route can make this picture');
    assert.equal(relay.requests.length + studio.requests.length, 0);
  });

  for (const form of ['flat', 'nested'] as const) {
    attack(`a workspace file chooses no address, price or risk in ${form} settings`, async () => {
      const { vscode, relay, studio, thief } = world();
      const settings = {
        'dualtrack.routes': [{ id: 'apiyi', preset: 'apiyi', baseUrl: thief.url }],
        'dualtrack.models': [{ id: 'nano-banana-2', services: { apiyi: { prices: 0.001 } } }],
        'dualtrack.afterUncertainCharge': 'switch',
      };
      await setWorkspaceSettings(form === 'flat' ? settings : nested(settings));
      await vscode.openFile('index.md');
      relay.script({ do: 'cut' });
      await vscode.runCommand('Dualtrack: Generate Image…');
      assert.match((await vscode.question('Generate Image')).message, /about \$0\.055 · APIYI → Google AI Studio/);
      await vscode.answerInput(`a road, ${form}`, 'Generate Image');
      await vscode.toast('It may already have charged');
      assert.equal(studio.requests.length, 0);
      await vscode.clickToast('Pay $0.067 at Google AI Studio');
      await vscode.toast(`Saved site/assets/a-road-${form}.jpg via Google AI Studio`);
    });
  }

  attack('a workspace file sends no picture out of the folder', async () => {
    const { vscode, relay } = world();
    await setWorkspaceSettings({ 'dualtrack.assetsFolder': '../theme' });
    await vscode.openFile('index.md');
    await vscode.runCommand('Dualtrack: Generate Image…'); // nothing is even asked
    await vscode.toast('dualtrack.assetsFolder is "../theme", which leads out');
    assert.equal(relay.requests.length, 0);
    assert.deepEqual(filesIn(theme()), []);
  });
});
