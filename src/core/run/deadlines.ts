import type { ImageSize } from '../pictures/image';
import type { Model } from '../services/models';
import type { Preset } from '../services/presets';

/** Times for one request in milliseconds. */
interface Deadlines {
  /** When the user is asked; the request stays open. */
  readonly softMs: number;
  /** When the connection is closed. */
  readonly hardMs: number;
}

/** How long one picture of a size may take: what the service allows, or longer for a model that is known to be slow. */
export function deadlinesOf(
  route: { readonly preset: Pick<Preset, 'hardDeadlineMs'> },
  model: Pick<Model, 'slowMs'>,
  size: ImageSize,
): Deadlines {
  const softMs = Math.max(route.preset.hardDeadlineMs[size] / 2, model.slowMs?.[size] ?? 0);
  return { softMs, hardMs: softMs * 2 };
}
