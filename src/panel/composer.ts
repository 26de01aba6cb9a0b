import type { AspectRatio, ImageSize, PictureOptions, VertexOptions } from '../core/pictures/image';

/** A value with its name in the user's language. */
export interface Labelled<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** What can be chosen for Vertex AI; 'auto' leaves it to the model. */
export interface VertexChoices {
  readonly outputTypes: readonly Labelled<NonNullable<VertexOptions['outputMimeType']> | 'auto'>[];
  /** Numbers from 0 to 100; for JPEG only. */
  readonly qualities: readonly Labelled<string>[];
  readonly people: readonly Labelled<NonNullable<VertexOptions['personGeneration']> | 'auto'>[];
}

/** A picture to work from. Which file it is, only the host knows. */
export interface ReferenceView {
  readonly id: string;
  readonly name: string;
}

/** A model as the pickers show it: only what some route can do. */
export interface ModelView {
  readonly id: string;
  readonly name: string;
  readonly sizes: readonly ImageSize[];
  readonly ratios: readonly AspectRatio[];
}

/** A route that would be asked last or not at all. */
export interface SkippedView {
  readonly routeId: string;
  /** Which and why, in a sentence. */
  readonly text: string;
  /** What mends it, as the label of a button; left out where nothing does but time. */
  readonly mend?: string | undefined;
}

/** The folders of a workspace that has several. */
export interface FoldersView {
  /** Ids of the host's. The first stands for no folder where one has yet to be chosen. */
  readonly choices: readonly Labelled<string>[];
  readonly chosen: string;
}

/** One of the routes, as the only one that a click asks. */
export interface RouteChoiceView {
  readonly id: string;
  /** Such as "Only APIYI"; why, where it cannot make what is chosen. */
  readonly label: string;
  /** It cannot make what is chosen. */
  readonly isUnable: boolean;
  /** As those of the composer, for this route. */
  readonly estimates: readonly string[];
  readonly skipped: readonly SkippedView[];
  readonly referenceNotes: readonly string[];
  readonly isBlocked: boolean;
}

/** What the page draws where a picture is asked for. */
export interface ComposerView {
  readonly models: readonly ModelView[];
  readonly options: PictureOptions;
  /** The routes in their order in one line; with `placeholderOnly` a sentence that says what connecting one gives. */
  readonly routes: string;
  /** No route is set up: pictures are placeholders. */
  readonly placeholderOnly: boolean;
  /** In the user's order; empty where there is no choice. */
  readonly routeChoices: readonly RouteChoiceView[];
  /** The price of one picture, of two, and so on, in words such as "about $0.067"; '' if there is nothing to say. */
  readonly estimates: readonly string[];
  readonly skipped: readonly SkippedView[];
  /** Where the picture will go, in words; '' if there is nothing to say. */
  readonly destination: string;
  /** What a limit leaves, such as "$4.29 left today"; '' where none is set. */
  readonly left: string;
  /** Absent where there is nothing to choose. */
  readonly folders?: FoldersView | undefined;
  /** In the order in which they are sent. */
  readonly references: readonly ReferenceView[];
  /** What is allowed of them, and what would be done with those that are too large, each in a sentence. */
  readonly referenceNotes: readonly string[];
  /** With these pictures no route can be asked; the notes say why. */
  readonly isBlocked: boolean;
  /** False in Restricted Mode. */
  readonly mayAddReferences: boolean;
  /** Some route has the options of Vertex AI. */
  readonly hasVertexOptions: boolean;
}
