// The form in which the codecs hand pixels to each other. Browsers have it, Node does not: workers/references.ts makes it.
interface ImageData {
  /** Red, green, blue and alpha of each pixel, row by row. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}
