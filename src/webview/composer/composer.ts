import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { ComposerView } from '../../panel/composer';
import { mostPictures } from '../../panel/pictures';
import type { PageActions, PageView } from '../actions';
import { picker } from './picker';
import { choicesFor, withModel } from './pictureOptions';
import { promptBox } from './promptBox';
import { frameOf } from './ratioFrame';
import { allRoutes, clickOf, routeChoices } from './routeChoice';
import { vertexOptions } from './vertexOptions';
import { dropHint, DropZone } from '../references/dropZone';
import { references } from '../references/references';

/** Where a picture is asked for: prompt, options, what it costs and which way it goes. */
export function composer(state: ComposerView, view: PageView, actions: PageActions): TemplateResult {
  const { referenceNotes } = clickOf(state, view.route);
  const zone = state.mayAddReferences ? new DropZone(actions.references) : undefined;
  return html`
    <section
      class="composer"
      @dragenter=${zone?.over}
      @dragover=${zone?.over}
      @dragleave=${zone?.leave}
      @drop=${zone?.drop}
    >
      <div class="prompt-box">
        ${references(state, referenceNotes, view, actions)} ${promptBox(view, actions)}
        ${dropHint(view.drop, view.texts)}
        <div class="row">
          ${modelPicker(state, view, actions)} ${pickers(state, view, actions)} ${countPicker(view, actions)}
          ${folderPicker(state, view, actions)} ${routePicker(state, view, actions)}
          <div class="click">${price(state, view)} ${generateButton(state, view, actions)}</div>
        </div>
      </div>
      ${state.hasVertexOptions ? vertexOptions(view, actions) : nothing}
      <div class="click-notes">${terms(state)} ${skippedRoutes(state, view, actions)}</div>
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
  const chooseRatio = (ratio: typeof options.ratio): void => actions.choose({ ...options, ratio });
  return html`
    ${picker('size', texts.size, sizes, options.size, (size) => actions.choose({ ...options, size }))}
    ${picker('ratio', texts.ratio, ratios, options.ratio, chooseRatio, frame(options.ratio))}
  `;
}

/** A small frame of these proportions. */
function frame(ratio: string): TemplateResult | typeof nothing {
  const sides = frameOf(ratio);
  if (!sides) return nothing;
  const { width, height } = sides;
  return html`
    <svg class="sign" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <rect x=${8 - width / 2} y=${8 - height / 2} width=${width} height=${height} rx="1"></rect>
    </svg>
  `;
}

const counts = Array.from({ length: mostPictures }, (_, index) => String(index + 1));

/** How many pictures a click makes; each is paid. */
function countPicker({ texts, count }: PageView, actions: PageActions): TemplateResult {
  const choices = counts.map((value) => ({ value, label: `× ${value}` }));
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

/** Only where there are several. */
function routePicker(
  state: ComposerView,
  { texts, route = allRoutes }: PageView,
  actions: PageActions,
): TemplateResult | typeof nothing {
  if (state.routeChoices.length === 0) return nothing;
  const choose = (id: string): void => actions.chooseRoute(id === allRoutes ? undefined : id);
  const sign = html`<span class="sign codicon codicon-arrow-swap" aria-hidden="true"></span>`;
  return picker('route', texts.route, routeChoices(state), route, choose, sign);
}

/** What the click costs. */
function price(state: ComposerView, { count, route }: PageView): TemplateResult {
  const { estimates } = clickOf(state, route);
  return html`<span class="price">${estimates[count - 1] ?? ''}</span>`;
}

function generateButton(state: ComposerView, { texts, prompt, route }: PageView, actions: PageActions): TemplateResult {
  const { isBlocked } = clickOf(state, route);
  // The second click of a double click would pay for a second picture.
  const onClick = ({ detail }: MouseEvent): void => (detail > 1 ? undefined : actions.generate());
  return html`
    <vscode-button class="generate" icon="sparkle" ?disabled=${isBlocked || prompt.trim() === ''} @click=${onClick}
      >${texts.generate}</vscode-button
    >
  `;
}

/** Where the picture goes and what a limit leaves; the route, where there is no choice of it. */
function terms({
  routes,
  routeChoices: { length },
  placeholderOnly,
  destination,
  left,
}: ComposerView): TemplateResult | typeof nothing {
  const parts = [placeholderOnly || length > 0 ? '' : routes, destination, left].filter((part) => part !== '');
  return parts.length > 0 ? html`<p class="terms">${parts.map((part) => html`<span>${part}</span>`)}</p>` : nothing;
}

/** The routes that would be asked last or not at all, each with what mends it. */
function skippedRoutes(
  state: ComposerView,
  { route }: PageView,
  actions: PageActions,
): TemplateResult | typeof nothing {
  const { skipped } = clickOf(state, route);
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
