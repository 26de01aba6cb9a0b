import type { SizeDialect, Tellable } from './dialects';
import { tellable } from './dialects';
import type { AspectRatio, ImageMime, ImageRequest, ImageSize } from './image';
import type { Catalogue, Model, Offer } from './models';
import { findModel, withChanges } from './models';
import type { CredentialKind, Preset, ReferenceLimits, Wire } from './presets';

/** A service with the user's credential: one way in which a picture can be reached. */
export interface Route {
  /** The user's own short name; secrets and history hang on it. */
  readonly id: string;
  readonly name: string;
  readonly preset: Preset;
  readonly wire: Wire;
  /** How it is told size and ratio; left out: as its preset is. */
  readonly sizeDialect?: SizeDialect | undefined;
  /** In order; the next one is tried when one cannot be reached. No version at the end, no slash. */
  readonly baseUrls: readonly string[];
  readonly firstParty: boolean;
  readonly credential: CredentialKind;
  /** Vertex AI only. */
  readonly project?: string | undefined;
  readonly location?: string | undefined;
}

/** What a route proves itself with, ready to be sent to the route's own origins and nowhere else. */
export type Credential =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'accessToken'; readonly token: string }
  /** A service-account or authorized-user JSON. `fromVariable`: an environment variable names its file, before any login. */
  | { readonly kind: 'google'; readonly json: Readonly<Record<string, unknown>>; readonly fromVariable?: boolean }
  | { readonly kind: 'none' };

/** Whether a route proves itself with something that its user types or picks. */
export function needsSecret({ credential }: Pick<Route, 'credential'>): boolean {
  return credential === 'key' || credential === 'serviceAccount';
}

/** The parts of a route that its abilities depend on. */
export type RouteAbilities = Pick<Route, 'id' | 'preset' | 'wire' | 'sizeDialect'>;

/** The origins to which a route's credential may be sent. */
export function originsOf(route: Pick<Route, 'baseUrls'>): string[] {
  return [...new Set(route.baseUrls.map((url) => new URL(url).origin))];
}

/** What can be had of a model on the route; undefined if it does not have the model. What the user says of the route goes first. */
export function offerOf({ id, preset, wire }: Pick<Route, 'id' | 'preset' | 'wire'>, model: Model): Offer | undefined {
  if (preset.catalogue === 'placeholder') return { ids: ['placeholder'], prices: {} };
  const offer = withChanges(model.offers[preset.catalogue], model.routeOffers?.[id]);
  return offer?.wires && !offer.wires.includes(wire) ? undefined : offer;
}

/** The ids under which the route may know the model: live ones, then retired ones. */
export function modelIdsOf(route: Pick<Route, 'id' | 'preset' | 'wire'>, model: Model): string[] {
  const offer = offerOf(route, model);
  return [...new Set([...(offer?.ids ?? []), ...(offer?.retired ?? [])])];
}

/** How the route is told size and ratio. */
export function dialectOf({ sizeDialect, preset, wire }: Omit<RouteAbilities, 'id'>): SizeDialect {
  if (wire === 'gemini' || wire === 'placeholder') return 'native';
  return sizeDialect ?? preset.sizeDialects[wire] ?? 'none';
}

function tellableOn(route: RouteAbilities): Tellable {
  return tellable[dialectOf(route)];
}

/** What keeps a route from serving a request, as facts. */
export type Obstacle =
  | { readonly what: 'model'; readonly model: string }
  | { readonly what: 'size'; readonly size: ImageSize; readonly possible: readonly ImageSize[] }
  | { readonly what: 'ratio'; readonly ratio: AspectRatio; readonly possible: readonly AspectRatio[] }
  | { readonly what: 'references'; readonly most: number }
  | { readonly what: 'referenceType'; readonly mime: string; readonly possible: readonly string[] }
  | { readonly what: 'vertexOptions' }
  | { readonly what: 'relay' };

/** Sizes that a route makes with a model. */
export function sizesOf(route: RouteAbilities, model: Model): readonly ImageSize[] {
  return model.sizes.filter((size) => tellableOn(route).sizes.includes(size));
}

/** Aspect ratios that a route makes with a model. */
export function ratiosOf(route: RouteAbilities, model: Model): readonly AspectRatio[] {
  return model.ratios.filter((ratio) => tellableOn(route).ratios.includes(ratio));
}

/** What a route's pictures are: a choice on Vertex AI, where a type can be asked for; empty where nobody knows. */
export function outputTypesOf(route: Pick<Route, 'preset'>, model: Model): readonly ImageMime[] {
  return route.preset.id === 'vertex-ai' ? ['image/png', 'image/jpeg'] : (model.outputTypes ?? []);
}

/** What a route takes of pictures to work from with a model. */
export function referenceLimitsOf(route: Pick<Route, 'preset'>, model: Model): ReferenceLimits {
  const limits = route.preset.references;
  return { ...limits, most: Math.min(limits.most, model.maxReferences) };
}

/**
 * The one answer to "can this route do that?": undefined if it can, else the first thing in the way.
 * `firstPartyOnly` rules relays out; `catalogue` is the user's, if they changed it.
 */
export function obstacle(
  route: RouteAbilities & Pick<Route, 'firstParty'>,
  request: Pick<ImageRequest, 'model' | 'size' | 'ratio' | 'references' | 'vertex'>,
  options: { readonly firstPartyOnly?: boolean; readonly catalogue?: Catalogue | undefined } = {},
): Obstacle | undefined {
  const model = findModel(request.model, options.catalogue);
  if (options.firstPartyOnly && !route.firstParty) return { what: 'relay' };
  if (!model || !offerOf(route, model)) return { what: 'model', model: request.model };
  const sizes = sizesOf(route, model);
  if (!sizes.includes(request.size)) return { what: 'size', size: request.size, possible: sizes };
  const ratios = ratiosOf(route, model);
  if (!ratios.includes(request.ratio)) return { what: 'ratio', ratio: request.ratio, possible: ratios };
  const inTheWay = referenceObstacle(referenceLimitsOf(route, model), request.references);
  if (inTheWay) return inTheWay;
  return request.vertex && route.preset.id !== 'vertex-ai' ? { what: 'vertexOptions' } : undefined;
}

/** Too large pictures are no obstacle: they are made smaller before they are sent. */
function referenceObstacle(
  { most, types }: ReferenceLimits,
  references: ImageRequest['references'],
): Obstacle | undefined {
  if (references.length > most) return { what: 'references', most };
  const wrong = references.find(({ mime }) => !types.some((type) => type === mime));
  return wrong && { what: 'referenceType', mime: wrong.mime, possible: types };
}
