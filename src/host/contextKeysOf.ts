import type { PresetId } from '../core/presets';
import { presetIds } from '../core/presets';
import { connectedKey, contextKeys } from '../ids';

/** How far a user is. */
export interface Progress {
  /** The service of each route that is set up and has what it proves itself with; a service stands as often as it has routes. */
  readonly connected: readonly PresetId[];
  readonly madePicture: boolean;
}

/** What VS Code is told by it. The placeholder is a route of nobody's. */
export function contextKeysOf({ connected, madePicture }: Progress): Readonly<Record<string, boolean>> {
  const real = connected.filter((id) => id !== 'placeholder');
  const services = presetIds.filter((id) => id !== 'placeholder');
  return {
    [contextKeys.madePicture]: madePicture,
    [contextKeys.hasRoute]: real.length > 0,
    [contextKeys.hasTwoRoutes]: real.length > 1,
    ...Object.fromEntries(services.map((id) => [connectedKey(id), real.includes(id)])),
  };
}
