import path from 'node:path';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { cacheFolder } from '../../scripts/project';

/**
 * The desktop VS Code's program: downloaded once into the user's cache folder. Undefined where it has no screen, can't be
 * downloaded, or is not wanted (`DUALTRACK_HOST=server`): then code-server and a browser take its place.
 */
export async function desktop(): Promise<string | undefined> {
  if (process.env['DUALTRACK_HOST'] === 'server' || !hasScreen()) return undefined;
  try {
    return await downloadAndUnzipVSCode({
      version: 'stable',
      cachePath: path.join(cacheFolder(), 'vscode'),
      timeout: 15_000,
      reporter: new SilentReporter(),
    });
  } catch (error) {
    console.error(`dualtrack: no desktop VS Code (${String(error)}): using VS Code in a browser`);
    return undefined;
  }
}

function hasScreen(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}
