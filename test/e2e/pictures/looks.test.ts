import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import type { Theme, VsCode } from '../../harness/workbench/driver';
import { openVsCode, themes } from '../../harness/workbench/driver';
import { clearToasts, eachAfresh, explainFailures, generate, lights } from '../world';

const longName = 'Hochauflösendes Bildbearbeitungsmodell mit Verbesserungsfunktion';

describe('how the image panel looks', () => {
  let server: Emulator;
  let vscode: VsCode;
  let page: Frame;

  before(async () => {
    server = await startEmulator({ kind: 'relay', keyless: true });
    const route = { id: 'here', preset: 'openai-compatible', baseUrl: server.url, credential: 'none' };
    const services = { generic: { ids: ['gemini-3-pro-image'] } };
    vscode = await openVsCode({
      settings: {
        'dualtrack.routes': [route],
        'dualtrack.models': [{ id: 'long', name: longName, sizes: ['1K'], ratios: ['1:1'], services }],
        'workbench.activityBar.location': 'hidden',
      },
    });
  });
  after(async () => {
    await vscode.close();
    await server.close();
  });
  explainFailures(() => ({ vscode }));
  eachAfresh(() => ({ vscode, services: [server] }));
  afterEach(() => vscode.page.setViewportSize({ width: 1280, height: 800 }));

  async function openPanel(): Promise<void> {
    await vscode.runCommand('Dualtrack: Open Image Panel');
    page = await vscode.webviewFrame('Dualtrack');
    await page.getByLabel('Prompt').fill('two long roads through a valley of wheat and poppies in the evening sun');
  }

  /** Leaves placeholders only. The lights tell when the settings are read. */
  async function removeRoutes(): Promise<void> {
    await lights(vscode, 1);
    vscode.changeSettings({ 'dualtrack.routes': [] });
    await lights(vscode, 0);
  }

  /** Makes the window so large that the panel has these pixels. It follows the window late: it is measured again until it has them. */
  async function resizePanel(width: number, height = 900): Promise<void> {
    for (let left = 3; left > 0; left -= 1) {
      const now = await page.evaluate<readonly [number, number]>('[innerWidth, innerHeight]');
      const size = vscode.page.viewportSize() ?? assert.fail();
      await vscode.page.setViewportSize({ width: size.width + width - now[0], height: size.height + height - now[1] });
      if (await hasSize(width, height)) return;
    }
    assert.fail(`never: a panel of ${width} x ${height}`);
  }

  /** Whether it comes to that soon. */
  async function hasSize(width: number, height: number): Promise<boolean> {
    const has = `innerWidth === ${width} && innerHeight === ${height}`;
    for (let left = 100; left > 0; left -= 1) {
      if (await page.evaluate<boolean>(has)) return true;
      await wait(100);
    }
    return false;
  }

  /** Opens the list of models and looks at it. */
  async function openModels(): Promise<void> {
    await page.locator('#model').click();
    await page.locator('#model .dropdown.open .option').getByText(longName).first().waitFor();
  }

  async function closeModels(): Promise<void> {
    await page.locator('#model').press('Escape');
    await page.locator('#model .dropdown.open').waitFor({ state: 'detached' });
  }

  it('gives no button the look of a focused one, or one that cannot be read, in any theme', async () => {
    await removeRoutes();
    await generate(vscode, 'a quiet harbour');
    await vscode.toast('a-quiet-harbour-placeholder.png');
    await clearToasts(vscode);
    await openPanel();
    await page.getByRole('button', { name: 'Insert at Cursor' }).waitFor();
    for (const theme of Object.keys(themes) as Theme[]) {
      await vscode.setTheme(theme);
      await page.locator(`body[data-vscode-theme-id="${themes[theme].name}"]`).waitFor({ state: 'attached' });
      await vscode.screenshot(`looks-${theme}`);
      const buttons = await page.evaluate<readonly Look[]>(looks);
      const [primary, ...others] = buttons;
      assert.deepEqual(
        buttons.map(({ name }) => name),
        ['Generate', 'Add References…', 'Connect a Route'],
      );
      for (const { name, calm, focused, focusColour } of buttons) {
        assert.equal(calm.outline, 'none', `${theme}, ${name}`);
        assert.deepEqual([focused.outline, focused.outlineColour], ['solid', focusColour], `${theme}, ${name}`);
        for (const state of [calm, focused]) assert.ok(state.contrast >= 4.2, `${theme}, ${name}: ${state.contrast}`);
      }
      const isContrast = theme.startsWith('hc-'); // there every button has the one border
      for (const { name, calm } of isContrast ? [] : others) {
        assert.notEqual(calm.border, primary?.calm.border, `${theme}, ${name}`);
      }
    }
  });

  it('cuts nothing off from 320 pixels to 4K, with a model of a long name', async () => {
    await openPanel();
    for (const width of [3840, 1280, 700, 520, 400, 320]) {
      await resizePanel(width);
      const { scrolls, outside } = await page.evaluate<{ scrolls: boolean; outside: readonly string[] }>(`({
        scrolls: document.documentElement.scrollWidth > document.documentElement.clientWidth,
        outside: [...document.querySelectorAll('.composer *')].filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left < 0 || right > innerWidth;
        }).map(({ className, tagName }) => tagName + ' ' + className),
      })`);
      assert.deepEqual({ scrolls, outside }, { scrolls: false, outside: [] }, String(width));
      if (width < 520) continue;
      await openModels();
      assert.deepEqual(await page.evaluate(cutChoices), [], String(width));
      await vscode.screenshot(`looks-models-${width}`);
      await closeModels();
    }
  });

  it('opens a list where it has room', async () => {
    await openPanel();
    await resizePanel(520, 330);
    await openModels();
    await vscode.screenshot('looks-models-low');
    const [top, bottom] = await page.evaluate<readonly [number, number]>(`(() => {
      const { top, bottom } = document.querySelector('#model').shadowRoot.querySelector('.dropdown').getBoundingClientRect();
      return [top, innerHeight - bottom];
    })()`);
    assert.ok(top >= 0 && bottom >= 0, `${top} above, ${bottom} below`);
  });

  it('lays nothing over a picture, and says below it that it is a placeholder', async () => {
    await removeRoutes();
    await generate(vscode, 'a red boat');
    await vscode.toast('a-red-boat-placeholder.png');
    await openPanel();
    const tile = page.locator('.picture', { has: page.getByRole('img', { name: 'a red boat' }) });
    await tile.locator('.caption').getByText('Placeholder', { exact: true }).waitFor();
    assert.equal(await tile.locator('.thumbnail > *, .badge').count(), 1);
  });
});

