import * as v from 'valibot';

/** The most pictures that one click makes. */
export const mostPictures = 8;

/** The most pictures that one page holds. */
export const maxPageSize = 100;

const fileActions = ['open', 'insert', 'copyPath', 'copyPrompt', 'howMade', 'recover'] as const;
/** What can be done with a picture whose file is there. */
export type PictureAction = (typeof fileActions)[number];

/** `favourite`: makes it one, or no longer. */
export const galleryActions = [...fileActions, 'locate', 'forget', 'favourite'] as const;
export type GalleryAction = (typeof galleryActions)[number];

/** One of the user's own days. */
export const day = v.pipe(v.string(), v.regex(/^\d{4,}-\d\d-\d\d$/));
/** What can be done with several pictures at once; those are forgotten whose files are gone. */
export const severalActions = ['copyPaths', 'forget'] as const;
export type SeveralAction = (typeof severalActions)[number];

/** The most pictures that something is done with at once. */
export const mostSelected = 10_000;

/** The most characters of a search. */
export const mostSearched = 200;

/** Which pictures the page wants; those of this workspace, where it does not say otherwise. */
export interface PictureFind {
  /** The prompt has all of these. */
  readonly words?: string | undefined;
  /** Those of other workspaces too. */
  readonly everywhere?: boolean | undefined;
  readonly favourite?: boolean | undefined;
  /** By one of these, by the values that the host offers. */
  readonly models?: readonly string[] | undefined;
  readonly routes?: readonly string[] | undefined;
  readonly callers?: readonly string[] | undefined;
  /** Made for this workspace folder: a value that the host offers, never a path. */
  readonly folder?: string | undefined;
  /** Made within so many days, as the host's clock has them. */
  readonly period?: Period | undefined;
  /** The user's own days, as YYYY-MM-DD, from the first to the last. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const periods = ['today', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

/** The most values of one kind that a find names. */
export const mostValues = 20;

/** What the pushed state has of the pictures. */
export interface PicturesState {
  /** A higher number after each change; the page asks for the pictures anew then. */
  readonly revision: number;
}

const facet = v.object({
  value: v.string(),
  /** With how many pictures have it. */
  label: v.string(),
  /** Without. */
  name: v.string(),
});

/** A value that some of the pictures have. */
export type FacetView = Readonly<v.InferOutput<typeof facet>>;

export const facetsSchema = v.object({
  models: v.array(facet),
  routes: v.array(facet),
  callers: v.array(facet),
  folders: v.array(facet),
});

/** What there is to choose from. */
export type FacetsView = Readonly<v.InferOutput<typeof facetsSchema>>;

/** The most pixels of a side, and the most characters of a cost. */
export const mostPixels = 65_535;
export const mostCost = 100;

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostPixels));

export const pictureSchema = v.object({
  id: v.string(),
  /** As people know it, relative to the workspace where it is in one. Nothing can be opened by it. */
  path: v.string(),
  prompt: v.string(),
  /** One line: route, model, pixels, cost. */
  details: v.string(),
  /** False while it could not be saved to its folder and lies in Dualtrack's own storage. */
  saved: v.boolean(),
  /** Its file is not where it was, and was found nowhere else. */
  gone: v.boolean(),
  /** The user's own day on which it was made. */
  day,
  /** Left out where they are not known. */
  pixels: v.optional(v.object({ width: side, height: side })),
  /** Such as "$0.055"; '' where there is nothing to say. */
  cost: v.pipe(v.string(), v.maxLength(mostCost)),
  favourite: v.boolean(),
});

/** A picture that was made. Which file it is, only the host knows. */
export type PictureView = Readonly<v.InferOutput<typeof pictureSchema>>;

const daySchema = v.object({
  day,
  /** Such as "Today". */
  label: v.string(),
  /** How many of the pictures that are wanted were made on it, and what they cost: "6 pictures · $0.55". */
  summary: v.string(),
});

/** One of the days on which pictures were made, as a whole. */
export type DayView = Readonly<v.InferOutput<typeof daySchema>>;

const countsSchema = v.object({
  found: v.number(),
  /** Whether there is any picture, whatever is wanted. */
  isAny: v.boolean(),
  /** For the empty search box, such as "Search 1,284 pictures". */
  hint: v.string(),
  /** How many were found, for screen readers. */
  foundText: v.string(),
});

/** How many pictures there are. */
export type CountsView = Readonly<v.InferOutput<typeof countsSchema>>;

export const picturePageSchema = v.object({
  /** Newest first. */
  pictures: v.array(pictureSchema),
  /** Those that the page touches. */
  days: v.array(daySchema),
  /** Left out behind the first page. */
  counts: v.optional(countsSchema),
  /** Where the next page begins; left out: this is the last. The page hands it back as it is. */
  next: v.optional(v.string()),
  /** What they were at least when they were read; see `PicturesState`. */
  revision: v.number(),
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

/** `source`: a picture that another one was made from. */
export const thumbnailKinds = ['picture', 'reference', 'source'] as const;

/** Whose thumbnail is wanted, by the id that the host gave. */
export interface ThumbnailWanted {
  readonly of: (typeof thumbnailKinds)[number];
  readonly id: string;
}
