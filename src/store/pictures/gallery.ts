import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { localDayOf } from '../../core/money/localDay';
import type { pageKeyOf } from '../../core/pictures/pageCursor';
import { believed } from '../database/nanoUsd';
import { rowsOf } from '../database/rows';
import type { Condition } from './pictureSearch';

/** Which pictures are wanted; what is left out does not matter. */
export interface PictureFilter {
  /** The prompt has all of these, in whatever order. */
  readonly words?: string | undefined;
  /** URIs of workspace folders: made for one of them, or lying in one. None at all: made for no folder. */
  readonly folders?: readonly string[] | undefined;
  /** True: only favourites. */
  readonly favourite?: boolean | undefined;
  /** By one of these models, routes, callers, by their ids. */
  readonly models?: readonly string[] | undefined;
  readonly routes?: readonly string[] | undefined;
  readonly callers?: readonly string[] | undefined;
  /** URI of the workspace folder that it was made for. */
  readonly folder?: string | undefined;
  /** The user's own days, as YYYY-MM-DD, from the first to the last. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What was made on one of the user's days. */
export interface DayOfPictures {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly count: number;
  /** Billionths of a US dollar, as far as costs are known. */
  readonly nanoUsd: number;
  /** Pictures whose cost nobody knows. */
  readonly unknownCount: number;
}

/** How many pictures there are. */
export interface PictureCounts {
  /** With this filter. */
  readonly found: number;
  /** With this filter, whatever their prompts. */
  readonly all: number;
  /** Whether there is any at all. */
  readonly isAny: boolean;
}

interface GalleryRows {
  readonly rows: readonly Record<string, SQLOutputValue>[];
  readonly days: readonly DayOfPictures[];
  /** Of the first page only. */
  readonly counts: PictureCounts | undefined;
}

interface GalleryPart {
  readonly filter: PictureFilter;
  /** Behind which picture the page begins. */
  readonly key: ReturnType<typeof pageKeyOf>;
  /** One row more is read, where there is one. */
  readonly limit: number;
}

const newest = 'ORDER BY created_at DESC, id DESC LIMIT :limit';

/** A page of pictures, and the sums of the whole days that it touches. `words`: what their prompts must have. */
export function galleryRows(db: DatabaseSync, words: Condition, { filter, key, limit }: GalleryPart): GalleryRows {
  const place = filterCondition(filter);
  const all = joined(words, place);
  const behind = key ? joined(all, { sql: '(created_at, id) < (:at, :id)', values: { ...key } }) : all;
  const rows = rowsOf(db, `SELECT * FROM picture WHERE ${behind.sql} ${newest}`, {
    ...behind.values,
    limit: limit + 1,
  });
  return {
    rows,
    days: sumsOf(db, all, daysOf(rows.slice(0, limit))),
    counts: key ? undefined : countsOf(db, all, place, filter),
  };
}

/** All but the words. */
export function filterCondition({
  folders,
  favourite,
  models,
  routes,
  callers,
  folder,
  from,
  to,
}: PictureFilter): Condition {
  const conditions: Condition[] = [];
  if (favourite) conditions.push({ sql: 'favourite = 1', values: {} });
  for (const [column, values] of Object.entries({ model: models, route: routes, caller: callers })) {
    if (!values) continue;
    const sql = `${column} IN (SELECT value FROM json_each(:${column}s))`;
    conditions.push({ sql, values: { [`${column}s`]: JSON.stringify(values) } });
  }
  if (folder !== undefined) conditions.push({ sql: 'workspace = :folder', values: { folder } });
  if (from !== undefined) conditions.push({ sql: 'created_at >= :since', values: { since: startOf(from, 0) } });
  if (to !== undefined) conditions.push({ sql: 'created_at < :until', values: { until: startOf(to, 1) } });
  // last, since it takes the longest
  if (folders?.length === 0) conditions.push({ sql: 'workspace IS NULL', values: {} });
  else if (folders) conditions.push({ sql: inFolders, values: { folders: JSON.stringify(folders) } });
  return conditions.reduce(joined, { sql: 'true', values: {} });
}

/** Earlier versions did not write down for which folder a picture was: there the place of its file tells. */
const inFolders = `(workspace IN (SELECT value FROM json_each(:folders)) OR workspace IS NULL AND EXISTS (
  SELECT 1 FROM json_each(:folders) WHERE substr(uri, 1, length(value) + 1) = value || '/'))`;

function joined(one: Condition, other: Condition): Condition {
  return { sql: `${one.sql} AND ${other.sql}`, values: { ...one.values, ...other.values } };
}

function countsOf(db: DatabaseSync, all: Condition, place: Condition, { words }: PictureFilter): PictureCounts {
  const count = ({ sql, values }: Condition): number =>
    Number(rowsOf(db, `SELECT count(*) AS n FROM picture WHERE ${sql}`, values)[0]?.['n']);
  const found = count(all);
  return {
    found,
    all: words?.trim() ? count(place) : found,
    isAny: found > 0 || rowsOf(db, 'SELECT 1 FROM picture LIMIT 1').length > 0,
  };
}

function daysOf(rows: readonly Record<string, SQLOutputValue>[]): string[] {
  return [...new Set(rows.map((row) => localDayOf(Number(row['created_at']))))];
}

/** Days begin and end where the user's own clock has them, which SQLite need not know. */
function sumsOf(db: DatabaseSync, { sql, values }: Condition, days: readonly string[]): DayOfPictures[] {
  const cost = `CASE WHEN placeholder = 1 THEN 0 ELSE ${believed('cost_nano_usd')} END`;
  const spans = days.map((day) => ({ day, from: startOf(day, 0), to: startOf(day, 1) }));
  const sums = rowsOf(
    db,
    `SELECT span ->> 'day' AS day, count(*) AS n, coalesce(sum(${cost}), 0) AS cost,
       count(*) FILTER (WHERE ${cost} IS NULL) AS unknown
     FROM (SELECT value AS span FROM json_each(:spans)) JOIN picture
       ON created_at >= span ->> 'from' AND created_at < span ->> 'to'
     WHERE ${sql} GROUP BY day ORDER BY day DESC`,
    { ...(values as Record<string, SQLInputValue>), spans: JSON.stringify(spans) },
  );
  return sums.map(({ day, n, cost: nano, unknown }) => ({
    day: String(day),
    count: Number(n),
    nanoUsd: Number(nano),
    unknownCount: Number(unknown),
  }));
}

/** The first moment of a local day, or of one some days later. */
function startOf(day: string, later: number): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const start = new Date(2000, month - 1, date + later);
  start.setFullYear(year, month - 1, date + later); // the constructor takes years below 100 for others
  return start.getTime();
}
