import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Reference } from '../../core/pictures/image';
import { maxReferenceBytes, maxReferences } from '../../core/pictures/reference';
import { wordsOf } from '../../core/words/wordsOf';
import { referenceMime } from '../../imaging/mime';
import { openReference, TooLargeReferenceError } from '../../imaging/openReference';
import { realPartsBelow } from '../../store/pictures/insideFolder';
import type { ReferenceFile } from '../../work/wanted';
import type { PictureContent } from '../../work/thumbnails';
import { plainText } from '../texts/plainText';
import { referenceProblemText } from '../texts/referenceText';

/** A picture to work from that cannot be used; the message is for the user. */
export class ReferenceFileError extends Error {}

interface ChosenReferences {
  readonly files: readonly ReferenceFile[];
  /** A sentence for each file that is not among them. */
  readonly problems: readonly string[];
}

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
 * said. `name`: as people know the file, where its own name is none.
 */
export async function withMoreReferences(
  known: () => readonly ReferenceFile[],
  uris: readonly vscode.Uri[],
  name?: string,
): Promise<ChosenReferences> {
  requireTrust();
  const seen = new Set(known().map(({ uri }) => uri));
  const fresh = uris.filter((uri) => !seen.has(uri.toString()));
  const looked = await Promise.all(fresh.map((uri) => look(uri, name)));
  const found = looked.flatMap((item) => (typeof item === 'string' ? [] : [item]));
  const problems = looked.filter((item) => typeof item === 'string');
  const uriOf = new Set(known().map(({ uri }) => uri)); // another drop may have brought some meanwhile
  const files = [...known(), ...found.filter(({ uri }) => !uriOf.has(uri))];
  if (files.length <= maxReferences) return { files, problems };
  const tooMany = vscode.l10n.t('Of {0} reference pictures the first {1} are used.', files.length, maxReferences);
  return { files: files.slice(0, maxReferences), problems: [...problems, tooMany] };
}

/** Of the files that can be chosen as references: on the extension's machine, and where the workspace lies. */
export function referenceSchemes(): readonly string[] {
  return ['file', ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)];
}

/** Milliseconds for a file to be found: a drive of the network may never answer. */
const patience = 5_000;

/** One that was chosen in an earlier window; undefined if there is no such file now. It is not read. */
export async function findReference(place: string, name?: string): Promise<ReferenceFile | undefined> {
  try {
    const uri = vscode.Uri.parse(place, true);
    const found = await Promise.race([vscode.workspace.fs.stat(uri), wait(patience, undefined, { ref: false })]);
    if (!found || (found.type & vscode.FileType.File) === 0) return undefined;
    return { ...referenceAt(uri, name), bytes: found.size };
  } catch {
    return undefined;
  }
}

/** The pictures as they are now; large ones stay in their files. Throws `ReferenceFileError`. */
export async function readReferences(files: readonly ReferenceFile[]): Promise<Reference[]> {
  if (files.length > 0) requireTrust();
  return Promise.all(files.map(read));
}

/** What its thumbnail is made of; opening it throws `ReferenceFileError`. */
export function contentOf(file: ReferenceFile): PictureContent {
  return {
    open: async () => {
      requireTrust();
      const reference = await read(file);
      return 'bytes' in reference ? reference.bytes : { file: reference.file };
    },
  };
}

/** The picture's file, or why it cannot be used. */
async function look(uri: vscode.Uri, name?: string): Promise<ReferenceFile | string> {
  const file = referenceAt(uri, name);
  try {
    const picture = await read(file);
    return { ...file, mime: picture.mime, bytes: 'bytes' in picture ? picture.bytes.byteLength : picture.size };
  } catch (error) {
    if (error instanceof ReferenceFileError) return error.message;
    throw error;
  }
}

function referenceAt(uri: vscode.Uri, name = uri.path.split('/').at(-1) ?? uri.path): ReferenceFile {
  return { id: randomUUID(), uri: uri.toString(), name };
}

async function read({ uri: place, name }: ReferenceFile): Promise<Reference> {
  const uri = vscode.Uri.parse(place);
  if (await leadsOut(uri)) {
    throw new ReferenceFileError(
      vscode.l10n.t('{0} is a link that leads out of the workspace. To use the picture, choose the file itself.', name),
    );
  }
  const reference = await open(uri, name).catch((cause: unknown) => {
    throw new ReferenceFileError(whyNotOpened(cause, name), { cause });
  });
  if (!reference) throw new ReferenceFileError(referenceProblemText({ what: 'unknownType', name }));
  return reference;
}

/** Undefined: it is no picture. */
async function open(uri: vscode.Uri, name: string): Promise<Reference | undefined> {
  if (uri.scheme === 'file') return openReference(uri.fsPath, name);
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > maxReferenceBytes) throw new TooLargeReferenceError();
  const bytes = await vscode.workspace.fs.readFile(uri);
  const mime = referenceMime(bytes);
  return mime && { name, bytes, mime };
}

function whyNotOpened(cause: unknown, name: string): string {
  if (cause instanceof TooLargeReferenceError) {
    return vscode.l10n.t('{0} is too large for a reference picture.', name);
  }
  return vscode.l10n.t('{0} cannot be read: {1}', name, plainText(wordsOf(cause)));
}

/** A file of the workspace whose real place is elsewhere: a repository can hold links to whatever lies on the machine. */
async function leadsOut(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== 'file' || !vscode.workspace.getWorkspaceFolder(uri)) return false;
  const roots = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
  const places = await Promise.all(roots.map((folder) => realPartsBelow(folder.uri.fsPath, uri.fsPath)));
  return places.every((parts) => parts === undefined);
}

/** Throws `ReferenceFileError` in Restricted Mode. */
export function requireTrust(): void {
  if (mayUseReferences()) return;
  throw new ReferenceFileError(vscode.l10n.t('Reference pictures can be used once you trust this folder.'));
}
