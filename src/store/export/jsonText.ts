import { usdJson } from '../../core/money/decimal';
import type { Exported, ExportedTable, Value } from './exportedTables';

/** Rows as JSON, an object on a line each, with a comma between two. */
export function jsonLines({ columns }: ExportedTable, rows: readonly Exported[]): string {
  const lines = rows.map((row) =>
    JSON.stringify(Object.fromEntries(columns.map(({ name }, at) => [name, jsonOf(row[at] ?? null)]))),
  );
  return lines.join(',\n');
}

function jsonOf(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value;
  return 'nano' in value ? usdJson(value.nano) : value.json;
}
