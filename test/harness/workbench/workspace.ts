import fs from 'node:fs';
import path from 'node:path';

/** A workspace folder to make: the files in it, by their path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The name of the file of a workspace of many folders, beside them. */
export const workspaceFile = 'project.code-workspace';

/** What a window opens. */
export interface Workspace {
  /** The folders, in order; none: an empty window. */
  readonly folders: readonly string[];
  /** The part of the page's address that opens it. */
  readonly query: string;
}

/** Makes the folders below `home`, by their names, and a workspace of them: none, one, or one of many roots. */
export function makeWorkspace(home: string, folders: Readonly<Record<string, Files>>): Workspace {
  const made = Object.entries(folders).map(([name, files]) => makeFolder(path.join(home, name), files));
  return openWorkspace(home, made);
}

function openWorkspace(home: string, folders: readonly string[]): Workspace {
  const [first] = folders;
  if (first === undefined) return { folders, query: 'ew=true' };
  if (folders.length === 1) return { folders, query: `folder=${encodeURIComponent(first)}` };
  const file = path.join(home, workspaceFile);
  fs.writeFileSync(file, JSON.stringify({ folders: folders.map((folder) => ({ path: folder })) }));
  return { folders, query: `workspace=${encodeURIComponent(file)}` };
}

function makeFolder(folder: string, files: Files): string {
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  return folder;
}
