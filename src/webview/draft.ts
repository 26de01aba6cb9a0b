import { mostPictures } from '../panel/pictures';

/** What is being asked for and not sent: the page's own, kept over hiding and reloading. */
export interface Draft {
  readonly prompt: string;
  /** How many pictures a click makes. */
  readonly count: number;
}

/** The draft as VS Code has kept it; an earlier version may have kept less, or allowed more. */
export function draftOf(kept: unknown): Draft {
  const { prompt, count }: { prompt?: unknown; count?: unknown } = kept instanceof Object ? kept : {};
  return {
    prompt: typeof prompt === 'string' ? prompt : '',
    count: isCount(count) ? count : 1,
  };
}

function isCount(count: unknown): count is number {
  return typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= mostPictures;
}
