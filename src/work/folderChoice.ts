/** Where a picture would go, as far as that is known before anybody is asked. */
export type FolderChoice<F> =
  /** No folder is open: Save As once the picture is there. */
  | { readonly kind: 'saveAs' }
  | { readonly kind: 'folder'; readonly folder: F }
  /** The user has to say; the most likely one is first. */
  | { readonly kind: 'ask'; readonly folders: readonly F[] };

/** What speaks for a folder, by its URI; one that is no longer in the workspace counts for nothing. */
export interface FolderHints {
  /** The user has chosen it, where that can be seen. */
  readonly chosen?: string | undefined;
  /** It holds what the user works on: the active editor's file, or the clicked one. */
  readonly atWork?: string | undefined;
  /** It was the answer the last time. */
  readonly last?: string | undefined;
}

/** The folder of the workspace for a picture: the chosen one, else the one at work, else the only one. */
export function folderChoice<F extends { readonly uri: { toString(): string } }>(
  folders: readonly F[],
  { chosen, atWork, last }: FolderHints,
): FolderChoice<F> {
  const find = (wanted: string | undefined): F | undefined => folders.find(({ uri }) => uri.toString() === wanted);
  const [first, ...others] = folders;
  if (!first) return { kind: 'saveAs' };
  const folder = find(chosen) ?? find(atWork) ?? (others.length === 0 ? first : undefined);
  if (folder) return { kind: 'folder', folder };
  const likely = find(last);
  return { kind: 'ask', folders: likely ? [likely, ...folders.filter((one) => one !== likely)] : folders };
}
