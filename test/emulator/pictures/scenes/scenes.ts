import { dunes } from './dunes';
import { forest } from './forest';
import { harbour } from './harbour';
import type { Scene } from './paint';
import { paint } from './paint';
import { stars } from './stars';

/** By the word of a prompt that asks for it. */
const scenes: ReadonlyMap<string, Scene> = new Map([
  ['harbour', harbour],
  ['forest', forest],
  ['stars', stars],
  ['dunes', dunes],
]);

/** A landscape for a prompt, painted by this code alone; the same for the same prompt. A JPEG; undefined if there is none. */
export function landscape(prompt: string, width: number, height: number): Buffer | undefined {
  const [, scene] = [...scenes].find(([word]) => prompt.includes(word)) ?? [];
  return scene && paint(scene, width, height);
}
