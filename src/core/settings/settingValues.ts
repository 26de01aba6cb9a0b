import { assetsFolderParts } from './assetsFolder';
import type { AfterUncertainCharge } from '../run/afterUncertain';
import { afterUncertainCharges } from '../run/afterUncertain';
import type { RouteOrder } from '../run/job';
import { routeOrders } from '../run/job';
import { mostLimitUsd } from '../money/limits';
import type { AspectRatio, ImageSize } from '../pictures/image';
import { aspectRatios, imageSizes } from '../pictures/image';
import type { Catalogue } from '../services/models';
import { findModel } from '../services/models';
import { redact } from '../redaction/redact';
import type { SettingsProblem } from './settings';
import { SettingsError } from './settings';
import { spelledOut } from '../words/unseen';

/** The settings that are single values, as they are used. The lists of routes and models have checks of their own. */
interface SettingValues {
  /** The parts of the path. */
  readonly assetsFolder: readonly string[];
  /** The model's id. */
  readonly model: string;
  readonly imageSize: ImageSize;
  readonly aspectRatio: AspectRatio;
  readonly sidecar: boolean;
  readonly routeOrder: RouteOrder;
  readonly firstPartyOnly: boolean;
  readonly afterUncertainCharge: AfterUncertainCharge;
  /** Seconds. */
  readonly timeBudget: number;
  /** US dollars; null: no limit. */
  readonly dailyLimit: number | null;
  readonly monthlyLimit: number | null;
  readonly agentDailyLimit: number;
  /** US dollars. */
  readonly confirmAbove: number;
}

export type SettingName = keyof SettingValues;

/** A value that somebody wrote, in whatever file. */
export interface WrittenSetting {
  readonly name: SettingName;
  readonly value: unknown;
}

type Fault = Pick<SettingsProblem, 'reason' | 'detail'>;
type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };
type Check<T> = (value: unknown, catalogue: Catalogue) => Checked<T>;

const checks: { readonly [N in SettingName]: Check<SettingValues[N]> } = {
  assetsFolder: (value) => {
    if (typeof value !== 'string') return wrong('notText');
    const parts = assetsFolderParts(value);
    return typeof parts === 'string' ? wrong(`folder-${parts}`) : right(parts);
  },
  model: (value, catalogue) => {
    const model = typeof value === 'string' ? findModel(value, catalogue) : undefined;
    return model ? right(model.id) : wrong('notOneOf', catalogue.map(({ id }) => id).join(', '));
  },
  imageSize: oneOf(imageSizes),
  aspectRatio: oneOf(aspectRatios),
  routeOrder: oneOf(routeOrders),
  sidecar: trueOrFalse,
  firstPartyOnly: trueOrFalse,
  afterUncertainCharge: oneOf(afterUncertainCharges),
  timeBudget: within(10, 3600),
  dailyLimit: orNull(within(0, mostLimitUsd)),
  monthlyLimit: orNull(within(0, mostLimitUsd)),
  agentDailyLimit: within(0, mostLimitUsd),
  confirmAbove: within(0, mostLimitUsd),
};

export const settingNames = Object.keys(checks) as readonly SettingName[];

/** The value as it is used. Throws `SettingsError`. `catalogue` is needed for a model only. */
export function parseSetting<N extends SettingName>(
  name: N,
  value: unknown,
  catalogue: Catalogue = [],
): SettingValues[N] {
  const check: Check<SettingValues[N]> = checks[name];
  const checked = check(value, catalogue);
  if (checked.ok) return checked.value;
  throw new SettingsError([problem({ name, value }, checked.fault)]);
}

/** What is wrong with what was written, without repetitions. Without a catalogue the model is not checked. */
export function problemsOf(written: readonly WrittenSetting[], catalogue?: Catalogue): SettingsProblem[] {
  const problems = written.flatMap((one) => {
    if (one.name === 'model' && !catalogue) return [];
    const checked = checks[one.name](one.value, catalogue ?? []);
    return checked.ok ? [] : [problem(one, checked.fault)];
  });
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
}

function problem({ name, value }: WrittenSetting, fault: Fault): SettingsProblem {
  return { path: `dualtrack.${name}`, ...fault, value: shown(value) };
}

/** As it stands in the file, not too long, and without what looks like a key. */
function shown(value: unknown): string {
  const text = spelledOut(redact(JSON.stringify(value) ?? String(value)));
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function trueOrFalse(value: unknown): Checked<boolean> {
  return typeof value === 'boolean' ? right(value) : wrong('notTrueOrFalse');
}

function oneOf<T extends string>(choices: readonly T[]): Check<T> {
  return (value) => {
    const found = choices.find((choice) => choice === value);
    return found === undefined ? wrong('notOneOf', choices.join(', ')) : right(found);
  };
}

function within(least: number, most: number): Check<number> {
  return (value) =>
    typeof value === 'number' && value >= least && value <= most
      ? right(value)
      : wrong('notWithin', `${least}–${most}`);
}

function orNull<T>(check: Check<T>): Check<T | null> {
  return (value, catalogue) => (value === null ? right(null) : check(value, catalogue));
}

function right<T>(value: T): Checked<T> {
  return { ok: true, value };
}

function wrong(reason: Fault['reason'], detail?: string): Checked<never> {
  return { ok: false, fault: { reason, detail } };
}
