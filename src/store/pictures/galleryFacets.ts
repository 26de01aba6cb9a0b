import type { DatabaseSync } from 'node:sqlite';
import { rowsOf } from '../database/rows';
import type { PictureFilter } from './gallery';
import { filterCondition } from './gallery';

/** A value that pictures have, and how many of them. */
export interface Facet {
  readonly value: string;
  readonly count: number;
}

/** What pictures can be told apart by; the most frequent first. */
export interface GalleryFacets {
  readonly models: readonly Facet[];
  readonly routes: readonly Facet[];
  readonly callers: readonly Facet[];
  /** URIs of the workspace folders that they were made for. */
  readonly folders: readonly Facet[];
}

/** More is no choice for people. */
const mostValues = 100;

/** Reads, in one go, what the pictures have that the filter lets through. */
export function facetsIn(db: DatabaseSync, filter: PictureFilter): GalleryFacets {
  const { sql, values } = filterCondition(filter);
  const groups = rowsOf(
    db,
    `SELECT model, route, caller, workspace, count(*) AS n FROM picture WHERE ${sql}
     GROUP BY model, route, caller, workspace`,
    values,
  );
  const of = (column: 'model' | 'route' | 'caller' | 'workspace'): Facet[] => {
    const counts = new Map<string, number>();
    for (const { [column]: value, n } of groups) {
      if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + Number(n));
    }
    const facets = [...counts].map(([value, count]) => ({ value, count }));
    return facets.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, mostValues);
  };
  return { models: of('model'), routes: of('route'), callers: of('caller'), folders: of('workspace') };
}
