import type { PictureOptions } from '../core/pictures/image';
import type { VertexChoices } from './composer';
import type { DetailsView, LargePictureView } from './details';
import type { InterruptedAction } from './interrupted';
import type {
  FacetsView,
  GalleryAction,
  PictureFind,
  PicturePage,
  PictureView,
  SeveralAction,
  Thumbnail,
  ThumbnailWanted,
} from './pictures';
import type { ReferencePiece } from './references';
import type { PanelTexts } from './texts';

/** What never changes while the page is open. */
export interface Ready {
  readonly texts: PanelTexts;
  readonly vertex: VertexChoices;
  /** What was typed last in any page and not sent, for one that is new; '' for nothing. */
  readonly prompt: string;
}

/** What belongs into the composer beside the options and pictures to work from, which are in the state. */
export interface Fill {
  readonly prompt: string;
  readonly count: number;
}

export interface PicturesWanted {
  readonly find?: PictureFind | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What the page may ask of the host. Every call gets a result or an error. */
export interface PanelCalls {
  /** The page is there and wants the state, which is pushed, and what never changes. */
  ready(input: Record<string, never>): Promise<Ready>;
  setOptions(input: PictureOptions): Promise<void>;
  /** What is being typed, so that it outlives its page; '' once it was sent. */
  keepPrompt(input: { prompt: string }): Promise<void>;
  /** The folder for the next pictures, by the id that the host gave. */
  chooseFolder(input: { folderId: string }): Promise<void>;
  /** Asks the user for files; answers when they are chosen. */
  addReferences(input: Record<string, never>): Promise<void>;
  removeReference(input: { referenceId: string }): Promise<void>;
  /** Gives it another place among the others, counted from 0. */
  moveReference(input: { referenceId: string; to: number }): Promise<void>;
  /** Adds files that were dropped; which of them may be one the host decides. */
  dropReferences(input: { uris: readonly string[] }): Promise<void>;
  /** Adds a picture of the gallery. */
  addPictureReference(input: { pictureId: string }): Promise<void>;
  /** Adds a picture that has no file, with its last piece. */
  uploadReference(input: ReferencePiece): Promise<void>;
  /** Starts a job and answers at once; the job is followed in the state. `route`: the one to ask; left out: all in their order. */
  generate(input: { prompt: string; count: number; route?: string | undefined } & PictureOptions): Promise<void>;
  cancel(input: { jobId: string }): Promise<void>;
  /** Ends every job under way. */
  cancelAll(input: Record<string, never>): Promise<void>;
  answer(input: { jobId: string; choiceId: string }): Promise<void>;
  /** Runs an action of what failed, or only dismisses it: `dismiss`. `fill`: what the user wants to change and send again. */
  failed(input: { jobId: string; actionId: string }): Promise<{ readonly fill?: Fill | undefined }>;
  /** Does something with an interrupted picture; made again, it is followed in the state. */
  interrupted(input: { jobId: string; action: InterruptedAction }): Promise<void>;
  /** Some of the pictures, newest first: the first of them, or those behind a page, whose `next` is the cursor. */
  pictures(input: PicturesWanted): Promise<PicturePage>;
  /** What the pictures of this workspace, or of all, can be told apart by. */
  facets(input: { everywhere: boolean }): Promise<FacetsView>;
  /** Makes the thumbnail if there is none yet. */
  thumbnail(input: ThumbnailWanted): Promise<Thumbnail>;
  /** Gives the picture as it is after the action; nothing where it is not known any more. */
  picture(input: { pictureId: string; action: GalleryAction }): Promise<{ readonly picture?: PictureView | undefined }>;
  /** All that is known of a picture; nothing where it is not known any more. */
  details(input: { pictureId: string }): Promise<{ readonly details?: DetailsView | undefined }>;
  /** The picture as it is, where the page may load it. */
  largePicture(input: { pictureId: string }): Promise<LargePictureView>;
  /** Does something with several pictures at once. `forgotten`: the ids of those that are known no more. */
  several(input: { pictureIds: string[]; action: SeveralAction }): Promise<{ readonly forgotten: readonly string[] }>;
  /** Does what mends a route that is skipped. */
  mend(input: { routeId: string }): Promise<void>;
  /** Runs an action of the notice, or `dismiss` or `connect`. `fill`: what the user wants to change and send again. */
  notice(input: { actionId: string }): Promise<{ readonly fill?: Fill | undefined }>;
}

export type CallName = keyof PanelCalls;
export type CallInput<N extends CallName> = Parameters<PanelCalls[N]>[0];
export type CallResult<N extends CallName> = Awaited<ReturnType<PanelCalls[N]>>;
