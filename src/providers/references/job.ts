import type { ImageMime } from '../../core/image';

/** A picture to be made smaller; it crosses to the worker. */
export interface ShrinkJob {
  readonly bytes: Uint8Array;
  /** What can be decoded here; HEIC cannot. */
  readonly mime: ImageMime;
  /** The result has no more bytes than this. */
  readonly maxBytes: number;
}

/** What the worker makes of it. `tooLarge`: even the smallest try has more bytes than allowed. */
export type ShrinkAnswer = Shrunk | { readonly failed: 'unreadable' | 'tooLarge'; readonly detail: string };

export interface Shrunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: 'image/jpeg' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

/** One way to make a picture smaller. */
export interface Try {
  /** Pixels of its longer side at most. */
  readonly longSide: number;
  /** Of a JPEG or WebP, 0 to 100. */
  readonly quality: number;
}

/** First as good as a model sees it, then smaller until it fits. */
export const tries: readonly Try[] = [
  { longSide: 2048, quality: 90 },
  { longSide: 2048, quality: 80 },
  { longSide: 1536, quality: 80 },
  { longSide: 1024, quality: 80 },
];
