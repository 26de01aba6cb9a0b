import type { ReferencePiece } from '../../panel/references';
import { mostUploadBytes } from '../../panel/references';

/** So many pictures may be on their way at once: their bytes are in memory. */
const mostOpen = 4;

interface Open {
  readonly total: number;
  readonly pieces: Uint8Array[];
  received: number;
}

/** Puts the pieces of pictures together that a page hands over. */
export class Uploads {
  readonly #open = new Map<string, Open>();

  /**
   * The whole picture with its last piece; undefined: there is more to come. Throws a RangeError, and forgets the picture, for a
   * piece that does not follow the one before, or is more than was told.
   */
  add({ upload, total, at, bytes }: Omit<ReferencePiece, 'name'>): Uint8Array | undefined {
    const one = at === 0 ? { total, pieces: [], received: 0 } : this.#open.get(upload);
    this.#open.delete(upload);
    const isFine =
      one?.total === total && one.received === at && bytes.byteLength > 0 && at + bytes.byteLength <= total;
    if (!one || !isFine || total > mostUploadBytes) throw new RangeError('This piece of a picture does not fit');
    one.pieces.push(bytes);
    one.received += bytes.byteLength;
    if (one.received === total) return Buffer.concat(one.pieces);
    this.#open.set(upload, one);
    for (const oldest of this.#open.keys()) if (this.#open.size > mostOpen) this.#open.delete(oldest);
    return undefined;
  }
}
