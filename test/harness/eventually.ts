import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';

/** Waits for what nothing tells of, such as a file that another program deletes. Throws when it has not come in half a minute. */
export async function eventually(what: string, has: () => boolean | Promise<boolean>): Promise<void> {
  for (let left = 300; left > 0; left -= 1) {
    if (await has()) return;
    await wait(100);
  }
  assert.fail(`never: ${what}`);
}
