import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Attempt } from '../core/attempts';
import type { Picture } from '../core/generate';
import { fromNano } from './nanoUsd';
import { time, whole } from './rows';

/** What is kept of an attempt on the way to a picture. */
const attemptSummary = v.object({
  route: v.string(),
  modelId: v.string(),
  charge: v.picklist(['none', 'billed', 'unknown']),
  /** One of `failureKinds`; absent where it delivered. */
  failure: v.optional(v.string()),
  status: v.optional(v.number()),
  costUsd: v.optional(v.number()),
  ms: v.number(),
});

const columns = v.object({
  id: v.string(),
  job: v.string(),
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
  placeholder: v.pipe(
    whole,
    v.transform((flag) => flag === 1),
  ),
  attempts: v.pipe(v.string(), v.parseJson(), v.array(attemptSummary)),
});

const historyEntry = v.pipe(
  columns,
  v.transform(({ model_id, cost_nano_usd, created_at, ...same }) => ({
    ...same,
    modelId: model_id,
    /** US dollars; undefined where nobody knows. */
    costUsd: cost_nano_usd,
    createdAt: created_at,
  })),
);

/** A picture that was made. `size` and `ratio` are what was asked, `width` and `height` what came. */
export type HistoryEntry = Readonly<v.InferOutput<typeof historyEntry>>;

export function toHistoryEntry(row: unknown): HistoryEntry {
  return v.parse(historyEntry, row);
}

/** What the history keeps of a picture that was just saved. */
export function entryOf(
  { image, request, model, modelId, route, costUsd, placeholder }: Picture,
  where: { readonly id: string; readonly job: string; readonly uri: string; readonly createdAt: number },
  attempts: readonly Attempt[],
): HistoryEntry {
  const { prompt, size, ratio } = request;
  const { width, height, mime, bytes } = image;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    ...where,
    ...{ prompt, size, ratio, width, height, mime, sha256, modelId, costUsd, placeholder },
    model: model.id,
    route: route.id,
    attempts: attempts.map(summaryOf),
  };
}

function summaryOf({ route, modelId, charge, failure, costUsd, ms }: Attempt): HistoryEntry['attempts'][number] {
  return { route: route.id, modelId, charge, failure: failure?.kind, status: failure?.facts.status, costUsd, ms };
}
