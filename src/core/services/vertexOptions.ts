import type { VertexOptions } from '../pictures/image';
import type { Route } from './route';

export const vertexOutputTypes = ['image/png', 'image/jpeg'] as const;
export const personGenerations = ['ALLOW_ALL', 'ALLOW_ADULT', 'ALLOW_NONE'] as const;

/** The qualities of a JPEG that are offered; Vertex AI takes every whole number from 0 to 100. */
export const jpegQualities = [100, 95, 90, 85, 80, 75, 60, 40] as const;

/** Whether a route has the options that only Vertex AI has. */
export function hasVertexOptions({ preset }: Pick<Route, 'preset'>): boolean {
  return preset.vertexOptions;
}

/** The routes that can be used with these options: with any of them set, only Vertex AI. */
export function routesWith(vertex: VertexOptions | undefined, routes: readonly Route[]): readonly Route[] {
  return vertex ? routes.filter(hasVertexOptions) : routes;
}

/** The options that have an effect: undefined where none is set or no route has them; a quality for JPEG only. */
export function usableVertexOptions(
  vertex: VertexOptions | undefined,
  routes: readonly Route[],
): VertexOptions | undefined {
  if (!vertex || !routes.some(hasVertexOptions)) return undefined;
  const { outputMimeType, outputCompressionQuality, personGeneration } = vertex;
  const quality = outputMimeType === 'image/jpeg' ? outputCompressionQuality : undefined;
  const options: VertexOptions = {
    ...(outputMimeType ? { outputMimeType } : {}),
    ...(quality === undefined ? {} : { outputCompressionQuality: quality }),
    ...(personGeneration ? { personGeneration } : {}),
  };
  return Object.keys(options).length > 0 ? options : undefined;
}
