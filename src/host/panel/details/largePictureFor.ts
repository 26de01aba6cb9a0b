import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { errorWords } from '../../../core/run/logLines';
import { sizeText } from '../../../core/words/sizeText';
import type { LargePictureView } from '../../../panel/details';
import type { LargePictures, LargeSource } from '../../../store/thumbnails/largePictures';
import { mostLargeBytes, mostLargePixels } from '../../../store/thumbnails/largePictures';
import { changedSinceText } from '../../texts/pictures/makingWords';
import { plainText } from '../../texts/plainText';
import type { Log } from '../../window/createLog';
import { isGone } from '../missingFiles';

/** A picture that is to be shown as it is. */
export interface PlacedPicture {
  readonly uri: string;
  /** As it was made. */
  readonly sha256: string;
}

/** A picture where a page may load it; `src` makes of a file's URI one that it may load. Never rejects: what is missing is told. */
export async function largePictureFor(
  wanted: Promise<PlacedPicture | undefined>,
  { large, log }: { readonly large: Pick<LargePictures, 'of'>; readonly log: Pick<Log, 'warn'> },
  src: (uri: vscode.Uri) => string,
): Promise<LargePictureView> {
  try {
    const picture = await wanted;
    if (!picture || (await isGone(picture.uri))) return { missing: '' };
    const shown = await large.of(await sourceAt(vscode.Uri.parse(picture.uri)));
    if (shown === 'tooLarge') return { missing: tooLargeText() };
    if (shown === 'noPicture') return { missing: vscode.l10n.t('The file isn’t a PNG, JPEG or WebP picture.') };
    const note = shown.sha256 === picture.sha256 ? '' : changedSinceText();
    return { src: src(vscode.Uri.file(shown.file)), note };
  } catch (error) {
    const words = errorWords(error);
    log.warn(`A picture cannot be shown: ${words}`);
    return { missing: plainText(vscode.l10n.t('The file cannot be read: {0}', words)) };
  }
}

/** Copied by the system, or by VS Code where the file is not on this machine: its bytes never pass through here. */
async function sourceAt(uri: vscode.Uri): Promise<LargeSource> {
  const { type, size, mtime } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.File) === 0) throw new Error('This is not a file');
  return {
    key: [uri.toString(), size, mtime].join('\n'),
    bytes: size,
    copyTo: async (file) => {
      if (uri.scheme === 'file') await copyFile(uri.fsPath, file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      else await vscode.workspace.fs.copy(uri, vscode.Uri.file(file));
    },
  };
}

function tooLargeText(): string {
  const megapixels = Math.round(mostLargePixels / 1e6);
  return vscode.l10n.t(
    'Only a preview is shown: the picture has more than {0} or {1} megapixels. Open it to see the rest.',
    sizeText(mostLargeBytes),
    megapixels,
  );
}
