import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ComposerView, ReferenceView } from '../../panel/composer';
import type { PageActions, PageView } from '../actions';

/** The pictures to work from, each with its thumbnail where it has one, a way to take it away, and the way to more. */
export function references(
  { references: chosen, mayAddReferences }: ComposerView,
  view: PageView,
  actions: PageActions,
): TemplateResult | typeof nothing {
  const { texts } = view;
  if (chosen.length === 0 && !mayAddReferences) return nothing;
  return html`
    <div class="references">
      ${
        chosen.length > 0
          ? html`<ul class="reference-list" role="list" aria-label=${texts.references}>
              ${repeat(
                chosen,
                ({ id }) => id,
                (one) => reference(one, view, actions),
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

function reference({ id, name }: ReferenceView, view: PageView, actions: PageActions): TemplateResult {
  const { texts } = view;
  const thumbnail = view.thumbnail(id);
  const onError = (): void => actions.thumbnailFailed({ of: 'reference', id }, name);
  return html`
    <li class="reference" title=${name}>
      <span class="reference-picture">
        <span class="codicon codicon-file-media" aria-hidden="true"></span>
        ${thumbnail && 'src' in thumbnail ? html`<img src=${thumbnail.src} alt="" @error=${onError} />` : nothing}
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
