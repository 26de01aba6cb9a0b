import * as v from 'valibot';
import type { FolderProblem } from './assetsFolder';
import { BaseUrlError, normalBaseUrl } from '../services/baseUrl';
import { defaultUrls } from '../services/defaultUrls';
import { chatDialects, dialectsOf, imagesDialects } from '../services/dialects';
import { mostLimitUsd } from '../money/limits';
import type { CredentialKind } from '../services/preset';
import { billings } from '../services/preset';
import type { Wire } from '../services/wires';
import { presetIds, presets } from '../services/presets';
import { wires } from '../services/wires';
import type { Route } from '../services/route';

/** One thing wrong in the settings. `path` names the setting as the user knows it; `reason` is put into words in `host`. */
export interface SettingsProblem {
  readonly path: string;
  readonly reason:
    | 'notAList'
    | 'invalid'
    | 'unknownPreset'
    | 'duplicateId'
    | 'wireNotOffered'
    | 'dialectNotOffered'
    | 'baseUrlMissing'
    | 'projectMissing'
    | 'credentialNotOffered'
    | 'fieldMissing'
    | 'unknownField'
    | 'notOneOf'
    | 'notWithin'
    | 'notTrueOrFalse'
    | 'notText'
    | `folder-${FolderProblem}`
    | BaseUrlError['reason'];
  /** The value or choices that help, such as the presets there are. */
  readonly detail?: string | undefined;
  /** What was written there, fit to be shown. */
  readonly value?: string | undefined;
}

/** Settings that cannot be used, with every problem found. */
export class SettingsError extends Error {
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    super(problems.map(({ path, reason, detail }) => `${path}: ${reason}${detail ? ` (${detail})` : ''}`).join('; '));
    this.problems = problems;
  }
}

/** What `read` returns; undefined if it throws `SettingsError`, whose problems are then added to the list. */
export function readOr<T>(problems: SettingsProblem[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** How a route may be told size and ratio, whatever its wire. */
export const sizeDialects = [...new Set([...chatDialects, ...imagesDialects])];

export const routeId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/));

/** A route as settings and routes.json spell it. `key` and `accessToken` are only for routes.json: never in settings. */
const routeEntry = v.strictObject({
  id: routeId,
  preset: v.picklist(presetIds),
  name: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))),
  baseUrl: v.optional(v.string()),
  wire: v.optional(v.picklist(wires)),
  sizeDialect: v.optional(v.picklist(sizeDialects)),
  project: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1))),
  location: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/))),
  credential: v.optional(v.picklist(['key', 'serviceAccount', 'adc', 'none'])),
  billing: v.optional(v.picklist(billings)),
  firstParty: v.optional(v.boolean()),
  dailyLimit: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(mostLimitUsd))),
  enabled: v.optional(v.boolean()),
});

const secretFields = { key: v.optional(v.string()), accessToken: v.optional(v.string()) };
const routeEntryWithSecret = v.strictObject({ ...routeEntry.entries, ...secretFields });

export type RouteEntry = v.InferOutput<typeof routeEntry>;

/** The routes in the user's order, without the disabled ones. Throws `SettingsError` with every problem. */
export function parseRoutes(value: unknown, name = 'dualtrack.routes'): Route[] {
  return parse(value, name, routeEntry).map(({ route }) => route);
}

/** The same for the routes.json of the command line, with the secrets that stand in it. */
export function parseRoutesWithSecrets(
  value: unknown,
  name = 'routes',
): { readonly route: Route; readonly key?: string | undefined; readonly accessToken?: string | undefined }[] {
  return parse(value, name, routeEntryWithSecret).map(({ route, entry }) => ({
    route: entry.accessToken === undefined ? route : { ...route, credential: 'accessToken' },
    key: entry.key,
    accessToken: entry.accessToken,
  }));
}

