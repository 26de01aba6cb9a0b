import type { Move } from './moves';

/** What a key in the grid is for. */
export type GridCommand =
  | { readonly kind: 'move'; readonly move: Move; readonly extends: boolean }
  | { readonly kind: 'toggle' | 'open' | 'all' | 'clear' };

/** A keyboard event, as far as it matters. */
interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

const moves: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'first',
  End: 'last',
};

/** Undefined: it is not the grid's. */
export function gridCommand({ key, ctrlKey, metaKey, shiftKey, altKey, isComposing }: Key): GridCommand | undefined {
  if (altKey || isComposing) return undefined;
  const withControl = ctrlKey || metaKey;
  if (withControl) return key.toLowerCase() === 'a' && !shiftKey ? { kind: 'all' } : undefined;
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined;
  if (move) return { kind: 'move', move, extends: shiftKey };
  if (key === ' ') return { kind: 'toggle' };
  if (key === 'Enter') return { kind: 'open' };
  return key === 'Escape' ? { kind: 'clear' } : undefined;
}
