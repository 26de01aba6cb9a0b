import { readdirSync } from 'node:fs';
import path from 'node:path';
import { dualtrack } from './dualtrack';
import { plain } from './plain';
import type { Scenario } from './scenario';
import { readScenario } from './scenario';
import type { Tally } from './tally';
import { tallyOf } from './tally';
import { play } from './world';

/** One scenario, played by both. */
export interface Comparison {
  readonly title: string;
  readonly about: string;
  readonly dualtrack: Tally;
  readonly plain: Tally;
}

/** Plays a scenario with the product and with the plain try/except. */
export async function compare(scenario: Scenario): Promise<Comparison> {
  const { title, about, afterUncertain } = scenario;
  return {
    title,
    about,
    dualtrack: tallyOf(await play(scenario, dualtrack), afterUncertain === 'switch'),
    plain: tallyOf(await play(scenario, plain), false),
  };
}

/** All scenarios of a folder, in the order of their files' names. Throws `ScenarioError`. */
export function readScenarios(folder: string): Scenario[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => readScenario(path.join(folder, name)));
}

/** The same for many, one after the other. */
export async function compareAll(scenarios: readonly Scenario[]): Promise<Comparison[]> {
  const all: Comparison[] = [];
  for (const scenario of scenarios) all.push(await compare(scenario));
  return all;
}
