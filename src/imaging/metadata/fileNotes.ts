/** One thing that a picture's file says of itself. Both are words from outside. */
export interface Note {
  readonly name: string;
  readonly text: string;
}

/** What the Content Credentials in a file say. Nobody has checked their signature. */
export interface ContentCredentials {
  /** The program that wrote them. */
  readonly generator?: string | undefined;
  /** How the picture came to be, such as `trainedAlgorithmicMedia`. */
  readonly sourceTypes: readonly string[];
  /** What was done, such as `c2pa.created`. */
  readonly actions: readonly string[];
}

/** What a picture's file says beside its pixels. */
export interface FileNotes {
  /** Absent: there are none. */
  readonly credentials?: ContentCredentials | undefined;
  readonly exif: readonly Note[];
  readonly xmp: readonly Note[];
  /** The text chunks of a PNG. */
  readonly texts: readonly Note[];
}

/** A picture to be read; it crosses to the thread. */
export interface NotesJob {
  readonly picture: Uint8Array | { readonly file: string };
}

/** What the thread makes of it. */
export type NotesAnswer =
  | { readonly notes: FileNotes }
  /** No PNG, JPEG or WebP. */
  | { readonly failed: 'noPicture' }
  | { readonly failed: 'tooLarge' }
  | { readonly failed: 'unreadable'; readonly detail: string };

/** More bytes are no picture that was made here. */
export const mostPictureBytes = 64 * 1024 * 1024;
