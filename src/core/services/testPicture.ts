import type { AspectRatio, ImageSize } from '../pictures/image';
import { imageSizes } from '../pictures/image';
import type { Catalogue, Model } from './models';
import { findModel } from './models';
import type { Route } from './route';
import { offerOf, ratiosOf, sizesOf } from './route';

/** What a test asks a route about: the wanted model where the route has it, else the first that it has. */
export function testModel(route: Route, wanted: string, catalogue: Catalogue): Model | undefined {
  const model = findModel(wanted, catalogue);
  return model && offerOf(route, model) ? model : catalogue.find((other) => offerOf(route, other));
}

/** The smallest size from 1K on that the route makes, else its largest: what a test picture is asked for. */
export function testSize(route: Route, model: Model): ImageSize {
  const possible = imageSizes.filter((size) => sizesOf(route, model).includes(size));
  return possible.find((size) => size !== '512') ?? possible.at(-1) ?? '1K';
}

/** Square, where the route can make that. */
export function testRatio(route: Route, model: Model): AspectRatio {
  const possible = ratiosOf(route, model);
  return possible.find((ratio) => ratio === '1:1') ?? possible[0] ?? '1:1';
}
