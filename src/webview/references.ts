import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PanelState, ReferenceView } from '../shared/protocol';
import type { PageActions } from './actions';

/** The pictures to work from, each with a way to take it away, and the way to more. */
export function references(
  { references: chosen, mayAddReferences, texts }: PanelState,
  actions: PageActions,
): TemplateResult | typeof nothing {
  if (chosen.length === 0 && !mayAddReferences) return nothing;
  return html`
    <div class="references">
      ${
        chosen.length > 0
          ? html`<ul class="reference-list" role="list" aria-label=${texts.references}>
              ${repeat(
                chosen,
                ({ id }) => id,
                (one) => reference(one, texts, actions),
              )}
            </ul>`
          : nothing
      }
      ${
        mayAddReferences
          ? html`<vscode-button secondary icon="file-media" @click=${() => actions.addReferences()}
              >${texts.addReferences}</vscode-button
            >`
          : nothing
      }
    </div>
  `;
}

function reference({ id, name, src }: ReferenceView, texts: PanelState['texts'], actions: PageActions): TemplateResult {
  return html`
    <li class="reference" title=${name}>
      <span class="reference-picture">
        <span class="codicon codicon-file-media" aria-hidden="true"></span>
        ${src === undefined ? nothing : html`<img src=${src} alt="" @load=${hideUnlessShown} @error=${hideUnlessShown} />`}
      </span>
      <span class="reference-name">${name}</span>
      <vscode-toolbar-button
        icon="close"
        title=${texts.removeReference}
        label="${texts.removeReference}: ${name}"
        @click=${() => actions.removeReference(id)}
      ></vscode-toolbar-button>
    </li>
  `;
}

/** Not every picture that a model takes can be drawn here: the icon below stays then. */
function hideUnlessShown({ type, target }: Event): void {
  if (target instanceof HTMLElement) target.hidden = type === 'error';
}
