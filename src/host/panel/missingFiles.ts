import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { contentHash } from '../../store/pictures/contentHash';

/** What is looked for. */
interface LostPicture {
  readonly uri: string;
  readonly sha256: string;
  readonly createdAt: number;
}

/** So many files of a kind are looked at, and so many of them are read, for one picture. */
const mostFiles = 2_000;
const mostRead = 20;
const mostBytes = 256 * 1024 * 1024;
/** A file keeps its time when it is moved, and has that of its picture. */
const nearMs = 10 * 60_000;

const notOurs = '{**/node_modules/**,**/.git/**}';

/** Whether a file is not there any more. In doubt, no. */
export async function isGone(place: string): Promise<boolean> {
  const uri = vscode.Uri.parse(place);
  try {
    await (uri.scheme === 'file' ? stat(uri.fsPath) : vscode.workspace.fs.stat(uri));
    return false;
  } catch (error) {
    return ['ENOENT', 'ENOTDIR', 'FileNotFound'].includes(codeOf(error));
  }
}

/** Whether a file has the content that a picture had. Rejects where it cannot be read. */
export async function hasContent(uri: vscode.Uri, sha256: string): Promise<boolean> {
  const file = uri.scheme === 'file' ? { file: uri.fsPath } : await vscode.workspace.fs.readFile(uri);
  return (await contentHash(file)) === sha256;
}

/**
 * Where in the workspace a picture's file lies now, as its content tells; undefined: nowhere that was looked. `isOthers`: the file is
 * known to be that of another picture, such as one with the same content. Never rejects.
 */
export async function findMoved(
  lost: LostPicture,
  isOthers: (uri: vscode.Uri) => Promise<boolean>,
): Promise<vscode.Uri | undefined> {
  const name = path.posix.basename(vscode.Uri.parse(lost.uri).path);
  const [extension] = /\.\w+$/.exec(name) ?? [];
  if (extension === undefined || !vscode.workspace.workspaceFolders) return undefined;
  try {
    const files = await vscode.workspace.findFiles(`**/*${extension}`, notOurs, mostFiles);
    for (const uri of await likely(files, name, lost.createdAt)) {
      if ((await isIt(uri, lost.sha256)) && !(await isOthers(uri))) return uri;
    }
  } catch {
    // what cannot be searched has not been found
  }
  return undefined;
}

/** Those of the same name come first. */
async function likely(files: readonly vscode.Uri[], name: string, createdAt: number): Promise<vscode.Uri[]> {
  const isSame = (uri: vscode.Uri): boolean => path.posix.basename(uri.path) === name;
  const chosen = files.filter(isSame).slice(0, mostRead);
  for (const uri of files) {
    if (chosen.length >= mostRead) break;
    if (!isSame(uri) && (await isNear(uri, createdAt))) chosen.push(uri);
  }
  return chosen;
}

async function isNear(uri: vscode.Uri, createdAt: number): Promise<boolean> {
  const mtime =
    uri.scheme === 'file'
      ? await stat(uri.fsPath).then(
          ({ mtimeMs }) => mtimeMs,
          () => undefined,
        )
      : await vscode.workspace.fs.stat(uri).then(
          (found) => found.mtime,
          () => undefined,
        );
  return mtime !== undefined && Math.abs(mtime - createdAt) < nearMs;
}

async function isIt(uri: vscode.Uri, sha256: string): Promise<boolean> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size <= mostBytes && (await hasContent(uri, sha256));
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
