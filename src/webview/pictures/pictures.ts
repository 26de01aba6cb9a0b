import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PanelState } from '../../panel/state';
import type { PanelTexts } from '../../panel/texts';
import type { GalleryAction, PictureView, Thumbnail } from '../../panel/pictures';
import type { PageActions, PageView } from '../actions';
import { dragPicture } from '../references/dragPicture';
import { shorten } from '../shorten';
import { finder, nothingHere } from './finder';
import { byDay } from './pictureList';

/** What was made, newest first and day by day, with what finds it; one sentence while there is nothing. */
export function pictures({ jobs }: PanelState, view: PageView, actions: PageActions) {
  const { list, texts } = view;
  if (!list.counts) return nothing; // it is on its way
  if (!list.counts.isAny) return jobs.length === 0 ? html`<p class="empty">${texts.empty}</p>` : nothing;
  return html`
    <section class="gallery" aria-labelledby="pictures">
      <h2 id="pictures" class="for-screen-readers">${texts.pictures}</h2>
      ${finder(view, list.counts, actions)} ${list.pictures.length === 0 ? nothingHere(view, actions) : nothing}
      ${repeat(
        byDay(list),
        ({ day }) => day,
        (ofDay) => dayOfPictures(ofDay, view, actions),
      )}
      ${list.next === undefined ? nothing : keyed(list.next, html`<div class="more-pictures"></div>`)}
    </section>
  `;
}

function dayOfPictures(
  { day, pictures: ofDay }: ReturnType<typeof byDay>[number],
  view: PageView,
  actions: PageActions,
): TemplateResult {
  const { list, texts } = view;
  const known = list.days.get(day);
  return html`
    <h3 class="day">${known?.label ?? day} <span class="day-summary">${known?.summary}</span></h3>
    <ul class="pictures" role="list">
      ${repeat(
        ofDay,
        ({ id }) => id,
        (one) => {
          const thumbnail = view.thumbnail(one.id);
          return guard([one, thumbnail], () => picture(one, thumbnail, texts, actions));
        },
      )}
    </ul>
  `;
}

function picture(
  one: PictureView,
  thumbnail: Thumbnail | undefined,
  texts: PanelTexts,
  actions: PageActions,
): TemplateResult {
  return html`
    <li
      class="picture ${one.gone ? 'gone' : ''}"
      draggable=${one.gone ? 'false' : 'true'}
      @dragstart=${dragPicture(one.id)}
    >
      <div class="thumbnail">${shown(one, thumbnail, actions)}</div>
      <p class="path">${one.path}</p>
      <p class="details">${one.details}</p>
      ${one.gone ? html`<p class="gone-text">${texts.gone}</p>` : nothing}
      <div class="picture-actions">${actionsFor(one)(one, texts, actions)}</div>
    </li>
  `;
}

function actionsFor({ gone, saved }: PictureView): typeof savedActions {
  if (gone) return goneActions;
  return saved ? savedActions : unsavedActions;
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
      data-picture=${one.id}
      @error=${() => actions.thumbnailFailed({ of: 'picture', id: one.id }, one.path)}
      @click=${() => actions.details(one.id)}
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

function goneActions(one: PictureView, texts: PanelTexts, actions: PageActions): TemplateResult {
  return html`
    ${textButton(one, 'locate', texts.locate, actions)} ${textButton(one, 'forget', texts.forget, actions)}
    ${iconButton(one, 'howMade', 'info', texts.howMade, actions)}
  `;
}

/** Each card has the same buttons, so their names say whose they are. */
function nameOf(one: PictureView, label: string): string {
  return `${label}: ${one.path}`;
}

function textButton(one: PictureView, action: GalleryAction, label: string, actions: PageActions): TemplateResult {
  return html`
    <vscode-button secondary aria-label=${nameOf(one, label)} @click=${() => actions.picture(one.id, action)}
      >${label}</vscode-button
    >
  `;
}

function iconButton(
  one: PictureView,
  action: GalleryAction,
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
