import { plainName } from '../json/json';
import type { Classification } from '../words/classification';

/** What reasons, codes and types of errors come to. */
export interface CodeRow {
  readonly classification: Classification;
  /** As the services write them. One that is made up is another's in other words: relays invent them freely. */
  readonly codes: readonly string[];
}

export function coded(classification: Classification, codes: readonly string[]): CodeRow {
  return { classification, codes };
}

/** Services write one code in several ways: all are compared by plain name. */
export function byPlainName(rows: readonly CodeRow[]): ReadonlyMap<string, Classification> {
  return new Map(
    rows.flatMap(({ classification, codes }) => codes.map((code) => [plainName(code), classification] as const)),
  );
}
