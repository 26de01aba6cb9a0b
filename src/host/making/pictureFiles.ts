import * as vscode from 'vscode';
import { mostSidecarBytes, sidecarNames } from '../../core/pictures/sidecar';
import type { NotesAnswer } from '../../imaging/metadata/fileNotes';
import { mostPictureBytes } from '../../imaging/metadata/fileNotes';
import { readNotes } from '../../imaging/metadata/readNotes';
import { contentHash } from '../../store/pictures/contentHash';

/** More is no picture that was made or used here. */
const mostHashedBytes = 256 * 1024 * 1024;

/** The hash of a file's bytes; undefined where there is no file, or none that can be read. */
export async function hashOf(place: string): Promise<string | undefined> {
  const uri = vscode.Uri.parse(place);
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > mostHashedBytes) return undefined;
    return await contentHash(uri.scheme === 'file' ? { file: uri.fsPath } : await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** The texts that may be a picture's sidecar. */
export async function sidecarsOf(place: string): Promise<readonly string[]> {
  const texts = sidecarsFor(vscode.Uri.parse(place)).map(async (uri) => {
    try {
      if ((await vscode.workspace.fs.stat(uri)).size > mostSidecarBytes) return [];
      return [new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))];
    } catch {
      return [];
    }
  });
  return (await Promise.all(texts)).flat();
}

/** Where a picture's sidecar may lie, the first choice first. */
export function sidecarsFor(picture: vscode.Uri): vscode.Uri[] {
  const name = picture.path.split('/').at(-1) ?? '';
  return sidecarNames(name).map((one) => vscode.Uri.joinPath(picture, '..', one));
}

/** What a picture's file says of itself. `worker`: the bundle of the thread that reads it. */
export async function notesIn(uri: vscode.Uri, worker: string): Promise<NotesAnswer> {
  if (uri.scheme === 'file') return readNotes(worker, { file: uri.fsPath });
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > mostPictureBytes) return { failed: 'tooLarge' };
    return await readNotes(worker, await vscode.workspace.fs.readFile(uri));
  } catch {
    return { failed: 'unreadable', detail: '' };
  }
}
