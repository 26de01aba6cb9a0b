import type { Route } from '../services/route';
import { originsOf } from '../services/route';

/**
 * The list in the setting `dualtrack.routes` as it is written there: entries are the user's own text and may hold what Dualtrack
 * does not know. The functions below change one entry and leave the others as they are.
 */
export type RouteEntries = readonly unknown[];

/** The id of an entry; undefined where it has none. */
export function idOf(entry: unknown): string | undefined {
  return isEntry(entry) && typeof entry['id'] === 'string' ? entry['id'] : undefined;
}

/**
 * An id that no entry has yet: the wish, or the wish with a number. `withKeys`: the ids under which a key is stored. Keys are on
 * the user's own machine, while each remote machine has its own routes: a new route must not get the key of a route on another one.
 */
export function freeId(entries: RouteEntries, wish: string, withKeys: readonly string[] = []): string {
  const taken = new Set([...entries.map(idOf), ...withKeys]);
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? wish : `${wish}-${n}`;
    if (!taken.has(id)) return id;
  }
}

/** With a new entry at a place in the order, from 0; the end if there are fewer. */
export function withEntry(entries: RouteEntries, entry: object, at: number): RouteEntries {
  return entries.toSpliced(Math.min(at, entries.length), 0, entry);
}

export function withoutEntry(entries: RouteEntries, id: string): RouteEntries {
  return entries.filter((entry) => idOf(entry) !== id);
}

/** One place up (-1) or down (1); unchanged at the end of the list. */
export function withMoved(entries: RouteEntries, id: string, by: -1 | 1): RouteEntries {
  const from = placeOf(entries, id);
  return moved(entries, from, from + by);
}

/** Up to the place of another entry, which stands behind it then; unchanged where one of them is not there. */
export function withMovedTo(entries: RouteEntries, id: string, otherId: string): RouteEntries {
  return moved(entries, placeOf(entries, id), placeOf(entries, otherId));
}

function placeOf(entries: RouteEntries, id: string): number {
  return entries.findIndex((entry) => idOf(entry) === id);
}

function moved(entries: RouteEntries, from: number, to: number): RouteEntries {
  if (from < 0 || to < 0 || to >= entries.length) return entries;
  return entries.toSpliced(from, 1).toSpliced(to, 0, entries[from]);
}

/** With fields of one entry changed; a field that is undefined is taken away. */
export function withFields(entries: RouteEntries, id: string, fields: Readonly<Record<string, unknown>>): RouteEntries {
  return entries.map((entry) => (isEntry(entry) && idOf(entry) === id ? changed(entry, fields) : entry));
}

/** With another address for one route; undefined: the service's own. `firstParty` was said of the old address and goes with it. */
export function withAddress(
  entries: RouteEntries,
  route: Pick<Route, 'id' | 'baseUrls'>,
  baseUrl?: string,
): RouteEntries {
  const stays = baseUrl !== undefined && originsOf(route).includes(new URL(baseUrl).origin);
  return withFields(entries, route.id, stays ? { baseUrl } : { baseUrl, firstParty: undefined });
}

function changed(entry: object, fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries({ ...entry, ...fields }).filter(([, value]) => value !== undefined));
}

function isEntry(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
