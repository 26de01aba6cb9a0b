import { plainText } from '../texts/plainText';

/** A link that we wrote ourselves: a page, or one of our own commands. */
export interface OwnLink {
  readonly label: string;
  readonly address: `https://${string}` | `command:dualtrack.${string}`;
}

/** VS Code shows so many characters of a message. */
const most = 1_000;

/**
 * The text of a message as VS Code is given it: all of it is plain, whoever wrote which part, but a link of our own at its end.
 * Never empty, which VS Code would not show. Throws for a link that leads elsewhere.
 */
export function messageText(text: string, link?: OwnLink): string {
  if (!link) return plainText(text, most) || '…';
  const end = linkText(link);
  // without brackets, since one that is open would draw the words after it into our link
  const words = plainText(text, most - end.length - 1)
    .replaceAll('[', '(')
    .replaceAll(']', ')');
  return `${words} ${end}`;
}

function linkText({ label, address }: OwnLink): string {
  const words = plainText(label, 80).replace(/[[\]]/g, '');
  if (words === '' || !/^(?:https:\/\/|command:dualtrack\.)[^\s()"']+$/.test(address))
    throw new Error('no link of ours');
  return `[${words}](${address})`;
}
