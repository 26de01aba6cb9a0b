import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Labelled } from '../../panel/composer';
import { listPosition, mostWrapping, wrapsBelow } from './listPosition';

interface Choice<T extends string> extends Labelled<T> {
  readonly disabled?: boolean;
}

/** A select with its label, and its list where it has room. `id` is unique on the page, and the class of its place. */
export function picker<T extends string>(
  id: string,
  label: string,
  choices: readonly Choice<T>[],
  value: NoInfer<T>,
  choose: (value: T) => void,
  /** Drawn before the value. */
  sign: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const onChange = (event: Event): void => {
    const chosen = choices.find((choice) => choice.value === valueOf(event));
    choose(chosen && !chosen.disabled ? chosen.value : value);
  };
  const shown = choices.find((choice) => choice.value === value)?.label ?? '';
  return html`
    <div class="field ${id}">
      <label class="label" for=${id}>${label}</label>
      ${sign}
      <vscode-single-select
        id=${id}
        label=${label}
        title="${label}: ${shown}"
        ?wraps=${choices.length <= mostWrapping}
        .options=${choices}
        .value=${live(value)}
        @pointerdown=${makeRoom}
        @keydown=${makeRoom}
        @change=${onChange}
      ></vscode-single-select>
    </div>
  `;
}

/** Before a list is opened: the element opens it below, also where the page ends there, and from its left edge on. */
function makeRoom({ currentTarget: select }: Event): void {
  if (!(select instanceof HTMLElement) || !('options' in select) || !Array.isArray(select.options)) return;
  const place = select.getBoundingClientRect();
  const isWrapped = select.hasAttribute('wraps') && window.innerWidth <= wrapsBelow;
  const lines = select.options.length * (isWrapped ? 2 : 1);
  select.setAttribute('position', listPosition(place, window.innerHeight, lines));
  select.style.setProperty('--list-left', `${place.left}px`);
  select.style.setProperty('--list-width', `${place.width}px`);
}

/** The value of the element that the event is handled at; '' if it has none. */
export function valueOf({ currentTarget }: Event): string {
  if (!currentTarget || !('value' in currentTarget)) return '';
  return String(currentTarget.value);
}
