import * as v from 'valibot';
import { pictureSchema } from './pictures';

/** More attempts, or more pictures to work from, are not told. */
export const mostWays = 50;
export const mostSources = 20;

const rowSchema = v.object({
  label: v.string(),
  text: v.string(),
  /** What is less important; '' where there is nothing. */
  aside: v.string(),
});

const waySchema = v.object({
  failed: v.boolean(),
  route: v.string(),
  /** Result, time and cost. */
  text: v.string(),
});

const sourceSchema = v.object({
  /** Whose thumbnail is asked for as that of a `source`. */
  id: v.string(),
  name: v.string(),
  /** The picture of the history that it is; left out: it is none. */
  pictureId: v.optional(v.string()),
});

export const detailsSchema = v.object({
  picture: pictureSchema,
  /** The whole of it, with its lines. */
  prompt: v.string(),
  /** In pixels; 0 where nobody knows. */
  width: v.number(),
  height: v.number(),
  /** Its file is not what it should be, in a sentence; '' where it is. */
  note: v.string(),
  rows: v.array(rowSchema),
  /** The attempts, in their order. */
  way: v.pipe(v.array(waySchema), v.maxLength(mostWays)),
  /** The pictures that it was made from. */
  sources: v.pipe(v.array(sourceSchema), v.maxLength(mostSources)),
});

/** All that is known of a picture. */
export type DetailsView = Readonly<v.InferOutput<typeof detailsSchema>>;

export const largePictureSchema = v.union([
  v.object({
    /** A webview URI; never the bytes. */
    src: v.string(),
    /** What is to be said of it, in a sentence; '' for nothing. */
    note: v.string(),
  }),
  /** Why there is none, in a sentence; '' where that is told already. */
  v.object({ missing: v.string() }),
]);

/** A picture as it is, pixel by pixel, or why it cannot be shown. */
export type LargePictureView = Readonly<v.InferOutput<typeof largePictureSchema>>;
