import * as vscode from 'vscode';
import { errorWords } from '../../core/run/logLines';
import type { Thumbnail } from '../../panel/pictures';
import type { PictureContent, Thumbnails } from '../../work/thumbnails';
import { plainText } from '../texts/plainText';
import type { Log } from '../window/createLog';

export interface KnownPicture {
  /** As people know it. */
  readonly name: string;
  readonly content: PictureContent;
}

/** Also one that has to be looked up first; undefined: there is none. */
export type NamedPicture = KnownPicture | (() => Promise<KnownPicture | undefined>);

/** A picture's thumbnail for a page; `src` makes of a file's URI one that it may load. Never rejects: the tile says what is missing. */
export async function thumbnailFor(
  wanted: NamedPicture | undefined,
  { thumbnails, log }: { readonly thumbnails: Thumbnails; readonly log: Pick<Log, 'warn'> },
  src: (uri: vscode.Uri) => string,
): Promise<Thumbnail> {
  let name = '';
  try {
    const picture = typeof wanted === 'function' ? await wanted() : wanted;
    if (!picture) return missing('');
    ({ name } = picture);
    const file = await thumbnails.of(picture.content);
    return file === undefined ? missing(name) : { src: src(vscode.Uri.file(file)) };
  } catch (error) {
    log.warn(`There is no thumbnail: ${errorWords(error)}`);
    return missing(name);
  }
}

function missing(name: string): Thumbnail {
  return { missing: plainText(vscode.l10n.t('No preview of {0}', name)) };
}
