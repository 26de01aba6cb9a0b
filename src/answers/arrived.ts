import type { Wire } from '../core/services/wires';

/** What is known of an answer beside the answer. */
export interface AnswerOrigin {
  readonly wire: Wire;
  readonly modelId: string;
  /** Every secret that must not appear in a text. */
  readonly secrets: readonly string[];
  /** The service bills every answer with a good status, whatever stands in it. */
  readonly billsEveryAnswer?: boolean | undefined;
  /** The address is the maker's own: no relay speaks in the model's place. */
  readonly isFirstParty?: boolean | undefined;
  /** What was asked for, so that its echo is not taken for the service's own words. */
  readonly prompt?: string | undefined;
}

/** A service's whole answer as it came over the wire, its content coding not undone. */
export interface Arrived {
  readonly status: number;
  readonly headers: Headers;
  /** Milliseconds from the moment the request was fully written until the headers came. */
  readonly msToHeaders: number;
  readonly body: ArrivedBody;
}

/** Small bodies are held, large ones lie in a file. `isCut`: the end is missing (a process died while it came). */
export type ArrivedBody =
  | { readonly bytes: Uint8Array; readonly isCut?: boolean }
  | { readonly file: string; readonly size: number; readonly isCut?: boolean };

/** Up to so many bytes a body is held, and read where it is: starting a process would take longer. */
export const smallBody = 256 * 1024;