interface State {
  readonly border: string;
  readonly outline: string;
  readonly outlineColour: string;
  /** Of text and what it is on, as WCAG defines it. */
  readonly contrast: number;
}

interface Look {
  readonly name: string;
  readonly calm: State;
  readonly focused: State;
  readonly focusColour: string;
}

/** Run in the page: the buttons, the primary one first, as they are and with the focus. */
const looks = `(() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = numbers(colour).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  /** What is see-through shows what is below: here, the page. */
  const over = (colour, below) => {
    const [r, g, b, alpha = 1] = numbers(colour);
    const [br, bg, bb] = numbers(below);
    const mix = (top, under) => top * alpha + under * (1 - alpha);
    return 'rgb(' + [mix(r, br), mix(g, bg), mix(b, bb)].join(',') + ')';
  };
  const resolved = (variable) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(' + variable + ')';
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  const stateOf = (button) => {
    const style = getComputedStyle(button.shadowRoot.querySelector('.base'));
    const { color, backgroundColor, borderTopColor, outlineStyle, outlineColor } = style;
    const back = over(backgroundColor, resolved('--vscode-editor-background'));
    const [low, high] = [luminance(over(color, back)), luminance(back)].sort((one, other) => one - other);
    return {
      border: borderTopColor,
      outline: outlineStyle,
      outlineColour: outlineColor,
      contrast: (high + 0.05) / (low + 0.05),
    };
  };
  const lookOf = (button) => {
    document.activeElement?.blur();
    const calm = stateOf(button);
    button.focus();
    const focused = stateOf(button);
    button.blur();
    return { name: button.textContent.trim(), calm, focused, focusColour: resolved('--vscode-focusBorder') };
  };
  const buttons = [...document.querySelectorAll('vscode-button')].map(lookOf);
  return buttons.sort((one, other) => Number(other.name === 'Generate') - Number(one.name === 'Generate'));
})()`;

/** Run in the page: the choices of the open list whose names are cut off. */
const cutChoices = `(() => {
  const options = [...document.querySelector('#model').shadowRoot.querySelectorAll('.option, .option *, .select-face .text')];
  return options.filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth > 0).map((one) => one.textContent.trim());
})()`;