function parse<T extends RouteEntry>(
  value: unknown,
  name: string,
  schema: v.GenericSchema<unknown, T>,
): { readonly route: Route; readonly entry: T }[] {
  if (!Array.isArray(value)) throw new SettingsError([{ path: name, reason: 'notAList' }]);
  const problems: SettingsProblem[] = [];
  const seen = new Set<string>();
  const parsed = value.flatMap((item: unknown, index) => {
    const path = `${name}[${index}]`;
    const result = v.safeParse(schema, item);
    if (!result.success) {
      problems.push(...result.issues.map((issue) => problemFromIssue(issue, path)));
      return [];
    }
    const entry = result.output;
    if (seen.has(entry.id)) problems.push({ path: `${path}.id`, reason: 'duplicateId', detail: entry.id });
    seen.add(entry.id);
    problems.push(...contradictions(entry, path));
    return [{ entry, path }];
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return parsed.flatMap(({ entry }) => (entry.enabled === false ? [] : [{ entry, route: toRoute(entry) }]));
}

/** What valibot found wrong in one entry, with the whole path to it: `dualtrack.models[0].sizes[1]`. */
export function problemFromIssue(issue: v.BaseIssue<unknown>, path: string): SettingsProblem {
  const field = v.getDotPath(issue);
  const where = field ? `${path}.${field}`.replace(/\.(\d+)(?=\.|$)/g, '[$1]') : path;
  if (field === 'preset') return { path: where, reason: 'unknownPreset', detail: presetIds.join(', ') };
  if (issue.type === 'strict_object' && issue.expected === 'never') return { path: where, reason: 'unknownField' };
  return { path: where, reason: 'invalid', detail: issue.expected ?? undefined };
}

/** What is wrong with an entry that is well formed. */
function contradictions(entry: RouteEntry, path: string): SettingsProblem[] {
  const preset = presets[entry.preset];
  const problems: SettingsProblem[] = [];
  if (entry.wire && !preset.wires.includes(entry.wire)) {
    problems.push({ path: `${path}.wire`, reason: 'wireNotOffered', detail: preset.wires.join(', ') });
  }
  const dialects = dialectsOf[wireOf(entry)];
  if (entry.sizeDialect && !dialects.includes(entry.sizeDialect)) {
    problems.push({ path: `${path}.sizeDialect`, reason: 'dialectNotOffered', detail: dialects.join(', ') });
  }
  if (entry.credential && !preset.credentials.includes(entry.credential)) {
    problems.push({
      path: `${path}.credential`,
      reason: 'credentialNotOffered',
      detail: preset.credentials.join(', '),
    });
  }
  if (preset.googleCloud && !entry.project) problems.push({ path: `${path}.project`, reason: 'projectMissing' });
  if (entry.baseUrl === undefined) {
    const needed = preset.baseUrls.length === 0 && !preset.standIn;
    return needed ? [...problems, { path: `${path}.baseUrl`, reason: 'baseUrlMissing' }] : problems;
  }
  try {
    normalBaseUrl(entry.baseUrl);
  } catch (error) {
    if (!(error instanceof BaseUrlError)) throw error;
    problems.push({ path: `${path}.baseUrl`, reason: error.reason });
  }
  return problems;
}

function wireOf(entry: RouteEntry): Wire {
  return entry.wire ?? presets[entry.preset].wires[0] ?? 'chat';
}

function toRoute(entry: RouteEntry): Route {
  const preset = presets[entry.preset];
  const credential: CredentialKind = entry.credential ?? preset.credentials[0] ?? 'key';
  return {
    id: entry.id,
    name: entry.name ?? preset.name,
    preset,
    wire: wireOf(entry),
    sizeDialect: entry.sizeDialect,
    baseUrls: entry.baseUrl === undefined ? defaultUrls(preset, entry.location) : [normalBaseUrl(entry.baseUrl)],
    // an address of the user's own is not the provider's unless they say so
    firstParty: entry.baseUrl === undefined ? preset.firstParty : entry.firstParty === true,
    credential,
    billing: entry.billing,
    project: entry.project,
    location: entry.location ?? preset.googleCloud?.usualLocation,
    dailyLimitUsd: entry.dailyLimit,
  };
}

/** The route that answers when none is set up. */
export const placeholderRoute: Route = toRoute({ id: 'placeholder', preset: 'placeholder' });
