import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ComposerView, ReferenceView } from '../../panel/composer';
import type { PageActions, PageView } from '../actions';

/** The pictures to work from, numbered, each with its thumbnail where it has one and a way to take it away, and the way to more. */
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
                (one, index) => reference(one, index + 1, view, actions),
              )}
            </ul>`
          : nothing
      }
      ${
        mayAddReferences
          ? html`<vscode-button
              class="add-reference"
              secondary
              icon="add"
              title=${texts.addReferences}
              @click=${() => actions.addReferences()}
              ><span class="for-screen-readers">${texts.addReferences}</span></vscode-button
            >`
          : nothing
      }
    </div>
  `;
}

function reference({ id, name }: ReferenceView, number: number, view: PageView, actions: PageActions): TemplateResult {
  const { texts } = view;
  const thumbnail = view.thumbnail(id);
  const onError = (): void => actions.thumbnailFailed({ of: 'reference', id }, name);
  return html`
    <li class="reference" title=${name}>
      <span class="codicon codicon-file-media" aria-hidden="true"></span>
      ${thumbnail && 'src' in thumbnail ? html`<img src=${thumbnail.src} alt="" @error=${onError} />` : nothing}
      <span class="reference-number">${number}</span>
      <span class="for-screen-readers">${name}</span>
      <vscode-toolbar-button
        icon="close"
        title=${texts.removeReference}
        label="${texts.removeReference}: ${name}"
        @click=${() => actions.removeReference(id)}
      ></vscode-toolbar-button>
    </li>
  `;
}
