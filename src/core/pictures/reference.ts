/** How many pictures to work from can be chosen: Google's models take no more. */
export const maxReferences = 14;

/** More bytes are no picture that any service takes, even made smaller: not worth the memory. */
export const maxReferenceBytes = 256 * 1024 * 1024;

/** The facts of a picture to work from, before or after it was made smaller. */
interface ReferenceFacts {
  readonly mime: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** What was done to a picture to work from before it was sent, for telling the user. */
export interface ReferenceChange {
  readonly name: string;
  readonly from: ReferenceFacts;
  readonly to: ReferenceFacts;
}

/** Kinds of intact pictures that cannot be decoded here, or not so that they look the same. */
export type UndecodableForm =
  /** For print, also as YCCK: what its colours look like depends on the press. */
  | 'cmykJpeg'
  /** Lossless, arithmetic coding, hierarchical, or more than 8 bits. */
  | 'rareJpeg'
  | 'animatedWebp'
  /** PQ or HLG: the formats of smaller pictures cannot hold such brightness. */
  | 'hdrPng';

/** Why pictures to work from cannot be sent; `name` is that of the one in question. */
export type ReferenceProblem =
  | { readonly what: 'tooMany'; readonly count: number; readonly most: number }
  /** No picture, or of a type that no service takes. */
  | { readonly what: 'unknownType'; readonly name: string }
  /** A type that the route does not take. */
  | {
      readonly what: 'typeNotTaken';
      readonly name: string;
      readonly mime: string;
      readonly possible: readonly string[];
    }
  /** Too large, and of a type that cannot be made smaller here. */
  | { readonly what: 'cannotShrink'; readonly name: string; readonly mime: string; readonly maxBytes: number }
  /** Too large, and of a form that cannot be made smaller here. */
  | { readonly what: 'cannotDecode'; readonly name: string; readonly form: UndecodableForm }
  /** Too large, and with more pixels than there is memory for. */
  | { readonly what: 'tooManyPixels'; readonly name: string; readonly width: number; readonly height: number }
  /** Too large even as the smallest that is still of use. */
  | { readonly what: 'tooLarge'; readonly name: string; readonly maxBytes: number }
  /** Too large, and it cannot be decoded. */
  | { readonly what: 'unreadable'; readonly name: string; readonly detail: string };
