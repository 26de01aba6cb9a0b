import assert from 'node:assert/strict';
import fs from 'node:fs';
import { eventually } from '../../harness/eventually';
import type { VsCode } from '../../harness/workbench/driver';

/** The variable whose value tells the extension hosts of one test from all others. */
export const hostMark = 'DUALTRACK_TEST_RUN';

/** The extension hosts of the VS Code that was started with this value in its environment. Linux only, as the rig's host is. */
function extensionHosts(run: string): number[] {
  const found = fs.readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return (
        command.includes('--type=extensionHost') &&
        fs.readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`${hostMark}=${run}`)
      );
    } catch {
      return false; // it ended meanwhile, or is not ours to look at
    }
  });
  return found.map(Number);
}

/** By SIGKILL. Resolves when VS Code has noticed, and started the host anew by itself. */
export async function killExtensionHost({ page }: VsCode, run: string): Promise<void> {
  await eventually('one extension host', () => extensionHosts(run).length === 1);
  const [dead] = extensionHosts(run);
  assert.ok(dead !== undefined);
  process.kill(dead, 'SIGKILL');
  await eventually('a new extension host', () => extensionHosts(run).some((pid) => pid !== dead));
  await page.locator('.statusbar-item').first().waitFor();
}
