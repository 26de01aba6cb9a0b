import { stringify } from 'csv-stringify/sync';
import { usdDecimal } from '../../core/money/decimal';
import type { Exported, ExportedTable, Value } from './exportedTables';

/** What a spreadsheet may take for a formula; the writer itself marks those at the very start of a cell. */
const sign = '[=+\\-@\uff1d\uff0b\uff0d\uff20]';

/** Where it may see the start of a cell: behind blanks, a line's end, or what separates cells in some languages. */
const formulaWithin = new RegExp(`(^\\s+|[;\\t\\r\\n] *)(?=${sign})`, 'g');

const options = {
  record_delimiter: '\r\n',
  escape_formulas: true,
  cast: { string: (text: string) => text.replace(formulaWithin, "$1'") },
} as const;

/** The first line, with the mark by which Excel knows that it is UTF-8. */
export function csvHead({ columns }: ExportedTable): string {
  return `\ufeff${stringify([columns.map(({ name }) => name)], options)}`;
}

/**
 * Lines for a spreadsheet, which runs nothing of them: where a text may be taken for a formula, an apostrophe stands before it. Amounts
 * are decimals, times ISO 8601, lists JSON.
 */
export function csvLines(rows: readonly Exported[]): string {
  return stringify(
    rows.map((row) => row.map(cellOf)),
    options,
  );
}

function cellOf(value: Value): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  return 'nano' in value ? usdDecimal(value.nano) : JSON.stringify(value.json);
}
