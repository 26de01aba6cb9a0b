import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { parseSidecar, sidecarOf } from '../../core/pictures/sidecar';
import type { Records } from '../../core/run/finish';
import type { PictureRecord } from '../../core/run/picture';
import { wordsOf } from '../../core/words/wordsOf';
import { readSidecar } from '../settings/configuration';
import { sidecarsFor, sidecarsOf } from './pictureFiles';

/** The same records, which also write a picture's sidecar where the user or the folder wants it. One that fails is for the log. */
export function withSidecars(records: Records, log: { warn(line: string): void }): Records {
  return {
    ...records,
    remember: async (picture, uri) => {
      await records.remember(picture, uri);
      await writeSidecar(picture, vscode.Uri.parse(uri)).catch((error: unknown) =>
        log.warn(`No file was written beside a picture: ${wordsOf(error)}`),
      );
    },
  };
}

/** Only beside a picture in the workspace: elsewhere nobody shares it. */
async function writeSidecar(picture: PictureRecord, uri: vscode.Uri): Promise<void> {
  if (!vscode.workspace.getWorkspaceFolder(uri) || !readSidecar(uri)) return;
  const known = (await sidecarsOf(uri.toString())).map(parseSidecar);
  if (known.some((sidecar) => sidecar?.sha256 === picture.sha256)) return;
  const text = `${JSON.stringify(sidecarOf(picture), undefined, 2)}\n`;
  for (const place of sidecarsFor(uri)) if (await writeNew(place, text)) return;
}

/** Never over a file that is there, also not where a link leads. */
async function writeNew(uri: vscode.Uri, text: string): Promise<boolean> {
  if (uri.scheme === 'file') return writeNewFile(uri.fsPath, text);
  const isThere = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!isThere) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return !isThere;
}

async function writeNewFile(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
