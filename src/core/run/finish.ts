import type { PriceKind } from '../money/priceKind';
import { priceKinds } from '../money/priceKind';
import type { PictureRecord, UsedReference } from './picture';

/** A picture that has come, in a file of ours, on its way to its place. */
export interface ArrivedPicture {
  readonly record: PictureRecord;
  /** Its path. Once the picture has its place, nobody needs the file any more. */
  readonly file: string;
  /** Whether the ledger has the end of its attempt, with what it cost: an answer that was read at once told it. */
  readonly settled: boolean;
  /** The pictures that it was made from, whose files may still be read. Never rejects, and only the record waits for it. */
  readonly refs?: Promise<readonly UsedReference[]> | undefined;
}

/** Where a picture has found its place. */
export interface Place {
  readonly uri: string;
}

/** The lasting records of pictures and money. Each method tells the user itself what it could not write. */
export interface Records {
  /** Says that an attempt whose charge was unknown was charged; left out, cost and kind are what they were thought to be. */
  settle(attempt: string, costUsd: number | undefined, kind: PriceKind | undefined): Promise<void>;
  /** Puts a saved picture on the disk for good, where it is a file of this machine. Rejects where that fails. */
  flush(uri: string): Promise<void>;
  /** Puts the picture into the history, or says where it lies now. */
  remember(picture: PictureRecord, uri: string): Promise<void>;
  /** The attempt's raw answer is needed no more. */
  clear(attempt: string): Promise<void>;
}

/** What `finish` needs of whoever has got the picture. */
export interface Ending<Saved extends Place> {
  /**
   * Moves the file to where the picture belongs. Must keep the picture somewhere even where its folder cannot take it; while it
   * rejects, the raw answer stays in the inbox.
   */
  save(arrived: ArrivedPicture): Promise<Saved>;
  /** Left out: nothing is kept, as in simulations. */
  readonly records?: Records | undefined;
}

export interface Finished<Saved> {
  readonly saved: Saved;
  /** Resolves when the records are written. Never rejects; a database that waits does not hold the picture up. */
  readonly recorded: Promise<void>;
}

/**
 * The one end of every picture, whichever way it came: it is saved, its charge is settled, it is put into the history, and its
 * raw answer is removed, in this order, so that after a crash in between no more is lost than the time to read the answer again.
 * Rejects with what `save` does.
 */
export async function finish<Saved extends Place>(
  arrived: ArrivedPicture,
  ending: Ending<Saved>,
): Promise<Finished<Saved>> {
  const saved = await ending.save(arrived);
  return { saved, recorded: ending.records ? writeRecords(arrived, saved, ending.records) : Promise.resolve() };
}

/** A step that fails does not keep the next ones from being taken; `records` has told the user of it. */
async function writeRecords(
  { record, settled, refs }: ArrivedPicture,
  { uri }: Place,
  records: Records,
): Promise<void> {
  const { attempt, costUsd } = record;
  const kind = priceKinds.find((one) => one === record.priceKind && one !== 'unknown');
  if (attempt !== undefined && !settled) await records.settle(attempt, costUsd, kind).catch(() => undefined);
  const isOnDisk = await records.flush(uri).then(
    () => true,
    () => false,
  );
  if (!isOnDisk) return; // what is not in the history is recovered from its raw answer
  const remembered = refs ? { ...record, refs: await refs } : record;
  await records.remember(remembered, uri).catch(() => undefined);
  if (attempt !== undefined) await records.clear(attempt).catch(() => undefined);
}
