import { extensionOf } from './imageBytes';
import { unseen } from '../words/unseen';
import { isReservedOnWindows } from './windowsNames';

/** Bytes of UTF-8 for the part made from the prompt: with counter and extension it stays below every file system's limit. */
const maxBytes = 96;
const maxGraphemes = 48;

const kept = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

/**
 * A file name made from a prompt in any script, without its extension: letters, digits and emoji stay, all else becomes a
 * hyphen. Never empty, never a path, never a name that Windows refuses.
 */
export function fileStem(prompt: string): string {
  const seen = prompt
    .slice(0, 4_000)
    .replace(/\p{Cc}/gu, ' ')
    .replace(unseen, '');
  const stem = shorten(seen.normalize('NFC').toLowerCase());
  if (stem === '') return 'image';
  return isReservedOnWindows(stem) ? `${stem}-image` : stem;
}

/** A picture's file name without the counter, which is added when it is saved. */
export interface PictureName {
  readonly stem: string;
  /** Without a dot. */
  readonly extension: string;
}

interface NamedPicture {
  readonly prompt: string;
  readonly placeholder: boolean;
  readonly mime: string;
}

/** The name of a picture's file, from its prompt and type. */
export function pictureName({ prompt, placeholder, mime }: NamedPicture): PictureName {
  return { stem: fileStem(prompt) + (placeholder ? '-placeholder' : ''), extension: extensionOf(mime) };
}

/** The name of the nth try: `fox.png`, then `fox-2.png`. */
export function numberedName(stem: string, extension: string, n: number): string {
  return n <= 1 ? `${stem}.${extension}` : `${stem}-${n}.${extension}`;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

function shorten(text: string): string {
  let stem = '';
  let graphemes = 0;
  let pendingHyphen = false;
  let lastWordEnd = 0;
  for (const { segment } of segmenter.segment(text)) {
    if (!kept.test(segment)) {
      pendingHyphen = stem !== '';
      continue;
    }
    if (pendingHyphen) lastWordEnd = stem.length;
    const longer = (pendingHyphen ? `${stem}-` : stem) + segment;
    graphemes += 1;
    if (graphemes > maxGraphemes || utf8Length(longer) > maxBytes) {
      // at the end of a word, unless that loses more than half
      return lastWordEnd * 2 > stem.length && !pendingHyphen ? stem.slice(0, lastWordEnd) : stem;
    }
    stem = longer;
    pendingHyphen = false;
  }
  return stem;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
