import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DetailsView } from '../../panel/details';
import type { PanelTexts } from '../../panel/texts';
import type { PageActions, PageView } from '../actions';
import { noTextMenu } from '../contextMenu';
import { shorten } from '../shorten';
import type { ShownDetails } from './details';
import { detailsActions } from './detailsActions';
import type { ZoomStep } from './zoom';

/** All that is known of the picture that was chosen; nothing while none is. */
export function detailsOf({ about, texts }: PageView, actions: PageActions): TemplateResult | typeof nothing {
  if (!about) return nothing;
  const { id, isOver, view } = about;
  return html`
    <section
      class="about ${isOver ? 'over' : 'beside'}"
      role=${isOver ? 'dialog' : 'region'}
      tabindex="-1"
      aria-modal=${isOver ? 'true' : nothing}
      aria-label="${`${texts.details}: ${view?.picture.path ?? ''}`}"
      aria-busy=${view ? 'false' : 'true'}
    >
      ${isOver ? back(texts, actions) : nothing}
      <div class="about-body">
        ${keyed(id, stage(about, texts, actions))} ${zoomBar(isOver, texts, actions)}
        ${view ? facts(about, view, texts, actions) : nothing}
      </div>
    </section>
  `;
}

function back(texts: PanelTexts, actions: PageActions): TemplateResult {
  return html`
    <div class="about-head">
      <vscode-button class="about-close" secondary icon="arrow-left" @click=${() => actions.details(undefined)}
        >${texts.back}</vscode-button
      >
    </div>
  `;
}

/** The picture itself where it is there, else its thumbnail. */
function stage({ id, view, src, thumbnail }: ShownDetails, texts: PanelTexts, actions: PageActions): TemplateResult {
  const small = thumbnail(id);
  const shown = src ?? (small && 'src' in small ? small.src : undefined);
  const prompt = shorten(view?.prompt ?? '', 300);
  if (shown === undefined) {
    return html`<p class="no-picture">${small && 'missing' in small ? small.missing : nothing}</p>`;
  }
  return html`
    <div
      class="stage ${src === undefined ? 'small' : ''}"
      tabindex="0"
      role="group"
      aria-label=${texts.zoom}
      data-vscode-context=${noTextMenu}
    >
      <img
        src=${shown}
        alt=${prompt}
        draggable="false"
        @error=${() => {
          if (src === undefined) actions.thumbnailFailed({ of: 'picture', id }, view?.picture.path ?? '');
        }}
      />
    </div>
  `;
}

function zoomBar(isOver: boolean, texts: PanelTexts, actions: PageActions): TemplateResult {
  const icon = (step: ZoomStep, name: string, label: string): TemplateResult =>
    html`<vscode-toolbar-button
      icon=${name}
      label=${label}
      title=${label}
      @click=${() => actions.zoom(step)}
    ></vscode-toolbar-button>`;
  const words = (step: ZoomStep, label: string): TemplateResult =>
    html`<vscode-button secondary @click=${() => actions.zoom(step)}>${label}</vscode-button>`;
  return html`
    <div class="zoom-bar">
      ${icon('out', 'zoom-out', texts.zoomOut)} <output class="zoom-scale"></output>
      ${icon('in', 'zoom-in', texts.zoomIn)} ${words('fit', texts.fit)} ${words('actual', texts.actualSize)}
      ${
        isOver
          ? nothing
          : html`<vscode-toolbar-button
              class="about-close"
              icon="close"
              label=${texts.close}
              title=${texts.close}
              @click=${() => actions.details(undefined)}
            ></vscode-toolbar-button>`
      }
    </div>
  `;
}

function facts(about: ShownDetails, view: DetailsView, texts: PanelTexts, actions: PageActions): TemplateResult {
  const { picture, prompt, rows, way, sources } = view;
  const notes = [picture.gone ? texts.gone : '', view.note, about.note].filter(Boolean);
  return html`
    ${detailsActions(picture, texts, actions)} ${notes.map((note) => html`<p class="about-note">${note}</p>`)}
    ${prompt.trim() === '' ? nothing : promptOf(picture.id, prompt, texts, actions)}
    <dl class="facts">
      ${fact(texts.file, fileOf(view, actions))}
      ${rows.map(({ label, text, aside }) => fact(label, html`${text} <span class="aside">${aside}</span>`))}
      ${way.length > 0 ? fact(texts.way, wayOf(way)) : nothing}
      ${sources.length > 0 ? fact(texts.madeFrom, sourcesOf(about, sources, actions)) : nothing}
    </dl>
  `;
}

function promptOf(id: string, prompt: string, texts: PanelTexts, actions: PageActions): TemplateResult {
  return html`
    <div class="about-prompt">
      <p>${prompt}</p>
      <vscode-toolbar-button
        icon="copy"
        label=${texts.copyPrompt}
        title=${texts.copyPrompt}
        @click=${() => actions.picture(id, 'copyPrompt')}
      ></vscode-toolbar-button>
    </div>
  `;
}

function fact(label: string, value: unknown): TemplateResult {
  return html`<div class="fact">
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

function fileOf({ picture }: DetailsView, actions: PageActions): unknown {
  if (picture.gone) return picture.path;
  return html`<button class="link" @click=${() => actions.picture(picture.id, 'open')}>${picture.path}</button>`;
}

function wayOf(way: DetailsView['way']): TemplateResult {
  return html`<ol class="way" role="list">
    ${way.map(
      ({ failed, route, text }) =>
        html`<li>
          <span class="codicon ${failed ? 'codicon-circle-slash' : 'codicon-check'}" aria-hidden="true"></span>
          <span>${route} <span class="aside">${text}</span></span>
        </li>`,
    )}
  </ol>`;
}

function sourcesOf({ thumbnail }: ShownDetails, sources: DetailsView['sources'], actions: PageActions): TemplateResult {
  return html`<ul class="sources" role="list">
    ${repeat(
      sources,
      ({ id }) => id,
      ({ id, name, pictureId }) => {
        const small = thumbnail(id);
        const inside = html`
          <span class="source-image">
            ${
              small && 'src' in small
                ? html`<img
                    src=${small.src}
                    alt=""
                    @error=${() => actions.thumbnailFailed({ of: 'source', id }, name)}
                  />`
                : html`<span class="codicon codicon-file-media" aria-hidden="true"></span>`
            }
          </span>
          <span class="source-name">${name}</span>
        `;
        return html`<li title=${name}>
          ${
            pictureId === undefined
              ? html`<span class="source">${inside}</span>`
              : html`<button class="source" @click=${() => actions.details(pictureId)}>${inside}</button>`
          }
        </li>`;
      },
    )}
  </ul>`;
}
