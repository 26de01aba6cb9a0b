/** The part of a KeyboardEvent that counts. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
}

/** Ctrl+Enter or Cmd+Enter, pressed once: not held down, which would pay for many pictures, and not to finish a character. */
export function asksToGenerate({ key, ctrlKey, metaKey, repeat, isComposing }: KeyPress): boolean {
  return key === 'Enter' && (ctrlKey || metaKey) && !repeat && !isComposing;
}
