import { html, nothing } from 'lit';
import type { PanelState } from '../../panel/state';
import type { PageActions, PageView } from '../actions';
import { noTextMenu } from '../contextMenu';
import { finder, nothingHere } from './finder';
import { selectionBar } from './selectionBar';

/** What was made, newest first and day by day, with what finds it; one sentence while there is nothing. The grid fills itself. */
export function pictures({ jobs }: PanelState, view: PageView, actions: PageActions) {
  const { list, texts } = view;
  if (!list.counts) return nothing; // it is on its way
  if (!list.counts.isAny) return jobs.length === 0 ? html`<p class="empty">${texts.empty}</p>` : nothing;
  return html`
    <section class="gallery" aria-labelledby="pictures" data-vscode-context=${noTextMenu}>
      <h2 id="pictures" class="for-screen-readers">${texts.pictures}</h2>
      ${finder(view, list.counts, actions)} ${list.pictures.length === 0 ? nothingHere(view, actions) : nothing}
      <div class="grid ${view.selected.length > 1 ? 'several' : ''}"></div>
      ${selectionBar(view, actions)}
    </section>
  `;
}
