import assert from 'node:assert/strict';
import { eventually } from '../../harness/eventually';
import type { Frame } from 'playwright-core';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import type { VsCode } from '../../harness/workbench/driver';
import { openVsCode } from '../../harness/workbench/driver';
import { clearToasts, explainFailures, relayKey, setKeys, studioKey } from '../world';

/** What is asked for, oldest first: the panel shows the newest first. The emulator has a landscape for each. */
const prompts = [
  'dunes in the last light of the day',
  'a lake under the stars, snow on the mountains',
  'a forest of firs in the morning mist',
  'a quiet harbour at first light, fishing boats',
];

const index = `# Harbour House

A small guest house by the sea. Six rooms, a garden,
and a terrace above the harbour.

![a quiet harbour at first light](assets/a-quiet-harbour-at-first-light-fishing-boats.jpg)

## The morning

The boats come in at six. Breakfast is from seven, with
bread from the oven and what the boats have brought.

## Walks

Through the firs, an hour:

![a forest of firs in the morning mist](assets/a-forest-of-firs-in-the-morning-mist.jpg)

Up to the lake, a day. Take a coat and stay for the stars:

![a lake under the stars](assets/a-lake-under-the-stars-snow-on-the-mountains.jpg)

## Getting here

By boat from the mainland, twice a day, or on foot over
the dunes when the tide is out.
`;

describe('the picture of the README', () => {
  let relay: Emulator;
  let studio: Emulator;
  let vscode: VsCode;

  before(async () => {
    relay = await startEmulator({ kind: 'relay', keys: [relayKey], landscapes: true });
    studio = await startEmulator({ kind: 'ai-studio', keys: [studioKey] });
    vscode = await openVsCode({
      folders: { 'my-site': { 'index.md': index } },
      scale: 1.25,
      settings: {
        'dualtrack.routes': [
          { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url },
          { id: 'studio', preset: 'google-ai-studio', baseUrl: studio.url },
        ],
        'dualtrack.aspectRatio': '4:3',
        'editor.minimap.enabled': false,
        'editor.wordWrap': 'on',
        'workbench.activityBar.location': 'hidden',
      },
    });
    await setKeys({ vscode });
  });
  after(async () => {
    await vscode.close();
    await Promise.all([relay.close(), studio.close()]);
  });
  explainFailures(() => ({ vscode }));

  it('is of the real panel: pictures in full, nothing over them, nothing that failed', async () => {
    await vscode.page.setViewportSize({ width: 1280, height: 960 });
    await vscode.runCommand('View: Toggle Primary Side Bar Visibility');
    await vscode.openFile('index.md');
    await vscode.runCommand('Dualtrack: Open Image Panel');
    const page = await panelBeside();
    for (const prompt of prompts) await make(page, prompt);
    await clearToasts(vscode);
    const notice = page.locator('.notice');
    await notice.filter({ hasText: 'a-quiet-harbour' }).getByRole('button', { name: 'Dismiss' }).click();
    await notice.waitFor({ state: 'detached' });
    assert.equal(await page.locator('.thumbnail > :not(img)').count(), 0);
    for (const theme of ['dark-2026', 'light-2026'] as const) {
      await vscode.setTheme(theme);
      await page.evaluate('document.activeElement?.blur()');
      await vscode.screenshot(`readme-${theme}`);
    }
  });

  async function panelBeside(): Promise<Frame> {
    await vscode.webviewFrame('Dualtrack');
    const groups = await vscode.page.locator('.editor-group-container').count();
    if (groups === 1) await vscode.runCommand('View: Move Editor into Right Group');
    await vscode.page.locator('.editor-group-container').nth(1).waitFor();
    return vscode.webviewFrame('Dualtrack');
  }

  async function make(page: Frame, prompt: string): Promise<void> {
    await page.getByLabel('Prompt').fill(prompt);
    await page.getByRole('button', { name: 'Generate' }).click();
    const picture = page.getByRole('img', { name: prompt });
    await picture.waitFor();
    const isLoaded = `document.querySelector('img[alt="${prompt}"]')?.naturalWidth > 0`;
    await eventually('the picture', () => page.evaluate<boolean>(isLoaded));
    const width = `(async (img) => (await img.decode(), img.naturalWidth))(document.querySelector('img[alt="${prompt}"]'))`;
    assert.equal(await page.evaluate(width), 512);
  }
});
