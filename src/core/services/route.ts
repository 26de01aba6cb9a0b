import type { SizeDialect, SizesAndRatios } from './dialects';
import type { AspectRatio, ImageRequest, ImageSize, Reference } from '../pictures/image';
import { imageSizes } from '../pictures/image';
import { sizesAndRatios } from './dialects';
import type { Catalogue, Model, Offer } from './models';
import { findModel, perCall, withChanges } from './models';
import type { Billing, CredentialKind, ReferenceLimits, ReferenceMime } from './preset';
import type { Preset } from './presets';
import type { Wire } from './wires';

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
  /** What its user says of the key, where that depends on the key; left out: as its service bills. */
  readonly billing?: Billing | undefined;
  /** On Google Cloud only, as the location is. */
  readonly project?: string | undefined;
  readonly location?: string | undefined;
  /** US dollars that may be spent on it in a day; left out: it has no limit of its own. */
  readonly dailyLimitUsd?: number | undefined;
}

/** A credential, ready to be sent to the route's own origins and nowhere else. */
export type Credential =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'accessToken'; readonly token: string }
  /** A service-account or authorized-user JSON. `fromVariable`: an environment variable names its file, before any login. */
  | { readonly kind: 'google'; readonly json: Readonly<Record<string, unknown>>; readonly fromVariable?: boolean }
  | { readonly kind: 'none' };

/** Whether a route needs a credential that its user types or picks, and that is kept in SecretStorage. */
export function needsSecret({ credential }: Pick<Route, 'credential'>): boolean {
  return credential === 'key' || credential === 'serviceAccount';
}

/** The parts of a route that its abilities depend on. */
type RouteAbilities = Pick<Route, 'id' | 'preset' | 'wire' | 'sizeDialect'>;

/** The routes without the one that stands in where none is set up. */
export function realRoutes<R extends Pick<Route, 'preset'>>(routes: readonly R[]): R[] {
  return routes.filter(({ preset }) => !preset.standIn);
}

/** The origins to which a route's credential may be sent. */
export function originsOf(route: Pick<Route, 'baseUrls'>): string[] {
  return [...new Set(route.baseUrls.map((url) => new URL(url).origin))];
}

/** What the route offers of a model; undefined if it does not have it. What the user's settings say of the route goes first. */
export function offerOf({ id, preset, wire }: Pick<Route, 'id' | 'preset' | 'wire'>, model: Model): Offer | undefined {
  if (preset.standIn) return { ids: [preset.id], prices: perCall(0, imageSizes) };
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
  if (wire !== 'chat' && wire !== 'images') return 'native';
  return sizeDialect ?? preset.sizeDialects[wire] ?? 'none';
}

function sizesAndRatiosOn(route: RouteAbilities): SizesAndRatios {
  return sizesAndRatios[dialectOf(route)];
}

/** What keeps a route from serving a request, as facts. */
export type Obstacle =
  | { readonly what: 'model'; readonly model: string }
  | { readonly what: 'size'; readonly size: ImageSize; readonly possible: readonly ImageSize[] }
  | { readonly what: 'ratio'; readonly ratio: AspectRatio; readonly possible: readonly AspectRatio[] }
  | { readonly what: 'references'; readonly most: number }
  | { readonly what: 'referenceType'; readonly mime: string; readonly possible: readonly string[] }
  /** One that cannot be made smaller; `number`: counted from 1. */
  | { readonly what: 'referenceSize'; readonly number: number; readonly bytes: number; readonly most: number }
  | { readonly what: 'vertexOptions' }
  | { readonly what: 'relay' };

/** Sizes that a route makes with a model. */
export function sizesOf(route: RouteAbilities, model: Model): readonly ImageSize[] {
  return model.sizes.filter((size) => sizesAndRatiosOn(route).sizes.includes(size));
}

/** Aspect ratios that a route makes with a model. */
export function ratiosOf(route: RouteAbilities, model: Model): readonly AspectRatio[] {
  return model.ratios.filter((ratio) => sizesAndRatiosOn(route).ratios.includes(ratio));
}

/** What a route takes of pictures to work from with a model. */
export function referenceLimitsOf(route: Pick<Route, 'preset'>, model: Model): ReferenceLimits {
  const limits = route.preset.references;
  return { ...limits, most: Math.min(limits.most, model.maxReferences) };
}

/**
 * The one answer to "can this route do that?": undefined if it can, else the first obstacle.
 * `firstPartyOnly` rules relays out; `catalogue` is the user's, if they changed it.
 */
export function obstacle(
  route: RouteAbilities & Pick<Route, 'firstParty'>,
  request: Pick<ImageRequest, 'model' | 'size' | 'ratio' | 'vertex'> & References,
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
  return request.vertex && !route.preset.vertexOptions ? { what: 'vertexOptions' } : undefined;
}

/** Of the pictures to work from only these facts count. */
interface References {
  readonly references: readonly ReferenceFacts[];
}

/** What is known of a picture to work from before it is sent. */
export interface ReferenceFacts extends Pick<Reference, 'mime'> {
  /** In bytes, where somebody has looked before the job began; a job looks at its files itself. */
  readonly knownSize?: number | undefined;
}

const cannotShrink: readonly string[] = ['image/heic', 'image/heif'] satisfies ReferenceMime[];

/** A picture that is too large is no obstacle where it can be made smaller before it is sent. */
function referenceObstacle(
  { most, types, maxBytes }: ReferenceLimits,
  references: References['references'],
): Obstacle | undefined {
  if (references.length > most) return { what: 'references', most };
  const wrong = references.find(({ mime }) => !types.some((type) => type === mime));
  if (wrong) return { what: 'referenceType', mime: wrong.mime, possible: types };
  const large = references.findIndex(({ mime, knownSize = 0 }) => knownSize > maxBytes && cannotShrink.includes(mime));
  const bytes = references[large]?.knownSize;
  return bytes === undefined ? undefined : { what: 'referenceSize', number: large + 1, bytes, most: maxBytes };
}
