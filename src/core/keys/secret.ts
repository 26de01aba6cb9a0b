import * as v from 'valibot';
import { isCloudOrigin } from '../services/defaultUrls';
import type { Route } from '../services/route';
import { originsOf } from '../services/route';

/** What SecretStorage holds for one route: the key and the only origins that it may be sent to. */
const storedSecret = v.strictObject({
  value: v.pipe(v.string(), v.minLength(1)),
  origins: v.array(v.string()),
});

type StoredSecret = v.InferOutput<typeof storedSecret>;

/** The text to store. */
export function packSecret(value: string, route: Pick<Route, 'baseUrls'>): string {
  return JSON.stringify({ value, origins: originsOf(route) } satisfies StoredSecret);
}

/**
 * The value, if it was given for all the origins that the route now has; undefined: ask again. A changed base URL never gets a
 * key that was given for another one; all locations of Google Cloud count as one service.
 */
export function unpackSecret(
  stored: string | undefined,
  route: Pick<Route, 'preset' | 'baseUrls'>,
): string | undefined {
  if (!stored) return undefined;
  const secret = v.safeParse(storedSecret, parseJson(stored));
  if (!secret.success) return undefined;
  const { value, origins } = secret.output;
  const isCloud = (origin: string): boolean => isCloudOrigin(route.preset, origin);
  const isGivenFor = (origin: string): boolean =>
    origins.includes(origin) || (isCloud(origin) && origins.some(isCloud));
  return originsOf(route).every(isGivenFor) ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * A key as people paste it, without what they did not mean to paste: spaces, line breaks, quotes, zero-width characters,
 * "Bearer ", and the name of the variable in a line of a .env file.
 */
export function cleanKey(pasted: string): string {
  const bare = unquoted(pasted.replace(/[\s\u200B-\u200F\u2060\uFEFF\u00AD]/g, ''));
  return unquoted(bare.replace(/^(?:Bearer|(?:export)?[A-Z][A-Z0-9_]*_(?:KEY|TOKEN)=)/i, ''));
}

function unquoted(text: string): string {
  return text.replace(/^["'`“”‘’«»]+|["'`“”‘’«»;,]+$/g, '');
}
