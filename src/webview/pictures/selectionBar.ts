import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { PageActions, PageView } from '../actions';

/** How many pictures are selected, and what can be done with all of them. */
export function selectionBar({ texts, selected }: PageView, actions: PageActions): TemplateResult | typeof nothing {
  if (selected.length < 2) return nothing;
  const count = selected.length.toLocaleString(document.documentElement.lang || undefined);
  const button = (label: string, onClick: () => void): TemplateResult =>
    html`<vscode-button secondary @click=${onClick}>${label}</vscode-button>`;
  return html`
    <div class="selection-bar">
      <span class="selection-count" role="status">${texts.selected.replace('{0}', count)}</span>
      ${button(texts.copyPaths, () => actions.several('copyPaths'))}
      ${selected.every(({ gone }) => gone) ? button(texts.forget, () => actions.several('forget')) : nothing}
      ${button(texts.clearSelection, () => actions.clearSelection())}
    </div>
  `;
}
