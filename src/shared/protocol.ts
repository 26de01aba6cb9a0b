import type { AspectRatio, ImageSize, VertexOptions } from '../core/image';

/** What the user can choose for a picture. */
export interface PictureOptions {
  readonly model: string;
  readonly size: ImageSize;
  readonly ratio: AspectRatio;
  /** Set: only Vertex AI routes are used. */
  readonly vertex?: VertexOptions | undefined;
}

/** A value with its name in the user's language. */
export interface Labelled<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** What can be chosen for Vertex AI; 'auto' leaves it to the model. */
export interface VertexChoices {
  readonly outputTypes: readonly Labelled<NonNullable<VertexOptions['outputMimeType']> | 'auto'>[];
  /** Numbers from 0 to 100; for JPEG only. */
  readonly qualities: readonly Labelled<`${number}` | 'auto'>[];
  readonly people: readonly Labelled<NonNullable<VertexOptions['personGeneration']> | 'auto'>[];
}

/** A picture to work from. Which file it is, only the host knows. */
export interface ReferenceView {
  readonly id: string;
  readonly name: string;
  /** A webview URI where the page may show the picture; never the bytes. */
  readonly src?: string | undefined;
}

/** A model as the pickers show it: only what some route can do. */
export interface ModelView {
  readonly id: string;
  readonly name: string;
  readonly sizes: readonly ImageSize[];
  readonly ratios: readonly AspectRatio[];
}

/** A question of a job. */
export interface QuestionView {
  readonly text: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}

/** A job under way. */
export interface JobView {
  readonly id: string;
  readonly prompt: string;
  /** What is happening now, in the user's language. Screen readers say each change of it. */
  /** Read aloud when it changes, so without running seconds. */
  readonly status: string;
  /** How long that has taken, such as "12 s". */
  readonly elapsed: string;
  /** What the job waits to be told; it never times out. */
  readonly question?: QuestionView | undefined;
  readonly cancelling: boolean;
}

/** A picture that was made. */
export interface PictureView {
  readonly id: string;
  /** A webview URI; never the bytes. */
  readonly src: string;
  /** Path as people know it, relative to the workspace where it is in one. */
  readonly path: string;
  readonly prompt: string;
  /** One line: route, model, pixels, cost. */
  readonly details: string;
  readonly placeholder: boolean;
  /** False while it could not be saved to its folder and lies in Dualtrack's own storage. */
  readonly saved: boolean;
}

/** The one thing to tell the user now. */
export interface NoticeView {
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
  /** More lines, such as one for each route that failed. */
  readonly lines: readonly string[];
  readonly actions: readonly { readonly id: string; readonly label: string }[];
}

/** All the page draws. It belongs to the host and is sent whole. */
export interface PanelState {
  readonly texts: PanelTexts;
  readonly models: readonly ModelView[];
  readonly options: PictureOptions;
  /** The routes in their order in one line; with `placeholderOnly` a sentence that says what connecting one gives. */
  readonly routes: string;
  /** No route is set up: pictures are placeholders. */
  readonly placeholderOnly: boolean;
  /** The price of one picture in words, such as "about $0.067"; '' if there is nothing to say. */
  readonly estimate: string;
  /** In the order in which they are sent. */
  readonly references: readonly ReferenceView[];
  /** False in Restricted Mode. */
  readonly mayAddReferences: boolean;
  /** Left out where no route has options of Vertex AI. */
  readonly vertex?: VertexChoices | undefined;
  readonly jobs: readonly JobView[];
  /** Newest first. */
  readonly pictures: readonly PictureView[];
  readonly notice?: NoticeView | undefined;
}

/** The page's own texts, in the user's language. */
export interface PanelTexts {
  readonly title: string;
  readonly prompt: string;
  /** Shown while the prompt is empty; also the place to name Ctrl+Enter, or Cmd+Enter on a Mac. */
  readonly promptPlaceholder: string;
  readonly model: string;
  readonly size: string;
  readonly ratio: string;
  /** Name of the list of pictures to work from, for screen readers. */
  readonly references: string;
  readonly addReferences: string;
  readonly removeReference: string;
  readonly vertex: string;
  /** One sentence: what choosing one of them means. */
  readonly vertexOnly: string;
  readonly outputType: string;
  readonly quality: string;
  readonly people: string;
  readonly generate: string;
  readonly cancel: string;
  readonly cancelling: string;
  readonly cancelAll: string;
  /** Label of how many pictures are made of one prompt. */
  readonly count: string;
  /** Name of the list of running jobs, for screen readers. */
  readonly jobs: string;
  readonly pictures: string;
  readonly empty: string;
  readonly connect: string;
  readonly open: string;
  readonly insert: string;
  readonly copyPath: string;
  readonly recover: string;
  readonly placeholder: string;
  readonly dismiss: string;
  /** Names of a notice's severity, for screen readers. */
  readonly info: string;
  readonly warning: string;
  readonly error: string;
}

/** The most pictures that one click makes. */
export const mostPictures = 4;

export const pictureActions = ['open', 'insert', 'copyPath', 'recover'] as const;
export type PictureAction = (typeof pictureActions)[number];

/** What the page may ask of the host. Every call gets an answer or an error. */
export interface PanelCalls {
  /** The page is there and wants the state. */
  ready(input: Record<string, never>): Promise<void>;
  setOptions(input: PictureOptions): Promise<void>;
  /** Asks the user for files; answers when they are chosen. */
  addReferences(input: Record<string, never>): Promise<void>;
  removeReference(input: { referenceId: string }): Promise<void>;
  /** Starts a job and answers at once; the job is followed in the state. */
  generate(input: { prompt: string; count: number } & PictureOptions): Promise<void>;
  cancel(input: { jobId: string }): Promise<void>;
  /** Ends every job under way. */
  cancelAll(input: Record<string, never>): Promise<void>;
  answer(input: { jobId: string; choiceId: string }): Promise<void>;
  picture(input: { pictureId: string; action: PictureAction }): Promise<void>;
  /** Runs an action of the notice, or `dismiss` or `connect`. */
  notice(input: { actionId: string }): Promise<void>;
}
