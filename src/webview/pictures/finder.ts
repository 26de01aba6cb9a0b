import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CountsView } from '../../panel/pictures';
import { mostSearched } from '../../panel/pictures';
import type { PageActions, PageView } from '../actions';
import { sizeSlider } from './sizeSlider';

/** Which pictures are shown: those with the words of the search box, of this workspace or of all. */
export function finder(view: PageView, { hint }: CountsView, actions: PageActions) {
  const { texts, searched, everywhere } = view;
  return html`
    <div class="finder" role="search">
      <div class="search-box">
        <span class="codicon codicon-search" aria-hidden="true"></span>
        <input
          id="search"
          type="text"
          role="searchbox"
          aria-label=${texts.search}
          placeholder=${hint}
          maxlength=${mostSearched}
          autocomplete="off"
          spellcheck="false"
          .value=${live(searched)}
          @input=${({ target }: InputEvent) => {
            if (target instanceof HTMLInputElement) actions.search(target.value);
          }}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key !== 'Escape' || event.isComposing || searched === '') return;
            event.preventDefault();
            event.stopPropagation();
            actions.clearSearch();
          }}
        />
        ${
          searched === ''
            ? nothing
            : html`<button
                class="clear-search codicon codicon-close"
                aria-label=${texts.clearSearch}
                title=${texts.clearSearch}
                @click=${() => actions.clearSearch()}
              ></button>`
        }
      </div>
      <div class="scope" role="group" aria-label=${texts.scope}>
        ${scopeButton(texts.thisWorkspace, !everywhere, () => actions.showEverywhere(false))}
        ${scopeButton(texts.everywhere, everywhere, () => actions.showEverywhere(true))}
      </div>
      ${sizeSlider(view, actions)}
    </div>
  `;
}

/** Instead of pictures, where none is what is wanted. */
export function nothingHere({ texts, searched }: PageView, actions: PageActions): TemplateResult {
  if (searched.trim() === '') return html`<p class="empty">${texts.noneHere}</p>`;
  return html`
    <div class="empty">
      <p>${texts.nothingFound}</p>
      <vscode-button secondary @click=${() => actions.clearSearch()}>${texts.clearSearch}</vscode-button>
    </div>
  `;
}

function scopeButton(label: string, isOn: boolean, onClick: () => void): TemplateResult {
  return html`<button aria-pressed=${isOn ? 'true' : 'false'} @click=${onClick}>${label}</button>`;
}
