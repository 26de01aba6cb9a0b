import type { PageActions } from '../../actions';
import type { GridCommand } from './gridKeys';
import { gridCommand } from './gridKeys';
import { moved } from './moves';
import type { Layout } from '../rows';
import type { Selection } from '../selection';
import { all, cleared, extended, focused, only, toggled, walkedTo } from '../selection';

interface GridInputParts {
  actions(): PageActions;
  readonly layout: () => Layout;
  readonly selection: () => Selection;
  /** Draws another selection. */
  readonly select: (selection: Selection) => void;
}

/** What mouse and keyboard do in the grid. */
export class GridInput {
  readonly #root: HTMLElement;
  readonly #parts: GridInputParts;
  /** The picture of the first click of two: the second may find another one in its place. */
  #clicked: string | undefined;

  constructor(root: HTMLElement, parts: GridInputParts) {
    this.#root = root;
    this.#parts = parts;
    root.addEventListener('click', (event) => this.#onSecondClick(event), { capture: true });
    root.addEventListener('click', (event) => this.#onClick(event));
    root.addEventListener('keydown', (event) => this.#onKey(event));
    root.addEventListener('focusin', ({ target }) => this.#onFocus(tileOf(target)));
  }

  #onFocus(id: string | undefined): void {
    const selection = this.#parts.selection();
    if (id !== undefined && id !== selection.current) this.#parts.select(focused(selection, id));
  }

  /** Wherever it comes: after the first one the details may lie there, and none of their buttons is meant. */
  #onSecondClick(event: MouseEvent): void {
    const { detail, ctrlKey, metaKey, shiftKey } = event;
    if (detail < 2 || ctrlKey || metaKey || shiftKey || this.#clicked === undefined) return;
    event.stopPropagation();
    event.preventDefault();
    if (detail === 2) this.#parts.actions().picture(this.#clicked, 'open');
  }

  #onClick({ target, ctrlKey, metaKey, shiftKey }: MouseEvent): void {
    const id = tileOf(target);
    this.#clicked = isAction(target) ? undefined : id;
    if (id === undefined || isAction(target)) return;
    const { layout, selection, select } = this.#parts;
    const withControl = ctrlKey || metaKey;
    if (shiftKey) select(extended(selection(), layout().order, id, withControl));
    else if (withControl) select(toggled(selection(), id));
    else this.#selectOnly(id);
    this.#focus(id);
  }

  #onKey(event: KeyboardEvent): void {
    const id = tileOf(event.target);
    const command = id === undefined ? undefined : gridCommand(event);
    if (id === undefined || !command) return;
    if (isAction(event.target) && (command.kind === 'toggle' || command.kind === 'open')) return; // a button's own keys
    if (command.kind === 'clear' && this.#parts.selection().ids.size === 0) return;
    event.preventDefault();
    event.stopPropagation(); // else VS Code selects all of the page, or closes something
    this.#run(command, id);
  }

  #run(command: GridCommand, id: string): void {
    const { layout, selection, select } = this.#parts;
    const actions = this.#parts.actions();
    switch (command.kind) {
      case 'move': {
        const to = moved(layout(), id, command.move, window.innerHeight);
        if (to === undefined) return;
        select(command.extends ? extended(selection(), layout().order, to) : walkedTo(selection(), to));
        return this.#focus(to);
      }
      case 'toggle': {
        select(toggled(selection(), id));
        const [one, ...others] = selection().ids;
        if (one !== undefined && others.length === 0) actions.details(one);
        return;
      }
      case 'open':
        return actions.picture(id, 'open');
      case 'all':
        return select(all(selection(), layout().order));
      case 'clear':
        select(cleared(selection()));
        return actions.details(undefined);
    }
  }

  #selectOnly(id: string): void {
    this.#parts.select(only(id));
    this.#parts.actions().details(id);
  }

  /** It is drawn, wherever it is. */
  #focus(id: string): void {
    const tile = this.#root.querySelector(`.picture[data-picture="${CSS.escape(id)}"]`);
    tile?.querySelector<HTMLElement>('.thumbnail')?.focus({ preventScroll: true });
    tile?.scrollIntoView({ block: 'nearest' });
  }
}

/** The id of the picture in whose tile this is. */
function tileOf(target: EventTarget | null): string | undefined {
  const tile = target instanceof Element ? target.closest('.grid .picture') : undefined;
  return tile instanceof HTMLElement ? tile.dataset['picture'] : undefined;
}

function isAction(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.tile-actions') !== null;
}
