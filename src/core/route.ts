import type { AspectRatio, ImageRequest, ImageSize } from './image';
import type { Model, Offer } from './models';
import { findModel } from './models';
import type { CredentialKind, Preset, Wire } from './presets';

/** A service with the user's credential: one way in which a picture can be reached. */
export interface Route {
  /** The user's own short name; secrets and history hang on it. */
  readonly id: string;
  readonly name: string;
  readonly preset: Preset;
  readonly wire: Wire;
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
  /** A service-account or authorized-user JSON. */
  | { readonly kind: 'google'; readonly json: Readonly<Record<string, unknown>> }
  | { readonly kind: 'none' };

/** The origins to which a route's credential may be sent. */
export function originsOf(route: Pick<Route, 'baseUrls'>): string[] {
  return [...new Set(route.baseUrls.map((url) => new URL(url).origin))];
}

/** What the route's service sells of a model; undefined if it does not have the model. */
export function offerOf(route: Pick<Route, 'preset'>, model: Model): Offer | undefined {
  if (route.preset.catalogue === 'placeholder') return { ids: ['placeholder'], prices: {} };
  return model.offers[route.preset.catalogue];
}

/** The ids under which the route may know the model: live ones, then retired ones. */
export function modelIdsOf(route: Pick<Route, 'preset'>, model: Model): string[] {
  const offer = offerOf(route, model);
  return [...(offer?.ids ?? []), ...(offer?.retired ?? [])];
}

/** What keeps a route from serving a request, as facts. */
export type Obstacle =
  | { readonly what: 'model'; readonly model: string }
  | { readonly what: 'size'; readonly size: ImageSize; readonly possible: readonly ImageSize[] }
  | { readonly what: 'ratio'; readonly ratio: AspectRatio; readonly possible: readonly AspectRatio[] }
  | { readonly what: 'references'; readonly most: number }
  | { readonly what: 'vertexOptions' }
  | { readonly what: 'relay' };

/** Sizes that a route makes with a model. */
export function sizesOf(route: Pick<Route, 'preset' | 'wire'>, model: Model): readonly ImageSize[] {
  if (route.wire !== 'chat') return model.sizes;
  return model.sizes.filter((size) => route.preset.chatSizes.includes(size));
}

/**
 * The one answer to "can this route do that?": undefined if it can, else the first thing in the way.
 * `firstPartyOnly` rules relays out.
 */
export function obstacle(
  route: Pick<Route, 'preset' | 'wire' | 'firstParty'>,
  request: Pick<ImageRequest, 'model' | 'size' | 'ratio' | 'references' | 'vertex'>,
  options: { readonly firstPartyOnly?: boolean } = {},
): Obstacle | undefined {
  const model = findModel(request.model);
  if (options.firstPartyOnly && !route.firstParty) return { what: 'relay' };
  if (!model || !offerOf(route, model)) return { what: 'model', model: request.model };
  const possible = sizesOf(route, model);
  if (!possible.includes(request.size)) return { what: 'size', size: request.size, possible };
  if (!model.ratios.includes(request.ratio)) return { what: 'ratio', ratio: request.ratio, possible: model.ratios };
  const most = Math.min(model.maxReferences, route.preset.maxReferences);
  if (request.references.length > most) return { what: 'references', most };
  if (request.vertex && route.preset.id !== 'vertex-ai') return { what: 'vertexOptions' };
  return undefined;
}
