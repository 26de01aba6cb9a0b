import { setImmediate } from 'node:timers/promises';

const large = 1024 * 1024;

/**
 * Lets others run between two steps on a large answer: each step takes tens of milliseconds for 50 MB, and together they
 * would hold up the whole extension host. Costs nothing on a small one.
 */
export async function breathe(body: Uint8Array): Promise<void> {
  if (body.byteLength > large) await setImmediate();
}
