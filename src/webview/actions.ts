import type { PictureAction, PictureOptions } from '../shared/protocol';

/** What the user can do on the page. */
export interface PageActions {
  type(prompt: string): void;
  choose(options: PictureOptions): void;
  addReferences(): void;
  removeReference(referenceId: string): void;
  generate(): void;
  cancel(jobId: string): void;
  cancelAll(): void;
  answer(jobId: string, choiceId: string): void;
  /** How many pictures a click makes. */
  chooseCount(count: number): void;
  picture(pictureId: string, action: PictureAction): void;
  notice(actionId: string): void;
  /** Takes the page's own notice away. */
  dismissFailure(): void;
}

/** What a view draws: the host's state, and over it the little that is the page's own. */
export interface PageView {
  /** The text being typed. */
  readonly prompt: string;
  /** How many pictures a click makes. */
  readonly count: number;
  /** Chosen here; the host may not have said so yet. */
  readonly options: PictureOptions;
  /** Why the last call failed; undefined if it did not. */
  readonly failure: string | undefined;
  /** For screen readers. */
  readonly announcement: string;
}
