import type { PresetRow } from './preset';
import type { Route } from './route';

type Addresses = Pick<PresetRow, 'baseUrls' | 'googleCloud'>;

/** Where a service is reached: in a location of Google Cloud, at that location's own address. */
export function defaultUrls({ baseUrls, googleCloud }: Addresses, location: string | undefined): readonly string[] {
  if (!googleCloud || !location || location === googleCloud.usualLocation) return baseUrls;
  const { multiRegions, multiRegionUrl, locationUrl } = googleCloud;
  const url = multiRegions.includes(location) ? multiRegionUrl : locationUrl;
  return [url.replace('{location}', location)];
}

/** Whether an origin is a service's own in Google Cloud, for any location: all of them take the same credentials. */
export function isCloudOrigin({ baseUrls, googleCloud }: Addresses, origin: string): boolean {
  if (!googleCloud) return false;
  const { multiRegions, multiRegionUrl, locationUrl } = googleCloud;
  const [before = '', after = ''] = locationUrl.split('{location}');
  const location =
    origin.startsWith(before) && origin.endsWith(after) ? origin.slice(before.length, -after.length) : '';
  return (
    baseUrls.includes(origin) ||
    multiRegions.some((name) => origin === multiRegionUrl.replace('{location}', name)) ||
    /^[a-z0-9-]+$/.test(location)
  );
}

/** Whether the user gave the address: then it can be wrong; else only the way to it can be. */
export function isOwnAddress({ preset, location, baseUrls }: Pick<Route, 'preset' | 'location' | 'baseUrls'>): boolean {
  return baseUrls.join() !== defaultUrls(preset, location).join();
}
