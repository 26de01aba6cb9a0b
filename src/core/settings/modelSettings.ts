import * as v from 'valibot';
import { aspectRatios, imageSizes } from '../pictures/image';
import type { Catalogue, Column, Model, Offer, OfferChange, PixelTable, Prices } from '../services/models';
import { columns, findModel, models, perCall, withChanges } from '../services/models';
import { wires } from '../services/wires';
import { mostPictureUsd } from '../services/price';
import type { SettingsProblem } from './settings';
import { problemFromIssue, routeId, SettingsError } from './settings';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const usd = v.pipe(v.number(), v.minValue(0), v.maxValue(mostPictureUsd));
const listOf = <const T extends readonly string[]>(possible: T) =>
  v.pipe(v.array(v.picklist(possible)), v.minLength(1));

const offerEntry = v.strictObject({
  ids: v.optional(v.pipe(v.array(text), v.minLength(1))),
  retired: v.optional(v.array(text)),
  /** One for all sizes, or one for each. */
  prices: v.optional(v.union([usd, v.strictObject(v.entriesFromList(imageSizes, v.optional(usd)))])),
  wires: v.optional(listOf(wires)),
});

const modelEntry = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/)),
  name: v.optional(text),
  sizes: v.optional(listOf(imageSizes)),
  ratios: v.optional(listOf(aspectRatios)),
  maxReferences: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16))),
  imageOnly: v.optional(v.boolean()),
  services: v.optional(v.strictObject(v.entriesFromList(columns, v.optional(offerEntry)))),
  routes: v.optional(v.record(routeId, offerEntry)),
});

type OfferEntry = v.InferOutput<typeof offerEntry>;
type ModelEntry = v.InferOutput<typeof modelEntry>;

/**
 * The built-in models as the user's setting `dualtrack.models` changes and completes them. An entry with the id of a
 * built-in model changes what it names and nothing else; any other adds a model. Throws `SettingsError` with every problem.
 */
export function parseModels(value: unknown, name = 'dualtrack.models', builtIn: Catalogue = models): Catalogue {
  if (!Array.isArray(value)) throw new SettingsError([{ path: name, reason: 'notAList' }]);
  const problems: SettingsProblem[] = [];
  const catalogue = new Map(builtIn.map((model) => [model.id, model]));
  const seen = new Set<string>();
  for (const [index, item] of value.entries()) {
    const path = `${name}[${index}]`;
    const result = v.safeParse(modelEntry, item);
    if (!result.success) {
      problems.push(...result.issues.map((issue) => problemFromIssue(issue, path)));
      continue;
    }
    const entry = result.output;
    if (seen.has(entry.id)) problems.push({ path: `${path}.id`, reason: 'duplicateId', detail: entry.id });
    seen.add(entry.id);
    const known = findModel(entry.id, builtIn);
    problems.push(...missing(entry, known, path));
    catalogue.set(entry.id, known ? changed(known, entry) : changed(blank(entry), entry));
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return [...catalogue.values()];
}

/** The fields that an entry needs and does not have. */
function missing(entry: ModelEntry, known: Model | undefined, path: string): SettingsProblem[] {
  const lacks: string[] = [];
  if (!known) {
    if (!entry.sizes) lacks.push('sizes');
    if (!entry.services && !entry.routes) lacks.push('services');
  }
  for (const column of columns) {
    const offer = entry.services?.[column];
    if (offer && !offer.ids && !known?.offers[column]) lacks.push(`services.${column}.ids`);
  }
  if (!known && !entry.services) {
    const bare = Object.entries(entry.routes ?? {}).filter(([, offer]) => !offer.ids);
    lacks.push(...bare.map(([route]) => `routes.${route}.ids`));
  }
  return lacks.map((field) => ({ path: `${path}.${field}`, reason: 'fieldMissing' }));
}

/** A new model of the user's: only its id is known, and its table of pixels is guessed from the services that have it. */
function blank({ id, services = {} }: ModelEntry): Model {
  const others: Readonly<Partial<Record<Column, PixelTable>>> = { openai: 'gpt-image', generic: 'diffusion' };
  const pixels = others[columns.find((column) => services[column]) ?? 'generic'] ?? 'gemini-3';
  return { id, name: id, sizes: [], ratios: aspectRatios, maxReferences: 14, pixels, offers: {} };
}

function changed(model: Model, { services, routes, ...fields }: ModelEntry): Model {
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const next: Model = { ...model, ...said };
  const offers: Partial<Record<Column, Offer>> = { ...model.offers };
  for (const column of columns) {
    const offer = services?.[column] && withChanges(offers[column], changeOf(services[column], next));
    if (offer) offers[column] = offer;
  }
  const own = Object.entries(routes ?? {}).map(([id, entry]) => [id, changeOf(entry, next)] as const);
  return { ...next, offers, ...(own.length > 0 ? { routeOffers: Object.fromEntries(own) } : {}) };
}

function changeOf({ ids, retired, prices, wires: on }: OfferEntry, model: Model): OfferChange {
  return {
    ...(ids ? { ids } : {}),
    ...(retired ? { retired } : {}),
    ...(prices === undefined
      ? {}
      : { prices: typeof prices === 'number' ? perCall(prices, model.sizes) : withoutGaps(prices) }),
    ...(on ? { wires: on } : {}),
  };
}

/** Without the sizes that have no price: merged into the built-in prices, they would remove those. */
function withoutGaps(prices: Readonly<Record<string, number | undefined>>): Prices {
  return Object.fromEntries(Object.entries(prices).filter(([, value]) => value !== undefined));
}
