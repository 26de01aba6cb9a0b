import { existsSync } from 'node:fs';

/** The copy that is kept beside a database: see `DailyCopy`. */
export const copyOf = (file: string): string => `${file}.backup`;

/** A new database that is being filled. */
export const makingOf = (file: string): string => `${file}-rebuilding`;

/** A new database that is whole, while the damaged one is still in its place. */
export const rebuiltOf = (file: string): string => `${file}-rebuilt`;

/** What a damaged database is called once it is set aside; a time follows. */
export const asideOf = (file: string): string => `${file}.corrupt-`;

/** Whether there is a database, or one from which it is made anew when it is next opened. */
export function isKept(file: string): boolean {
  return [file, rebuiltOf(file), copyOf(file)].some((one) => existsSync(one));
}
