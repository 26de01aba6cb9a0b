import type { PanelState } from '../shared/protocol';

type Announced = Pick<PanelState, 'jobs' | 'pictures'>;

/**
 * What a screen reader says when the state changes: the pictures that arrived, else the steps that jobs came to.
 * '' if there is nothing to say, as for the first state.
 */
export function announcement(before: Announced | undefined, after: Announced): string {
  if (!before) return '';
  return arrived(before, after) || steps(before, after);
}

function arrived(before: Announced, after: Announced): string {
  const known = new Set(before.pictures.map(({ id }) => id));
  const fresh = after.pictures.filter(({ id }) => !known.has(id));
  return fresh.map(({ path, details }) => `${path}, ${details}`).join('\n');
}

function steps(before: Announced, after: Announced): string {
  const known = new Map(before.jobs.map(({ id, status }) => [id, status]));
  const moved = after.jobs.filter(({ id, status }) => known.get(id) !== status);
  return moved.map(({ status }) => status).join('\n');
}
