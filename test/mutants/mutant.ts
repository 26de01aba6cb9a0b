import fs from 'node:fs';
import path from 'node:path';

/** A change of one file. Without `to` the text is deleted. */
export interface Edit {
  readonly file: string;
  /** Must be in the file; all its places are changed. */
  readonly from: string;
  readonly to?: string;
}

/** Dualtrack with one defence taken away. */
export interface Mutant {
  /** What it does wrong. */
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Starts of the titles of end-to-end tests that must fail: each of them kills the mutant. */
  readonly killers: readonly string[];
  /** Starts of titles that must pass all the same, since a second defence holds. */
  readonly held?: readonly string[];
}

/** The text of the file in `root` with the change made. Throws if there is nothing to change. */
export function edited(root: string, { file, from, to = '' }: Edit): string {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}: renew the mutant`);
  return text.replaceAll(from, () => to);
}

/** Makes the changes in the checkout at `root`, one after the other. */
export function mutate(root: string, edits: readonly Edit[]): void {
  for (const edit of edits) fs.writeFileSync(path.join(root, edit.file), edited(root, edit));
}
