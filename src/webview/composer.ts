import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PanelState, PictureOptions } from '../shared/protocol';
import { mostPictures } from '../shared/protocol';
import type { PageActions, PageView } from './actions';
import { asksToGenerate } from './generateKey';
import { picker, valueOf } from './picker';
import { choicesFor, withModel } from './pictureOptions';
import { references } from './references';
import { vertexOptions } from './vertexOptions';

/** Where a picture is asked for: prompt, options, what it costs and which way it goes. */
export function composer(state: PanelState, view: PageView, actions: PageActions): TemplateResult {
  const { texts } = state;
  return html`
    <section class="composer">
      <label class="label" for="prompt">${texts.prompt}</label>
      <textarea
        id="prompt"
        rows="3"
        spellcheck="false"
        placeholder=${texts.promptPlaceholder}
        .value=${live(view.prompt)}
        @input=${(event: InputEvent) => actions.type(valueOf(event))}
        @keydown=${(event: KeyboardEvent) => {
          if (!asksToGenerate(event)) return;
          event.preventDefault();
          actions.generate();
        }}
      ></textarea>
      ${references(state, actions)}
      <div class="controls">
        ${pickers(state, view.options, actions)} ${countPicker(state, view, actions)}
        ${generateButton(state, view, actions)}
      </div>
      ${vertexOptions(state, view.options, actions)} ${terms(state, view)}
    </section>
    ${state.placeholderOnly ? connectHint(state, actions) : nothing}
  `;
}

function pickers(state: PanelState, options: PictureOptions, actions: PageActions): TemplateResult {
  const { texts } = state;
  const { models, sizes, ratios } = choicesFor(state, options);
  const chooseModel = (id: string): void => {
    const model = state.models.find((one) => one.id === id);
    if (model) actions.choose(withModel(options, model));
  };
  return html`
    ${picker('model', texts.model, models, options.model, chooseModel)}
    ${picker('size', texts.size, sizes, options.size, (size) => actions.choose({ ...options, size }))}
    ${picker('ratio', texts.ratio, ratios, options.ratio, (ratio) => actions.choose({ ...options, ratio }))}
  `;
}

const counts = Array.from({ length: mostPictures }, (_, index) => String(index + 1));

/** How many pictures a click makes; each is paid. */
function countPicker({ texts }: PanelState, { count }: PageView, actions: PageActions): TemplateResult {
  const choices = counts.map((value) => ({ value, label: value }));
  return picker('count', texts.count, choices, String(count), (value) => actions.chooseCount(Number(value)));
}

function generateButton({ texts }: PanelState, { prompt }: PageView, actions: PageActions): TemplateResult {
  // The second click of a double click would pay for a second picture.
  const onClick = ({ detail }: MouseEvent): void => (detail > 1 ? undefined : actions.generate());
  return html`
    <vscode-button class="generate" icon="sparkle" ?disabled=${prompt.trim() === ''} @click=${onClick}
      >${texts.generate}</vscode-button
    >
  `;
}

function terms(
  { estimate, routes, placeholderOnly }: PanelState,
  { count }: PageView,
): TemplateResult | typeof nothing {
  const price = count > 1 && estimate !== '' ? `${count} × ${estimate}` : estimate;
  const parts = [price, placeholderOnly ? '' : routes].filter((part) => part !== '');
  return parts.length > 0 ? html`<p class="terms">${parts.map((part) => html`<span>${part}</span>`)}</p>` : nothing;
}

function connectHint({ texts, routes }: PanelState, actions: PageActions): TemplateResult {
  return html`
    <section class="hint">
      <span class="codicon codicon-info" aria-hidden="true"></span>
      <div class="hint-body">
        <p>${routes}</p>
        <vscode-button secondary @click=${() => actions.notice('connect')}>${texts.connect}</vscode-button>
      </div>
    </section>
  `;
}
