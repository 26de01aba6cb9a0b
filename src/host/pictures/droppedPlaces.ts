interface DropRules {
  /** Of the files that can be chosen as references. */
  readonly schemes: readonly string[];
  /** The extension runs on the machine where the workspace lies, which is not the user's. */
  readonly isRemote: boolean;
}

/** Files that VS Code itself shows, on whatever machine they lie. */
const ofVsCode = ['vscode-remote', 'vscode-userdata'];

/** Longer is no address of a file. */
const mostCharacters = 4_096;

/**
 * The address of a dropped file; undefined: it is none of a file that can be a reference. What VS Code calls remote is a plain file
 * for an extension that runs there, and so it is held to the rules for those.
 */
export function droppedPlace(text: string, { schemes, isRemote }: DropRules): string | undefined {
  const [, scheme = ''] = /^([a-z][a-z\d+.-]*):\//i.exec(text) ?? [];
  const known = [...schemes, ...ofVsCode].includes(scheme.toLowerCase());
  if (!known || text.length > mostCharacters || hasControls(text)) return undefined;
  const [place = ''] = text.split(/[?#]/);
  return isRemote ? place.replace(/^vscode-remote:\/\/[^/]*/i, 'file://') : place;
}

function hasControls(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}
