/** A service's whole answer, as it came over the wire and with its content coding undone. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** Milliseconds from the moment the request was fully written until the answer's headers came. */
  readonly msToHeaders: number;
}
