/** A question of a job. */
export interface QuestionView {
  readonly text: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}

/** A job under way, or what failed of a click for the same reason. */
export interface JobView {
  readonly id: string;
  readonly prompt: string;
  /** Which of the pictures of one click it makes, such as "1 of 4", or how many failed; left out: the only one. */
  readonly part?: string | undefined;
  /** What is happening and what has just failed, or why it failed itself. Read aloud when it changes, so without running seconds. */
  readonly status: string;
  /** What is happening, without what has failed; left out where that says the same as `status`. */
  readonly now?: string | undefined;
  /** The attempts that failed so far, or all of them, each with its reason. */
  readonly tried: readonly string[];
  /** How long that has taken, such as "12 s". */
  readonly elapsed: string;
  /** What the job waits to be told; it never times out. */
  readonly question?: QuestionView | undefined;
  readonly cancelling: boolean;
  readonly failed: boolean;
  /** What can be done about what failed, beside dismissing it. */
  readonly actions?: readonly { readonly id: string; readonly label: string }[] | undefined;
}
