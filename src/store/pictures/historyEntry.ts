import * as v from 'valibot';
import { callers } from '../../core/money/caller';
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

const usedReference = v.object({
  sha256: v.optional(v.string()),
  uri: v.optional(v.string()),
  name: v.optional(v.string()),
});

const maybeText = v.pipe(
  v.nullable(v.string()),
  v.transform((text) => text ?? undefined),
);

const flag = v.pipe(
  whole,
  v.transform((value) => value === 1),
);

const columns = v.object({
  id: v.string(),
  job: v.string(),
  attempt: maybeText,
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
  created_at: time,
  placeholder: flag,
  attempts: v.pipe(v.string(), v.parseJson(), v.array(attemptSummary)),
  parent: maybeText,
  // what is not essential to a picture does not make its row unreadable
  refs: v.fallback(v.pipe(v.string(), v.parseJson(), v.array(usedReference)), []),
  favourite: flag,
  caller: v.fallback(v.picklist(callers), 'person'),
  workspace: maybeText,
  price_kind: maybeText,
  style: maybeText,
});

const historyEntry = v.pipe(
  columns,
  v.transform(({ model_id, cost_nano_usd, created_at, price_kind, ...same }) => ({
    ...same,
    modelId: model_id,
    /** US dollars; undefined where nobody knows. */
    costUsd: cost_nano_usd,
    priceKind: price_kind,
    createdAt: created_at,
  })),
);

/** A picture in the history, and where Dualtrack last saw it. */
export interface HistoryEntry extends PictureRecord {
  readonly uri: string;
  /** Left out: no. */
  readonly favourite?: boolean | undefined;
}

export function toHistoryEntry(row: unknown): HistoryEntry {
  return v.parse(historyEntry, row);
}
