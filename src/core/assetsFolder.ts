import { isReservedOnWindows } from './windowsNames';

/** Why a folder for pictures cannot be used. */
export type FolderProblem = 'empty' | 'absolute' | 'outside' | 'hidden' | 'invalid';

/** Whether a folder is one that tools keep for themselves, such as .git or .vscode. */
export function isHidden(part: string): boolean {
  return part.startsWith('.');
}

/**
 * The parts of a folder below the workspace folder, from the setting. Never outside of it, never in a dot-folder such as
 * .git or .vscode, never a name that some system refuses.
 */
export function assetsFolderParts(setting: string): readonly string[] | FolderProblem {
  const text = setting.trim().replaceAll('\\', '/');
  if (text === '') return 'empty';
  if (text.startsWith('/') || /^[a-z]:/i.test(text) || text.startsWith('~')) return 'absolute';
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return 'outside';
  if (parts.some(isHidden)) return 'hidden';
  return parts.some(isInvalid) ? 'invalid' : parts;
}

/** `GIT~1` is how Windows also calls `.git`, and other folders that have a short name of its own making. */
function isInvalid(part: string): boolean {
  return /[<>:"|?*\u0000-\u001f]/.test(part) || /^[^~]{1,6}~\d/.test(part) || isReservedOnWindows(part);
}
