export const interruptedActions = ['again', 'settle', 'dismiss'] as const;
export type InterruptedAction = (typeof interruptedActions)[number];

/** A picture that a reload or a crash has interrupted. */
export interface InterruptedView {
  readonly id: string;
  readonly prompt: string;
  /** Which of those of the same wish it is, such as "1 of 2"; left out: there is no other. */
  readonly part?: string | undefined;
  /** One line: when it began, model, size. */
  readonly details: string;
  /** What is known of its money, in a sentence. */
  readonly charges: string;
  /** Something may have been charged: it can be settled. */
  readonly isUncertain: boolean;
}
