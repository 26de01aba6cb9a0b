import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Labelled } from '../../panel/composer';
import { listPosition } from './listPosition';

/** A select with its label, and its list where it has room. `id` is unique on the page, and the class of its place. */
export function picker<T extends string>(
  id: string,
  label: string,
  choices: readonly Labelled<T>[],
  value: NoInfer<T>,
  choose: (value: T) => void,
): TemplateResult {
  const onChange = (event: Event): void => {
    const chosen = choices.find((choice) => choice.value === valueOf(event));
    if (chosen) choose(chosen.value);
  };
  return html`
    <div class="field ${id}">
      <label class="label" for=${id}>${label}</label>
      <vscode-single-select
        id=${id}
        label=${label}
        title=${choices.find((choice) => choice.value === value)?.label ?? ''}
        .options=${choices}
        .value=${live(value)}
        @pointerdown=${makeRoom}
        @keydown=${makeRoom}
        @change=${onChange}
      ></vscode-single-select>
      <span class="widest-choice" aria-hidden="true">
        ${choices.map(({ label: choice }) => html`<span data-label=${choice}></span>`)}
      </span>
    </div>
  `;
}

/** Before a list is opened: the element opens it below, also where the page ends there. */
function makeRoom({ currentTarget: select }: Event): void {
  if (!(select instanceof HTMLElement) || !('options' in select) || !Array.isArray(select.options)) return;
  const position = listPosition(select.getBoundingClientRect(), window.innerHeight, select.options.length);
  select.setAttribute('position', position);
}

/** The value of the element that the event is handled at; '' if it has none. */
export function valueOf({ currentTarget }: Event): string {
  if (!currentTarget || !('value' in currentTarget)) return '';
  return String(currentTarget.value);
}
