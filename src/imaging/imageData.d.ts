// What the codecs give each other. Browsers have this class, Node does not: worker.ts makes it.
interface ImageData {
  /** Red, green, blue and alpha of each pixel, row by row. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}
