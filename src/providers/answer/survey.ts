import type { Fields } from './json';

/** A place where a picture can be. */
export interface Find {
  /**
   * `slot`: a field that holds a picture, so what stands there has to be one. `text`: words that may have pictures between
   * them. `remark`: words about the picture, not with it. `hint`: a string that looks like a picture in a field nobody knows.
   */
  readonly kind: 'slot' | 'text' | 'remark' | 'hint';
  readonly value: string;
}

/** All that an answer says, wherever it says it. */
export interface Survey {
  /** In the order of the answer, without thoughts. */
  readonly finds: Find[];
  readonly errors: unknown[];
  /** Why it ended, in the service's own words. */
  readonly finishReasons: string[];
  readonly blockReasons: string[];
  /** Sentences of the service about its reasons. */
  readonly messages: string[];
  /** As the service names its fields. */
  readonly usage: Fields[];
  readonly modelStatus: Fields[];
  readonly requestIds: string[];
  /** Plain `id`s, which say less. */
  readonly ids: string[];
  /** There is at least one candidate, even an empty one. */
  hasCandidates: boolean;
  /** It has a field that answers of these APIs have. */
  isAnswer: boolean;
}

export function emptySurvey(): Survey {
  return {
    finds: [],
    errors: [],
    finishReasons: [],
    blockReasons: [],
    messages: [],
    usage: [],
    modelStatus: [],
    requestIds: [],
    ids: [],
    hasCandidates: false,
    isAnswer: false,
  };
}
