/** The part of a KeyboardEvent that counts. */
export interface ReferenceKey {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** What a key does with the thumbnail that has the focus. */
export type ReferenceStep = 'left' | 'right' | 'remove';

export function stepOf({ key, altKey, ctrlKey, metaKey, shiftKey }: ReferenceKey): ReferenceStep | undefined {
  if (metaKey || shiftKey) return undefined;
  if (altKey !== ctrlKey && key === 'ArrowLeft') return 'left';
  if (altKey !== ctrlKey && key === 'ArrowRight') return 'right';
  return !altKey && !ctrlKey && (key === 'Delete' || key === 'Backspace') ? 'remove' : undefined;
}

/** The place that the key leads to; undefined: there is none. */
export function placeAfter(step: 'left' | 'right', place: number, count: number): number | undefined {
  const to = step === 'left' ? place - 1 : place + 1;
  return to >= 0 && to < count ? to : undefined;
}

/** The place of what is dropped beside another one, once it is taken from where it was; undefined: it stays there. */
export function placeOfDrop(from: number, over: number, isBehind: boolean): number | undefined {
  const gap = isBehind ? over + 1 : over;
  const to = from < gap ? gap - 1 : gap;
  return to === from ? undefined : to;
}

/** Who has the focus once this one is gone. */
export function neighbourOf(ids: readonly string[], id: string): string | undefined {
  const place = ids.indexOf(id);
  return ids[place + 1] ?? ids[place - 1];
}
