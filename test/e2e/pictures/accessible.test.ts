import assert from 'node:assert/strict';
import { violations } from '../../panel/axe';
import type { PanelState } from '../../panel/panelStates';
import { states, statesBefore } from '../../panel/panelStates';
import { Stage } from '../../panel/stage';
import type { Theme } from '../../harness/workbench/driver';
import { explainFailures } from '../world';

const themes = ['dark-2026', 'light-2026', 'hc-dark', 'hc-light'] as const satisfies readonly Theme[];

describe('the image panel in each of its states, for everybody', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage.close());
  explainFailures(() => stage);
  afterEach(() => stage.calm());

  function isFine(state: PanelState): void {
    it(`breaks no rule of axe in four themes: ${state.name}`, async () => {
      await state.show(stage);
      const found: Record<string, readonly string[]> = {};
      for (const theme of themes) {
        await stage.setTheme(theme);
        found[theme] = await violations(stage.page);
      }
      await state.leave?.(stage);
      assert.deepEqual(found, Object.fromEntries(themes.map((theme) => [theme, []])));
    });
  }

  describe('before anything was made', () => statesBefore.forEach(isFine));

  describe('with pictures of the last days', () => {
    before(() => stage.makeBefore());
    states.forEach(isFine);
  });
});
