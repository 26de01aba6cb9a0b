import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PanelState } from '../../panel/state';
import type { PanelTexts } from '../../panel/texts';
import type { PictureAction, PictureView, Thumbnail } from '../../panel/pictures';
import type { PageActions, PageView } from '../actions';
import { shorten } from '../shorten';

/** The pictures that were made, newest first, or one sentence while there are none. */
export function pictures({ jobs, pictures: told }: PanelState, view: PageView, actions: PageActions) {
  const { list, texts } = view;
  if (told.count === 0) return jobs.length === 0 ? html`<p class="empty">${texts.empty}</p>` : nothing;
  if (list.pictures.length === 0) return nothing; // they are on their way
  return html`
    <section aria-labelledby="pictures">
      <h2 id="pictures">${texts.pictures}</h2>
      <ul class="pictures" role="list">
        ${repeat(
          list.pictures,
          ({ id }) => id,
          (one) => {
            const thumbnail = view.thumbnail(one.id);
            return guard([one, thumbnail], () => picture(one, thumbnail, texts, actions));
          },
        )}
      </ul>
      ${list.next === undefined ? nothing : keyed(list.next, html`<div class="more-pictures"></div>`)}
    </section>
  `;
}

function picture(
  one: PictureView,
  thumbnail: Thumbnail | undefined,
  texts: PanelTexts,
  actions: PageActions,
): TemplateResult {
  return html`
    <li class="picture">
      <div class="thumbnail">${shown(one, thumbnail, actions)}</div>
      <p class="path">${one.path}</p>
      <p class="details">${one.details}</p>
      <div class="picture-actions">
        ${one.saved ? savedActions(one, texts, actions) : unsavedActions(one, texts, actions)}
      </div>
    </li>
  `;
}

/** All three take the same room. */
function shown(one: PictureView, thumbnail: Thumbnail | undefined, actions: PageActions): TemplateResult {
  if (!thumbnail) return html`<div class="pending-thumbnail" data-picture=${one.id}></div>`;
  if ('missing' in thumbnail) return html`<p class="missing-thumbnail">${thumbnail.missing}</p>`;
  const prompt = shorten(one.prompt, 300);
  return html`
    <img
      src=${thumbnail.src}
      alt=${prompt}
      title=${prompt}
      decoding="async"
      @error=${() => actions.thumbnailFailed({ of: 'picture', id: one.id }, one.path)}
      @click=${() => actions.picture(one.id, 'open')}
    />
  `;
}

function savedActions(one: PictureView, texts: PanelTexts, actions: PageActions): TemplateResult {
  return html`
    ${textButton(one, 'insert', texts.insert, actions)} ${iconButton(one, 'open', 'go-to-file', texts.open, actions)}
    ${iconButton(one, 'copyPath', 'copy', texts.copyPath, actions)}
    ${iconButton(one, 'howMade', 'info', texts.howMade, actions)}
  `;
}

function unsavedActions(one: PictureView, texts: PanelTexts, actions: PageActions): TemplateResult {
  return html`
    ${textButton(one, 'recover', texts.recover, actions)} ${iconButton(one, 'open', 'go-to-file', texts.open, actions)}
    ${iconButton(one, 'howMade', 'info', texts.howMade, actions)}
  `;
}

/** Each card has the same buttons, so their names say whose they are. */
function nameOf(one: PictureView, label: string): string {
  return `${label}: ${one.path}`;
}

function textButton(one: PictureView, action: PictureAction, label: string, actions: PageActions): TemplateResult {
  return html`
    <vscode-button secondary aria-label=${nameOf(one, label)} @click=${() => actions.picture(one.id, action)}
      >${label}</vscode-button
    >
  `;
}

function iconButton(
  one: PictureView,
  action: PictureAction,
  icon: string,
  label: string,
  actions: PageActions,
): TemplateResult {
  return html`
    <vscode-toolbar-button
      icon=${icon}
      title=${label}
      label=${nameOf(one, label)}
      @click=${() => actions.picture(one.id, action)}
    ></vscode-toolbar-button>
  `;
}
