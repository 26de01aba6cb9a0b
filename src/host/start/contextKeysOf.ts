import type { PresetId } from '../../core/services/presets';
import { connectable } from '../../core/services/presets';
import { connectedKey, contextKeys, walkthrough } from '../../ids';

/** How far a user is. */
export interface Progress {
  /** The service of each route that is set up and has what it proves itself with; a service stands as often as it has routes. */
  readonly connected: readonly PresetId[];
  readonly madePicture: boolean;
}

/** What VS Code is told by it. */
export function contextKeysOf({ connected, madePicture }: Progress): Readonly<Record<string, boolean>> {
  const real = connected.filter((id) => connectable.includes(id)); // without what stands in where no route is set up
  return {
    [contextKeys.madePicture]: madePicture,
    [contextKeys.hasRoute]: real.length > 0,
    [contextKeys.hasTwoRoutes]: real.length > 1,
    ...Object.fromEntries(connectable.map((id) => [connectedKey(id), real.includes(id)])),
  };
}

/** The steps of the walkthrough, each with the key that ticks it: what the manifest says of them. */
export const stepKeys: Readonly<Record<string, string>> = {
  choose: contextKeys.hasRoute,
  firstPicture: contextKeys.madePicture,
  aiStudio: connectedKey('google-ai-studio'),
  vertexAi: connectedKey('vertex-ai'),
  apiyi: connectedKey('apiyi'),
  order: contextKeys.hasTwoRoutes,
};

/** The ids of the steps that are done, as VS Code knows them in the extension with this id. */
export function doneSteps(extensionId: string, keys: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(stepKeys).flatMap(([step, key]) =>
    keys[key] === true ? [`${extensionId}#${walkthrough}#${step}`] : [],
  );
}
