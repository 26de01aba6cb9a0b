import type { Preset } from './presets';
import type { Route } from './route';

/** Where a service is reached. Vertex AI has a host for each location; `us` and `eu` are multi-regions with hosts of another form. */
export function defaultUrls(preset: Pick<Preset, 'id' | 'baseUrls'>, location: string | undefined): readonly string[] {
  if (preset.id !== 'vertex-ai' || !location || location === 'global') return preset.baseUrls;
  if (location === 'us' || location === 'eu') return [`https://aiplatform.${location}.rep.googleapis.com`];
  return [`https://${location}-aiplatform.googleapis.com`];
}

/** Whether an origin is one of Vertex AI's own, for any location: all of them are Google's, and take the same credentials. */
export function isVertexOrigin(origin: string): boolean {
  return /^https:\/\/(?:(?:[a-z0-9-]+-)?aiplatform|aiplatform\.(?:us|eu)\.rep)\.googleapis\.com$/.test(origin);
}

/** Whether the user named the address: then it can be wrong, else only the way to it can. */
export function isOwnAddress({ preset, location, baseUrls }: Pick<Route, 'preset' | 'location' | 'baseUrls'>): boolean {
  return baseUrls.join() !== defaultUrls(preset, location).join();
}
