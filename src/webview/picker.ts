import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Labelled } from '../shared/protocol';

/** A select with its label. `id` is unique on the page, and the class of its place. */
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
        .options=${choices}
        .value=${live(value)}
        @change=${onChange}
      ></vscode-single-select>
    </div>
  `;
}

/** The value of the element that the event is handled at; '' if it has none. */
export function valueOf({ currentTarget }: Event): string {
  if (!currentTarget || !('value' in currentTarget)) return '';
  return String(currentTarget.value);
}
