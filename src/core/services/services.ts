import type { AspectRatio, ImageSize } from '../pictures/image';
import type { Catalogue, Model } from './models';
import type { Route } from './route';
import { offerOf, ratiosOf, sizesOf } from './route';

/** What the user has: the routes in their order, and the models. */
export interface Services {
  readonly routes: readonly Route[];
  readonly catalogue: Catalogue;
}

/** A model with what at least one route can make of it. */
export interface PossibleModel {
  readonly model: Model;
  readonly sizes: readonly ImageSize[];
  readonly ratios: readonly AspectRatio[];
}

/** The models that at least one route has, for the pickers. */
export function possibleModels({ routes, catalogue }: Services): PossibleModel[] {
  return catalogue.flatMap((model) => possibleModel(routes, model) ?? []);
}

/** What the routes can make of a model; undefined if none has it. */
export function possibleModel(routes: readonly Route[], model: Model): PossibleModel | undefined {
  const able = routes.filter((route) => offerOf(route, model));
  if (able.length === 0) return undefined;
  const sizes = model.sizes.filter((size) => able.some((route) => sizesOf(route, model).includes(size)));
  const ratios = model.ratios.filter((ratio) => able.some((route) => ratiosOf(route, model).includes(ratio)));
  return sizes.length > 0 && ratios.length > 0 ? { model, sizes, ratios } : undefined;
}
