import type { ImageMime } from '../core/pictures/image';
import type { UndecodableForm } from '../core/pictures/reference';

/** A picture's bytes, or the file that they are read from where they are used. */
export type PictureSource = Uint8Array | { readonly file: string };

/** A picture to be made smaller; it crosses to the worker. */
export interface ShrinkJob {
  readonly picture: PictureSource;
  /** The result has no more bytes than this. */
  readonly maxBytes: number;
  /** In turn, until the result is small enough. */
  readonly tries: readonly Try[];
}

/** What the worker makes of it. */
export type ShrinkAnswer = Shrunk | NotShrunk;

export interface Encoded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: 'image/jpeg' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

export interface Shrunk extends Encoded {
  /** What it was made of. */
  readonly from: Decodable & {
    /** Of its bytes, in hex. */
    readonly sha256: string;
  };
}

/** A picture that can be decoded here. */
export interface Decodable {
  readonly mime: ImageMime;
  readonly width: number;
  readonly height: number;
}

/** Why there is no smaller picture. */
export type NotShrunk =
  /** No picture, or of a type that cannot be decoded here, such as HEIC. */
  | { readonly failed: 'cannotShrink' }
  | { readonly failed: 'cannotDecode'; readonly form: UndecodableForm }
  | { readonly failed: 'tooManyPixels'; readonly width: number; readonly height: number }
  /** Even the smallest try has more bytes than allowed. */
  | { readonly failed: 'tooLarge' }
  | { readonly failed: 'unreadable'; readonly detail: string };

/** One way to make a picture smaller. */
export interface Try {
  /** Pixels of its longer side at most. */
  readonly longSide: number;
  /** Of a JPEG or WebP, 0 to 100. */
  readonly quality: number;
}
