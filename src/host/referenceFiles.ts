import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ReferenceImage } from '../core/image';
import { maxReferences } from '../core/reference';
import { wordsOf } from '../core/wordsOf';
import { referenceMime } from '../providers/references/mime';
import { realPartsBelow } from '../store/insideFolder';
import { plainText } from './texts/plainText';
import { referenceProblemText } from './texts/referenceText';

/** A picture to work from, as the user chose it. Its bytes are read when it is sent: it may have changed until then. */
export interface ReferenceFile {
  readonly id: string;
  readonly uri: vscode.Uri;
  readonly name: string;
}

/** A picture to work from that cannot be used; the message is for the user. */
export class ReferenceFileError extends Error {}

export interface ChosenReferences {
  readonly files: readonly ReferenceFile[];
  /** A sentence for each file that is not among them. */
  readonly problems: readonly string[];
}

/** More bytes are no picture that any service takes, even made smaller: not worth the memory. */
const maxFileBytes = 256 * 1024 * 1024;

const extensions = ['png', 'jpg', 'jpeg', 'webp', 'heic', 'heif'];

/** In Restricted Mode no file is read for a picture. */
export function mayUseReferences(): boolean {
  return vscode.workspace.isTrusted;
}

/** VS Code's open dialog. Empty: the user chose none. Throws `ReferenceFileError` in Restricted Mode. */
export async function pickReferenceFiles(): Promise<readonly vscode.Uri[]> {
  requireTrust();
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Add Reference Pictures'),
    openLabel: vscode.l10n.t('Add'),
    filters: { [vscode.l10n.t('Pictures')]: extensions },
    canSelectMany: true,
  });
  return files ?? [];
}

/**
 * The known files, as they are in the end, with more; each is looked at, and what is no picture or too much is left out and
 * said.
 */
export async function withMoreReferences(
  known: () => readonly ReferenceFile[],
  uris: readonly vscode.Uri[],
): Promise<ChosenReferences> {
  requireTrust();
  const seen = new Set(known().map(({ uri }) => uri.toString()));
  const fresh = uris.filter((uri) => !seen.has(uri.toString()));
  const looked = await Promise.all(fresh.map((uri) => look(uri)));
  const found = looked.flatMap((item) => (typeof item === 'string' ? [] : [item]));
  const problems = looked.filter((item) => typeof item === 'string');
  const files = [...known(), ...found];
  if (files.length <= maxReferences) return { files, problems };
  const tooMany = vscode.l10n.t('Of {0} reference pictures the first {1} are used.', files.length, maxReferences);
  return { files: files.slice(0, maxReferences), problems: [...problems, tooMany] };
}

/** The pictures as they are now. Throws `ReferenceFileError`. */
export async function readReferences(files: readonly ReferenceFile[]): Promise<ReferenceImage[]> {
  if (files.length > 0) requireTrust();
  return Promise.all(files.map(read));
}

/** The picture's file, or why it cannot be used. */
async function look(uri: vscode.Uri): Promise<ReferenceFile | string> {
  const file = { id: randomUUID(), uri, name: uri.path.split('/').at(-1) ?? uri.path };
  try {
    await read(file);
    return file;
  } catch (error) {
    if (error instanceof ReferenceFileError) return error.message;
    throw error;
  }
}

async function read({ uri, name }: ReferenceFile): Promise<ReferenceImage> {
  if (await leadsOut(uri)) {
    throw new ReferenceFileError(
      vscode.l10n.t('{0} is a link that leads out of the workspace. To use the picture, choose the file itself.', name),
    );
  }
  const bytes = await bytesOf(uri, name);
  const mime = referenceMime(bytes);
  if (!mime) throw new ReferenceFileError(referenceProblemText({ what: 'unknownType', name }));
  return { name, bytes, mime };
}

async function bytesOf(uri: vscode.Uri, name: string): Promise<Uint8Array> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size <= maxFileBytes) return await vscode.workspace.fs.readFile(uri);
  } catch (cause) {
    const reason = wordsOf(cause);
    throw new ReferenceFileError(vscode.l10n.t('{0} cannot be read: {1}', name, plainText(reason)), { cause });
  }
  throw new ReferenceFileError(vscode.l10n.t('{0} is too large for a reference picture.', name));
}

/** A file of the workspace whose real place is elsewhere: a repository can hold links to whatever lies on the machine. */
async function leadsOut(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== 'file' || !vscode.workspace.getWorkspaceFolder(uri)) return false;
  const roots = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
  const places = await Promise.all(roots.map((folder) => realPartsBelow(folder.uri.fsPath, uri.fsPath)));
  return places.every((parts) => parts === undefined);
}

function requireTrust(): void {
  if (mayUseReferences()) return;
  throw new ReferenceFileError(vscode.l10n.t('Reference pictures can be used once you trust this folder.'));
}
