import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ComposerView } from '../../panel/composer';
import { mostPictures } from '../../panel/pictures';
import type { PageActions, PageView } from '../actions';
import { asksToGenerate } from './generateKey';
import { picker, valueOf } from './picker';
import { choicesFor, withModel } from './pictureOptions';
import { references } from './references';
import { vertexOptions } from './vertexOptions';

/** Where a picture is asked for: prompt, options, what it costs and which way it goes. */
export function composer(state: ComposerView, view: PageView, actions: PageActions): TemplateResult {
  const { texts } = view;
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
      ${references(state, view, actions)}
      <div class="controls">
        ${modelPicker(state, view, actions)} ${folderPicker(state, view, actions)}
        <div class="short-controls">
          ${pickers(state, view, actions)} ${countPicker(view, actions)} ${generateButton(view, actions)}
        </div>
      </div>
      ${state.hasVertexOptions ? vertexOptions(view, actions) : nothing} ${terms(state, view)}
      ${skippedRoutes(state, actions)}
    </section>
    ${state.placeholderOnly ? connectHint(state, view, actions) : nothing}
  `;
}

function modelPicker(state: ComposerView, { options, texts }: PageView, actions: PageActions): TemplateResult {
  const chooseModel = (id: string): void => {
    const model = state.models.find((one) => one.id === id);
    if (model) actions.choose(withModel(options, model));
  };
  return picker('model', texts.model, choicesFor(state, options).models, options.model, chooseModel);
}

function pickers(state: ComposerView, { options, texts }: PageView, actions: PageActions): TemplateResult {
  const { sizes, ratios } = choicesFor(state, options);
  return html`
    ${picker('size', texts.size, sizes, options.size, (size) => actions.choose({ ...options, size }))}
    ${picker('ratio', texts.ratio, ratios, options.ratio, (ratio) => actions.choose({ ...options, ratio }))}
  `;
}

const counts = Array.from({ length: mostPictures }, (_, index) => String(index + 1));

/** How many pictures a click makes; each is paid. */
function countPicker({ texts, count }: PageView, actions: PageActions): TemplateResult {
  const choices = counts.map((value) => ({ value, label: value }));
  return picker('count', texts.count, choices, String(count), (value) => actions.chooseCount(Number(value)));
}

/** Only where the workspace has several folders. */
function folderPicker(
  { folders }: ComposerView,
  { texts }: PageView,
  actions: PageActions,
): TemplateResult | typeof nothing {
  if (!folders) return nothing;
  return picker('folder', texts.folder, folders.choices, folders.chosen, (id) => actions.chooseFolder(id));
}

function generateButton({ texts, prompt }: PageView, actions: PageActions): TemplateResult {
  // The second click of a double click would pay for a second picture.
  const onClick = ({ detail }: MouseEvent): void => (detail > 1 ? undefined : actions.generate());
  return html`
    <vscode-button class="generate" icon="sparkle" ?disabled=${prompt.trim() === ''} @click=${onClick}
      >${texts.generate}</vscode-button
    >
  `;
}

function terms(
  { estimates, routes, placeholderOnly, destination }: ComposerView,
  { count }: PageView,
): TemplateResult | typeof nothing {
  const price = estimates[count - 1] ?? '';
  const parts = [price, placeholderOnly ? '' : routes, destination].filter((part) => part !== '');
  return parts.length > 0 ? html`<p class="terms">${parts.map((part) => html`<span>${part}</span>`)}</p>` : nothing;
}

/** The routes that would be asked last or not at all, each with what mends it. */
function skippedRoutes({ skipped }: ComposerView, actions: PageActions): TemplateResult | typeof nothing {
  if (skipped.length === 0) return nothing;
  return html`<ul class="skipped" role="list">
    ${skipped.map(
      ({ routeId, text, mend }) => html`
        <li>
          <span class="codicon codicon-warning" aria-hidden="true"></span>
          <span>${text}</span>
          ${
            mend === undefined
              ? nothing
              : html`<vscode-button secondary @click=${() => actions.mend(routeId)}>${mend}</vscode-button>`
          }
        </li>
      `,
    )}
  </ul>`;
}

function connectHint({ routes }: ComposerView, { texts }: PageView, actions: PageActions): TemplateResult {
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
