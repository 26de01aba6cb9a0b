import type { PictureFacts, PictureFile, ProviderAnswer } from '../core/pictures/image';
import type { AnswerOrigin, Arrived } from './arrived';

/** Tells of a file whether it is a whole picture; `cut`: it begins as one, and its end is missing. */
export type CheckFile = (file: string) => Promise<PictureFacts | 'cut' | undefined>;

/**
 * Fetches a picture by address into a file of ours in the first of these folders that takes it; `check` tells whether it is a
 * whole picture. Undefined: it is no picture. Rejects with `reason: 'notAllowed'` where trying again cannot help, with an
 * `AbortError` if the user stopped it.
 */
export type FetchPicture = (
  url: string,
  folders: readonly [string, ...string[]],
  check: CheckFile,
) => Promise<PictureFile | undefined>;

/** What is known of an answer, and how its pictures come into files. */
export interface ReadContext extends AnswerOrigin {
  /** Where pictures of large answers are decoded to: the first of these folders that takes them. */
  readonly stagingFolders: readonly [string, ...string[]];
  readonly fetch: FetchPicture;
  /** Called, and awaited, when the answer's turn has come and before it is looked at. If it rejects, the read fails. */
  readonly onBegin?: (() => Promise<void>) | undefined;
  /** Ends the read of a large answer, and the wait for it: see `AnswerReader.read`. */
  readonly signal?: AbortSignal | undefined;
}

/** Reads answers, the large ones in a process of their own. */
export interface AnswerReader {
  /**
   * The pictures of an answer, or the one reason why there are none. Rejects only with a `GenerationFailure`, or with the signal's
   * reason where that aborts while a large answer waits in line or is read. A small answer, and one whose pictures are being fetched,
   * comes to its end in spite of an abort: what it has cost is known then, as a `GenerationFailure` if its fetches were stopped.
   *
   * Of its pictures at most the last lies in a file, which is the caller's: drafts in files are removed.
   */
  read(arrived: Arrived, context: ReadContext): Promise<ProviderAnswer>;
  /** Tells of a file that was downloaded whether it is a whole picture. */
  readonly check: CheckFile;
  /** Ends the processes; reads that are under way fail. */
  close(): Promise<void>;
}
