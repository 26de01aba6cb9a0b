import { maxPromptLength } from '../../core/pictures/promptLength';

interface Selection {
  readonly value: string;
  readonly selectionStart: number;
  readonly selectionEnd: number;
}

/** Whether the prompt would be too long with this text in the place of what is selected. Line ends count once, as in the field. */
export function isTooLong({ value, selectionStart, selectionEnd }: Selection, text: string): boolean {
  const pasted = text.replaceAll('\r\n', '\n').length;
  return value.length - (selectionEnd - selectionStart) + pasted > maxPromptLength;
}
