/** What the page keeps over hiding and reloading. */
export interface Draft {
  readonly prompt: string;
  /** The prompts that were sent, newest first. */
  readonly earlier: readonly string[];
  /** The id of the one route to ask; left out: all in their order. */
  readonly route?: string | undefined;
}

/** A draft from what was kept, perhaps by another version. */
export function draftFrom(kept: unknown): Draft {
  const { prompt, earlier, route } = Object(kept) as Readonly<Record<string, unknown>>;
  return {
    prompt: typeof prompt === 'string' ? prompt : '',
    earlier: Array.isArray(earlier) ? earlier.filter((one) => typeof one === 'string') : [],
    route: typeof route === 'string' ? route : undefined,
  };
}
