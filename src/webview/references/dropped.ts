import { mostDropped, pictureDragType } from '../../panel/references';

/** The part of a DataTransfer that counts. */
export interface Transfer<F> {
  readonly types: readonly string[];
  readonly files: ArrayLike<F>;
  getData(type: string): string;
}

/** What was dropped or pasted. */
export type Dropped<F> =
  | { readonly kind: 'picture'; readonly id: string }
  | { readonly kind: 'uris'; readonly uris: readonly string[] }
  | { readonly kind: 'files'; readonly files: readonly F[] }
  | { readonly kind: 'nothing' };

/**
 * What VS Code's Explorer and tabs give: all files that are dragged, where `text/uri-list` has but the first. The page sees these
 * drags only while Shift is held.
 */
const codeTypes = ['application/vnd.code.uri-list', 'resourceurls', 'codefiles'];

/** Longer is no address of a file. */
const longestUri = 4_096;

/** Whether the drag comes from VS Code itself. */
export function isOfVsCode(types: readonly string[]): boolean {
  return types.some((type) => codeTypes.includes(type.toLowerCase()));
}

/** Whether it may hold pictures. While it is dragged nobody may look. */
export function mayHoldPictures(types: readonly string[]): boolean {
  return isOfVsCode(types) || types.some((type) => [pictureDragType, 'Files', 'text/uri-list'].includes(type));
}

/** What is in a drop. Files of VS Code are known by their addresses, others by their bytes. */
export function droppedFrom<F>(transfer: Transfer<F>): Dropped<F> {
  const id = transfer.getData(pictureDragType);
  if (id !== '') return { kind: 'picture', id };
  const ofCode = linesOf(transfer.getData('application/vnd.code.uri-list'));
  if (ofCode.length > 0) return { kind: 'uris', uris: ofCode };
  const resources = jsonTexts(transfer.getData('resourceurls'));
  if (resources.length > 0) return { kind: 'uris', uris: resources };
  if (transfer.files.length > 0) return { kind: 'files', files: Array.from(transfer.files).slice(0, mostDropped) };
  const uris = linesOf(transfer.getData('text/uri-list'));
  return uris.length > 0 ? { kind: 'uris', uris } : { kind: 'nothing' };
}

/** The files of a paste; none where it is text, which it is also with a picture of that text beside it. */
export function pastedFiles<F extends { readonly name: string }>(transfer: Transfer<F>): readonly F[] {
  const files = Array.from(transfer.files).slice(0, mostDropped);
  const names = new Set(files.map(({ name }) => name));
  const lines = transfer.getData('text/plain').split(/\r?\n/).filter(Boolean);
  // a file manager gives the names of the files, or their paths, as text
  return lines.every((line) => names.has(line.split(/[\\/]/).at(-1) ?? '')) ? files : [];
}

/** A line that begins with # is a comment. */
function linesOf(list: string): string[] {
  const lines = list.split(/\r?\n/).map((line) => line.trim());
  return bounded(lines.filter((line) => line !== '' && !line.startsWith('#')));
}

function jsonTexts(json: string): string[] {
  try {
    const parsed: unknown = JSON.parse(json);
    return bounded((Array.isArray(parsed) ? parsed : []).filter((one) => typeof one === 'string'));
  } catch {
    return [];
  }
}

function bounded(uris: readonly string[]): string[] {
  return uris.filter(({ length }) => length <= longestUri).slice(0, mostDropped);
}
