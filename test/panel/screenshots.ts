import fs from 'node:fs';
import path from 'node:path';
import { exitOnSignals } from '../../scripts/processes';
import { projectRoot } from '../../scripts/project';
import { inChinese, lengthened } from './inOtherWords';
import type { PanelState } from './panelStates';
import { states, statesBefore, statesInOtherWords } from './panelStates';
import type { OtherWords } from './stage';
import { Stage } from './stage';
import type { Theme } from '../harness/workbench/driver';

const themes = ['dark-2026', 'light-2026', 'hc-dark', 'hc-light'] as const satisfies readonly Theme[];
const folder = path.join(projectRoot(), 'out/screenshots/panel');

/** Pictures of the image panel in each of its states and in four themes, into out/screenshots/panel. Names of states: only those. */
async function main(wanted: readonly string[]): Promise<void> {
  exitOnSignals();
  const isWanted = ({ name }: PanelState): boolean => wanted.length === 0 || wanted.includes(name);
  fs.mkdirSync(folder, { recursive: true });
  const stage = await Stage.open();
  try {
    await shoot(stage, statesBefore.filter(isWanted));
    await stage.makeBefore();
    await shoot(stage, states.filter(isWanted));
  } finally {
    await stage.close();
  }
  const others = states.filter((one) => statesInOtherWords.includes(one.name) && isWanted(one));
  if (others.length === 0) return;
  await shootInOtherWords(others, { texts: lengthened, language: 'de' }, 'long-words-');
  await shootInOtherWords(others, { texts: inChinese, language: 'zh-cn' }, 'chinese-');
}

async function shootInOtherWords(wanted: readonly PanelState[], words: OtherWords, prefix: string): Promise<void> {
  const stage = await Stage.open({ words });
  try {
    await stage.makeBefore();
    await shoot(stage, wanted, ['dark-2026'], prefix);
  } finally {
    await stage.close();
  }
}

async function shoot(
  stage: Stage,
  wanted: readonly PanelState[],
  inThemes: readonly Theme[] = themes,
  prefix = '',
): Promise<void> {
  for (const state of wanted) {
    await state.show(stage);
    for (const theme of inThemes) {
      await stage.setTheme(theme);
      await stage.imagesLoaded();
      await stage.vscode.screenshot(`panel/${prefix}${state.name}-${theme}`);
    }
    console.log(`${prefix}${state.name}`);
    await state.leave?.(stage);
    await stage.calm();
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.stack : error);
    process.exit(1);
  },
);
