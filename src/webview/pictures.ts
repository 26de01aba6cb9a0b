import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PanelState, PictureAction, PictureView } from '../shared/protocol';
import type { PageActions } from './actions';
import { shorten } from './shorten';

/** The pictures that were made, newest first, or one sentence while there are none. */
export function pictures(
  { pictures: made, jobs, texts }: PanelState,
  actions: PageActions,
): TemplateResult | typeof nothing {
  if (made.length === 0) return jobs.length === 0 ? html`<p class="empty">${texts.empty}</p>` : nothing;
  return html`
    <section aria-labelledby="pictures">
      <h2 id="pictures">${texts.pictures}</h2>
      <ul class="pictures" role="list">
        ${repeat(
          made,
          ({ id }) => id,
          (one) => picture(one, texts, actions),
        )}
      </ul>
    </section>
  `;
}

function picture(one: PictureView, texts: PanelState['texts'], actions: PageActions): TemplateResult {
  const prompt = shorten(one.prompt, 300);
  return html`
    <li class="picture">
      <div class="thumbnail">
        <img
          src=${one.src}
          alt=${prompt}
          title=${prompt}
          loading="lazy"
          decoding="async"
          @load=${markMissing}
          @error=${markMissing}
          @click=${() => actions.picture(one.id, 'open')}
        />
        ${one.placeholder ? html`<vscode-badge>${texts.placeholder}</vscode-badge>` : nothing}
      </div>
      <p class="path">${one.path}</p>
      <p class="details">${one.details}</p>
      <div class="picture-actions">
        ${one.saved ? savedActions(one, texts, actions) : unsavedActions(one, texts, actions)}
      </div>
    </li>
  `;
}

/** A file that is gone leaves its alternative text, which needs other room than a picture. */
function markMissing({ type, target }: Event): void {
  if (target instanceof Element) target.classList.toggle('missing', type === 'error');
}

function savedActions(one: PictureView, texts: PanelState['texts'], actions: PageActions): TemplateResult {
  return html`
    ${textButton(one, 'insert', texts.insert, actions)} ${iconButton(one, 'open', 'go-to-file', texts.open, actions)}
    ${iconButton(one, 'copyPath', 'copy', texts.copyPath, actions)}
  `;
}

function unsavedActions(one: PictureView, texts: PanelState['texts'], actions: PageActions): TemplateResult {
  return html`
    ${textButton(one, 'recover', texts.recover, actions)} ${iconButton(one, 'open', 'go-to-file', texts.open, actions)}
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
