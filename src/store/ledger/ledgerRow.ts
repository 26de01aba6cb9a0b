import * as v from 'valibot';
import { priceKinds } from '../../core/money/priceKind';
import { fromNano } from '../database/nanoUsd';
import { time, whole } from '../database/rows';

const nano = v.pipe(v.nullable(whole), v.transform(fromNano));
const maybe = <T>(value: T | null): T | undefined => value ?? undefined;

const columns = v.object({
  id: v.string(),
  job: v.string(),
  owner: v.string(),
  route: v.string(),
  model: v.string(),
  model_id: v.string(),
  size: v.string(),
  estimate_nano_usd: nano,
  /** How far the attempt is known to have come. `sent`: some of the request may have left this machine. */
  state: v.picklist(['started', 'sent', 'finished']),
  charge: v.picklist(['none', 'billed', 'unknown']),
  cost_nano_usd: nano,
  failure: v.pipe(v.nullable(v.string()), v.transform(maybe)),
  status: v.pipe(v.nullable(whole), v.transform(maybe)),
  request_id: v.pipe(v.nullable(v.string()), v.transform(maybe)),
  started_at: time,
  ended_at: v.pipe(v.nullable(time), v.transform(maybe)),
  /** YYYY-MM-DD, the user's own day on which it was sent. */
  local_day: v.pipe(v.nullable(v.string()), v.transform(maybe)),
  caller: v.string(),
  price_kind: v.pipe(v.nullable(v.picklist(priceKinds)), v.transform(maybe)),
  priced_on: v.pipe(v.nullable(v.string()), v.transform(maybe)),
  settled_by: v.pipe(v.nullable(v.picklist(['user', 'recovered'])), v.transform(maybe)),
});

const ledgerRow = v.pipe(
  columns,
  v.transform(
    ({
      local_day,
      model_id,
      estimate_nano_usd,
      cost_nano_usd,
      request_id,
      started_at,
      ended_at,
      settled_by,
      price_kind,
      priced_on,
      ...same
    }) => ({
      ...same,
      modelId: model_id,
      localDay: local_day,
      /** US dollars; undefined where no price was known. */
      estimateUsd: estimate_nano_usd,
      /** US dollars: what it cost, or what it may have cost where the charge is `unknown`. */
      costUsd: cost_nano_usd,
      /** How its cost is known; undefined before its end, and in rows of earlier versions. */
      priceKind: price_kind,
      /** YYYY-MM-DD, from which the price holds that it was reckoned with; undefined for a sum that somebody said. */
      pricedOn: priced_on,
      /** The provider's own id of the request. */
      requestId: request_id,
      startedAt: started_at,
      /** Undefined while it is under way, and where a crash ended it. */
      endedAt: ended_at,
      /** Who said what it cost, where no answer did. */
      settledBy: settled_by,
    }),
  ),
);

/** An attempt as the ledger has it. `failure` is one of `failureKinds`, or one of another version of Dualtrack. */
export type LedgerRow = Readonly<v.InferOutput<typeof ledgerRow>>;

export function toLedgerRow(row: unknown): LedgerRow {
  return v.parse(ledgerRow, row);
}
