import * as v from 'valibot';
import type { PictureRecord } from '../../core/run/picture';
import { fromNano } from '../database/nanoUsd';
import { time, whole } from '../database/rows';

const attemptSummary = v.object({
  route: v.string(),
  modelId: v.string(),
  charge: v.picklist(['none', 'billed', 'unknown']),
  failure: v.optional(v.string()),
  status: v.optional(v.number()),
  costUsd: v.optional(v.number()),
  ms: v.number(),
});

const columns = v.object({
  id: v.string(),
  job: v.string(),
  attempt: v.pipe(
    v.nullable(v.string()),
    v.transform((attempt) => attempt ?? undefined),
  ),
  uri: v.string(),
  prompt: v.string(),
  model: v.string(),
  model_id: v.string(),
  route: v.string(),
  size: v.string(),
  ratio: v.string(),
  width: whole,
  height: whole,
  mime: v.string(),
  sha256: v.string(),
  cost_nano_usd: v.pipe(v.nullable(whole), v.transform(fromNano)),
  price_kind: v.pipe(
    v.nullable(v.string()),
    v.transform((kind) => kind ?? undefined),
  ),
  created_at: time,
  placeholder: v.pipe(
    whole,
    v.transform((flag) => flag === 1),
  ),
  attempts: v.pipe(v.string(), v.parseJson(), v.array(attemptSummary)),
});

const historyEntry = v.pipe(
  columns,
  v.transform(({ model_id, cost_nano_usd, price_kind, created_at, ...same }) => ({
    ...same,
    modelId: model_id,
    /** US dollars; undefined where nobody knows. */
    costUsd: cost_nano_usd,
    priceKind: price_kind,
    createdAt: created_at,
  })),
);

/** A picture in the history, and where Dualtrack last saw it. */
export type HistoryEntry = PictureRecord & { readonly uri: string };

export function toHistoryEntry(row: unknown): HistoryEntry {
  return v.parse(historyEntry, row);
}
