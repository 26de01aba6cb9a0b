import { isReservedOnWindows } from '../pictures/windowsNames';
import { unseen } from '../words/unseen';

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

/** `GIT~1` is a short name that Windows makes for `.git`; other folders have such names too. */
function isInvalid(part: string): boolean {
  return /[<>:"|?*]/.test(part) || isMisleading(part) || /^[^~]{1,6}~\d/.test(part) || isReservedOnWindows(part);
}

/** It does not look like what it is: invisible characters, ones that turn others around, line breaks, nothing but spaces. */
function isMisleading(part: string): boolean {
  return part.search(unseen) >= 0 || /[\u2028\u2029]|^[\s\u2800]*$/.test(part) || !part.isWellFormed();
}
