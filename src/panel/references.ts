/** What a picture of the gallery is while it is dragged: its id. */
export const pictureDragType = 'application/x-dualtrack-picture';

/** The most bytes of a picture that the page may hand over; a larger one is chosen as a file. */
export const mostUploadBytes = 20 * 1024 * 1024;

/** The most bytes that one call carries. */
export const uploadPieceBytes = 1024 * 1024;

/** The most files of one drop. */
export const mostDropped = 50;

/** A part of a picture that has no file here: it was dropped from elsewhere, or pasted. */
export interface ReferencePiece {
  /** The page's own id; the pieces of one picture come in their order. */
  readonly upload: string;
  readonly name: string;
  /** Bytes of the whole picture. */
  readonly total: number;
  /** Where this piece begins. */
  readonly at: number;
  readonly bytes: Uint8Array;
}
