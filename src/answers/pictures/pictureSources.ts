/** A place where a picture can be. */
export interface Find {
  /**
   * `slot`: a field that holds a picture, so what stands there has to be one. `text`: words that may have pictures between
   * them. `remark`: words about the picture, not with it. `hint`: a string that looks like a picture in a field nobody knows.
   */
  readonly kind: 'slot' | 'text' | 'remark' | 'hint';
  readonly value: string;
}

/** Where a picture's bytes are: in base64 or a data URL, or at an address. */
export type Source = { readonly data: string } | { readonly address: string };

/** A picture between words. */
export interface TextPicture {
  readonly source: Source;
  /** From here to there it stands in the text, with the Markdown or HTML around it. */
  readonly start: number;
  readonly end: number;
  /** By its form it has to be a picture. A bare address or a link is only one if there is no other. */
  readonly certain: boolean;
}
