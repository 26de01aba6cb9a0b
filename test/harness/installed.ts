import fs from 'node:fs';
import path from 'node:path';
import { installExtensions } from './server';
import { removeFolder, temporaryFolder } from '../../scripts/project';

/**
 * Gives a new host the extension of a VSIX, as VS Code installs it: once, which takes seconds, and then as a copy. The list of what is
 * installed names its places relative to itself. `home`: as in `ServerOptions`, without an extension yet.
 */
export async function addInstalled(vsix: string, home: string): Promise<void> {
  const kept = path.join(path.dirname(vsix), `installed-${Math.round(fs.statSync(vsix).mtimeMs)}`);
  if (!fs.existsSync(kept)) await install(vsix, kept);
  fs.cpSync(kept, path.join(home, 'extensions'), { recursive: true });
}

/** Complete or not at all: copied beside its place and moved there at the end, so that two may do it at once. */
async function install(vsix: string, place: string): Promise<void> {
  const home = temporaryFolder();
  const aside = `${place}-${process.pid}`;
  try {
    await installExtensions(home, [vsix]);
    fs.cpSync(path.join(home, 'extensions'), aside, { recursive: true });
    fs.renameSync(aside, place);
  } catch (error) {
    if (!fs.existsSync(place)) throw error;
  } finally {
    removeFolder(aside);
    removeFolder(home);
  }
}
