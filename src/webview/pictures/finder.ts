import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CountsView } from '../../panel/pictures';
import { mostSearched } from '../../panel/pictures';
import type { PageActions, PageView } from '../actions';
import { textMenu } from '../contextMenu';
import { sizeSlider } from './sizeSlider';
import { isActive } from '../filters/filter';
import { filterButtons, filterRow } from '../filters/filterRow';

/** Which pictures are shown: those with the words of the search box, of this workspace or of all, that the filter lets through. */
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
          data-vscode-context=${textMenu}
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
      ${filterButtons(view, actions)} ${sizeSlider(view, actions)} ${filterRow(view, actions)}
    </div>
  `;
}

/** Instead of pictures, where none is what is wanted. */
export function nothingHere({ texts, searched, filter }: PageView, actions: PageActions): TemplateResult {
  const [isSearched, isFiltered] = [searched.trim() !== '', isActive(filter)];
  if (!isSearched && !isFiltered) return html`<p class="empty">${texts.noneHere}</p>`;
  const button = (label: string, onClick: () => void): TemplateResult =>
    html`<vscode-button secondary @click=${onClick}>${label}</vscode-button>`;
  return html`
    <div class="empty">
      <p>${isFiltered ? texts.noneMatch : texts.nothingFound}</p>
      ${isSearched ? button(texts.clearSearch, () => actions.clearSearch()) : nothing}
      ${isFiltered ? button(texts.clearFilters, () => actions.filter.clear()) : nothing}
    </div>
  `;
}

function scopeButton(label: string, isOn: boolean, onClick: () => void): TemplateResult {
  return html`<button aria-pressed=${isOn ? 'true' : 'false'} @click=${onClick}>${label}</button>`;
}
