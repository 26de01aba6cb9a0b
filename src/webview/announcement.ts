import type { JobView } from '../panel/jobs';
import type { PictureView } from '../panel/pictures';

/**
 * What a screen reader says of jobs that came to another step, and that nothing is running any more: `idle`. Undefined: nothing, as
 * for the first state; what it said last still holds.
 */
export function jobSteps(
  before: readonly JobView[] | undefined,
  after: readonly JobView[],
  idle: string,
): string | undefined {
  if (!before) return undefined;
  if (after.length === 0) return before.length > 0 ? idle : undefined;
  const known = new Map(before.map(({ id, status }) => [id, status]));
  const moved = after.filter(({ id, status }) => known.get(id) !== status);
  return moved.length > 0 ? moved.map(stepOf).join('\n') : undefined;
}

/** Such as "1 of 3: APIYI: Nano Banana 2…" */
function stepOf({ part, status }: JobView): string {
  return part === undefined ? status : `${part}: ${status}`;
}

/** What it says of pictures that arrived. */
export function arrivals(pictures: readonly PictureView[]): string {
  return pictures.map(({ path, details }) => `${path}, ${details}`).join('\n');
}
