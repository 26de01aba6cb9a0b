import type { Place } from '../core/run/finish';
import type { Attempt } from '../core/run/attempts';
import type { JobOutcome } from '../core/run/generate';
import type { Skipped } from '../core/run/health';
import type { Picture } from '../core/run/picture';
import type { Route } from '../core/services/route';
import type { Progress } from './progress';
import type { Wanted } from './wanted';

/** Where a picture lies now. */
export interface SavedPicture extends Place {
  /** As people know it: relative to its workspace folder, with that folder's name where there are several. */
  readonly label: string;
  /** Why it is in Dualtrack's own storage; absent when it was saved. */
  readonly keptBecause?: 'dismissed' | { readonly error: string } | undefined;
}

/** A picture that was made in this process. */
export interface MadePicture {
  readonly id: string;
  readonly picture: Picture;
  readonly saved: SavedPicture;
  readonly attempts: readonly Attempt[];
  /** See `RoutesTold`. */
  readonly skipped: readonly Skipped<Route>[];
}

export type FailedOutcome = Extract<JobOutcome<SavedPicture>, { ok: false }>;

/** A job that gave no picture, and what can be done about it. */
export interface FailedJob {
  readonly kind: 'failed';
  readonly outcome: FailedOutcome;
  readonly wanted: Wanted;
  /** The routes that can do what was asked and were not tried. */
  readonly untried: readonly Route[];
  /** Fetches the picture that was made and could not be fetched; `unfetched` has it too. */
  readonly downloadAgain?: (() => RunningJob) | undefined;
}

/** How a job ended. */
export type Ended =
  | { readonly kind: 'made'; readonly made: MadePicture }
  | FailedJob
  /** A picture that was made earlier could not be fetched this time either. */
  | { readonly kind: 'unfetched'; readonly error: unknown; readonly downloadAgain: () => RunningJob }
  /** No place took the picture, or a fault of our own; the raw answer, if there is one, stays in the inbox. */
  | { readonly kind: 'broken'; readonly error: unknown };

/** Which of the pictures of one click a job makes, from 1. */
export interface ClickPart {
  readonly nth: number;
  readonly of: number;
}

/** A job under way. */
export interface RunningJob {
  readonly id: string;
  /** Left out: the click was for one picture. */
  readonly part?: ClickPart | undefined;
  readonly prompt: string;
  readonly progress: Progress;
  readonly cancelling: boolean;
  /** Ends the request and every wait at once. */
  cancel(): void;
  /** Resolves when the picture is there, before it is saved; also when the job has ended otherwise. */
  readonly arrived: Promise<void>;
  /** Never rejects. */
  readonly ended: Promise<Ended>;
}

/** There is no picture at the address that an answer named. */
export class NoPictureThere extends Error {}
