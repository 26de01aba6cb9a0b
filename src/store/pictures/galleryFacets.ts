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

/** Reads what the pictures have that the filter lets through. */
export function facetsIn(db: DatabaseSync, filter: PictureFilter): GalleryFacets {
  const { sql, values } = filterCondition(filter);
  const of = (column: 'model' | 'route' | 'caller' | 'workspace'): Facet[] =>
    rowsOf(
      db,
      `SELECT ${column} AS value, count(*) AS n FROM picture WHERE ${sql} AND ${column} IS NOT NULL
       GROUP BY ${column} ORDER BY n DESC, value LIMIT ${mostValues}`,
      values,
    ).map(({ value, n }) => ({ value: String(value), count: Number(n) }));
  return { models: of('model'), routes: of('route'), callers: of('caller'), folders: of('workspace') };
}
