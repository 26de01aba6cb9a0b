import * as v from 'valibot';

/** The most pictures that one click makes. */
export const mostPictures = 8;

/** The most pictures that one page holds. */
export const maxPageSize = 100;

export const pictureActions = ['open', 'insert', 'copyPath', 'howMade', 'recover'] as const;
export type PictureAction = (typeof pictureActions)[number];

/** What the pushed state has of the pictures. */
export interface PicturesState {
  /** Another number after each change; the page asks for the pictures anew then. */
  readonly revision: number;
  readonly count: number;
}

export const pictureSchema = v.object({
  id: v.string(),
  /** As people know it, relative to the workspace where it is in one. Nothing can be opened by it. */
  path: v.string(),
  prompt: v.string(),
  /** One line: route, model, pixels, cost. */
  details: v.string(),
  /** False while it could not be saved to its folder and lies in Dualtrack's own storage. */
  saved: v.boolean(),
});

/** A picture that was made. Which file it is, only the host knows. */
export type PictureView = Readonly<v.InferOutput<typeof pictureSchema>>;

export const picturePageSchema = v.object({
  /** Newest first. */
  pictures: v.array(pictureSchema),
  /** Where the next page begins; left out: this is the last. The page hands it back as it is. */
  next: v.optional(v.string()),
});

/** Some of the pictures, in their order. */
export type PicturePage = Readonly<v.InferOutput<typeof picturePageSchema>>;

export const thumbnailSchema = v.union([
  /** A webview URI; never the bytes. */
  v.object({ src: v.string() }),
  /** A sentence that names the picture. */
  v.object({ missing: v.string() }),
]);

/** What a tile shows: the thumbnail, or why there is none. */
export type Thumbnail = Readonly<v.InferOutput<typeof thumbnailSchema>>;

export const thumbnailKinds = ['picture', 'reference'] as const;

/** Whose thumbnail is wanted, by the id that the host gave. */
export interface ThumbnailWanted {
  readonly of: (typeof thumbnailKinds)[number];
  readonly id: string;
}
