import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { imageSizes } from '../../src/core/pictures/image';
import { models } from '../../src/core/services/models';
import { presetIds, presets } from '../../src/core/services/presets';
import { routeId } from '../../src/core/settings/settings';
import { faultKinds } from './faults';
import { wordsOf } from '../../src/core/words/wordsOf';

/** A scenario that cannot be played; the message names every key that is wrong, and how it should be. */
export class ScenarioError extends Error {}

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const notNegative = v.pipe(v.number(), v.finite(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const text = v.pipe(v.string(), v.trim(), v.minLength(1));
const known = presetIds.filter((id) => presets[id].baseUrls.length > 0);

const fault = v.strictObject({
  kind: v.picklist(faultKinds),
  share,
  afterSeconds: v.optional(notNegative),
  billed: v.optional(v.boolean()),
  retryAfterSeconds: v.optional(positive),
});

const faultsOfPhase = v.pipe(
  v.array(fault),
  v.check((list) => list.reduce((sum, item) => sum + item.share, 0) <= 1 + 1e-9, 'the shares are more than 1 together'),
);

const phase = v.strictObject({
  fromMinute: notNegative,
  slower: v.optional(positive, 1),
  faults: v.optional(faultsOfPhase, []),
});

const phases = v.pipe(
  v.array(phase),
  v.check((list) => list[0]?.fromMinute === 0, 'the first one starts at minute 0'),
  v.check(
    (list) => list.every((item, i) => item.fromMinute > (list[i - 1]?.fromMinute ?? -1)),
    'they are not in order',
  ),
);

const route = v.strictObject({
  id: routeId,
  preset: v.picklist(known),
  priceUsd: notNegative,
  latency: v.strictObject({ medianSeconds: positive, spread: v.optional(notNegative, 0.3) }),
  phases,
});

/** Who answers the questions of `afterUncertain: "ask"`. */
const person = v.strictObject({
  afterSeconds: notNegative,
  uncertain: v.picklist(['switch', 'stop']),
  slow: v.picklist(['wait', 'switch', 'stop']),
});

const scenarioSchema = v.pipe(
  v.strictObject({
    title: text,
    about: text,
    seed: v.optional(v.pipe(v.number(), v.integer()), 1),
    startsAt: v.optional(v.pipe(v.string(), v.isoTimestamp()), '2026-11-23T16:00:00Z'),
    jobs: v.strictObject({
      count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e6)),
      overMinutes: positive,
    }),
    model: v.optional(v.picklist(models.map(({ id }) => id)), 'nano-banana-2'),
    size: v.optional(v.picklist(imageSizes), '1K'),
    timeBudgetSeconds: v.optional(positive, 180),
    afterUncertain: v.optional(v.picklist(['ask', 'switch', 'stop']), 'stop'),
    person: v.optional(person),
    plain: v.optional(v.strictObject({ timeoutSeconds: positive }), { timeoutSeconds: 120 }),
    routes: v.pipe(v.array(route), v.minLength(1)),
  }),
  v.check(
    ({ afterUncertain, person: someone }) => (afterUncertain === 'ask') === (someone !== undefined),
    'person: goes with "afterUncertain": "ask", and only with it',
  ),
  v.check(({ routes }) => new Set(routes.map(({ id }) => id)).size === routes.length, 'routes: an id is there twice'),
);

/** What happens to routes over time, and to how many jobs; the format is described in test/simulate/scenarios/README.md. */
export type Scenario = v.InferOutput<typeof scenarioSchema>;
export type ScenarioRoute = Scenario['routes'][number];
export type Fault = ScenarioRoute['phases'][number]['faults'][number];

/** Checks a scenario. Throws `ScenarioError`; `name` says in it which scenario is meant. */
export function parseScenario(value: unknown, name: string): Scenario {
  const result = v.safeParse(scenarioSchema, value);
  if (result.success) return result.output;
  throw new ScenarioError(result.issues.map((issue) => `${name}: ${where(issue)}${issue.message}`).join('\n'));
}

/** Reads a scenario. Throws `ScenarioError` for whatever is wrong with it. */
export function readScenario(file: string): Scenario {
  const name = path.basename(file);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ScenarioError(`${name}: ${wordsOf(error)}`, { cause: error });
  }
  return parseScenario(value, name);
}

/** The path as people write it: `routes[0].phases[1].faults[0].share`. */
function where(issue: v.BaseIssue<unknown>): string {
  const dotted = v.getDotPath(issue);
  return dotted === null ? '' : `${dotted.replace(/\.(\d+)(?=\.|$)/g, '[$1]')}: `;
}
