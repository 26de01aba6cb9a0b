import { localDayOf } from '../../core/money/localDay';
import { redact } from '../../core/redaction/redact';
import { time, whole } from '../database/rows';
import * as v from 'valibot';

/** US dollars in whole billionths. */
interface Usd {
  readonly nano: bigint;
}

/** What is known of one thing; null: nothing. `json`: several things, as the database has them. */
export type Value = string | number | boolean | Usd | { readonly json: unknown } | null;

/** By the names of `columns`, in their order. */
export type Exported = readonly Value[];

type Raw = Readonly<Record<string, unknown>>;

interface Column {
  readonly name: string;
  /** Must not throw: a value that cannot be read is null, and the rest of its row is there. */
  readonly read: (row: Raw) => Value;
}

export interface ExportedTable {
  /** As the database has it. */
  readonly table: 'attempt' | 'picture';
  /** As people read it. */
  readonly name: 'attempts' | 'pictures';
  readonly columns: readonly Column[];
}

const text = (name: string, column = name): Column => ({ name, read: (row) => textIn(row[column]) });

/** Words of the user's or a service's: where somebody has pasted a key, it does not leave. */
const words = (name: string, column = name): Column => ({
  name,
  read: (row) => {
    const found = textIn(row[column]);
    return found === null ? null : redact(found);
  },
});

const number = (name: string, column = name): Column => ({ name, read: (row) => read(whole, row[column]) });

const flag = (name: string, column = name): Column => ({
  name,
  read: (row) => {
    const found = read(whole, row[column]);
    return found === null ? null : found === 1;
  },
});

const usd = (name: string, column: string): Column => ({
  name,
  read: (row) => {
    const nano = row[column];
    return typeof nano === 'bigint' ? { nano } : null;
  },
});

const moment = (name: string, column: string): Column => ({
  name,
  read: (row) => {
    const ms = read(time, row[column]);
    return ms === null ? null : new Date(ms).toISOString();
  },
});

/** The user's own day; where it was not written down, that of now's time zone. */
const day = (name: string, { written, at }: { readonly written?: string; readonly at: string }): Column => ({
  name,
  read: (row) => {
    const known = written === undefined ? null : textIn(row[written]);
    const ms = read(time, row[at]);
    return known ?? (ms === null ? null : localDayOf(ms));
  },
});

const json = (name: string, column: string): Column => ({
  name,
  read: (row) => {
    const found = textIn(row[column]);
    return found === null ? null : parsed(redact(found));
  },
});

const attempts: ExportedTable = {
  table: 'attempt',
  name: 'attempts',
  columns: [
    moment('startedAt', 'started_at'),
    moment('endedAt', 'ended_at'),
    day('localDay', { written: 'local_day', at: 'started_at' }),
    text('caller'),
    text('route'),
    text('model'),
    text('modelId', 'model_id'),
    text('size'),
    text('state'),
    text('charge'),
    usd('costUsd', 'cost_nano_usd'),
    usd('estimateUsd', 'estimate_nano_usd'),
    text('priceKind', 'price_kind'),
    text('pricedOn', 'priced_on'),
    text('settledBy', 'settled_by'),
    text('failure'),
    number('status'),
    words('requestId', 'request_id'),
    text('id'),
    text('job'),
  ],
};

const pictures: ExportedTable = {
  table: 'picture',
  name: 'pictures',
  columns: [
    moment('createdAt', 'created_at'),
    day('localDay', { at: 'created_at' }),
    words('prompt'),
    words('file', 'uri'),
    text('caller'),
    text('route'),
    text('model'),
    text('modelId', 'model_id'),
    text('size'),
    text('ratio'),
    number('width'),
    number('height'),
    text('mime'),
    usd('costUsd', 'cost_nano_usd'),
    text('priceKind', 'price_kind'),
    words('style'),
    flag('favourite'),
    flag('placeholder'),
    words('workspace'),
    text('parent'),
    json('references', 'refs'),
    json('attempts', 'attempts'),
    text('sha256'),
    text('id'),
    text('job'),
    text('attempt'),
  ],
};

/** All that can be exported. */
export const exportedTables = [attempts, pictures] as const;

function textIn(raw: unknown): string | null {
  return typeof raw === 'string' ? raw : null;
}

function read(schema: v.GenericSchema<number | bigint, number>, raw: unknown): number | null {
  const result = v.safeParse(schema, raw);
  return result.success ? result.output : null;
}

function parsed(found: string): Value {
  try {
    return { json: JSON.parse(found) as unknown };
  } catch {
    return found;
  }
}
