import type { Direction } from './earlierPrompts';

/** The part of a KeyboardEvent that counts. */
export interface ArrowPress {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
}

/** Where the cursor is in the prompt. */
interface Cursor {
  readonly value: string;
  readonly selectionStart: number;
  readonly selectionEnd: number;
}

/**
 * Which earlier prompt the key asks for: up at the very start of the text, down at its end; while earlier prompts are being looked
 * at, also anywhere in the first or last line. Else the key moves the cursor.
 */
export function walkOf(press: ArrowPress, cursor: Cursor, isWalking: boolean): Direction | undefined {
  const { altKey, ctrlKey, metaKey, shiftKey, isComposing, key } = press;
  if (altKey || ctrlKey || metaKey || shiftKey || isComposing) return undefined;
  const { value, selectionStart: at, selectionEnd } = cursor;
  if (at !== selectionEnd) return undefined;
  const [before, after] = [value.slice(0, at), value.slice(at)];
  const mayLeave = (rest: string): boolean => (isWalking ? !rest.includes('\n') : rest === '');
  if (key === 'ArrowUp' && mayLeave(before)) return 'older';
  if (key === 'ArrowDown' && mayLeave(after)) return 'newer';
  return undefined;
}
