import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ComposerView, ReferenceView } from '../../panel/composer';
import type { PageActions, PageView } from '../actions';
import { dragReference, dragOverReference, dropOnReference, endDrag } from './dragReference';
import { mentionOf } from './mentions';
import { stepOf } from './order';

/** The pictures to work from, numbered as they are sent, and the ways to more. */
export function references(
  { references: chosen, mayAddReferences }: ComposerView,
  notes: readonly string[],
  view: PageView,
  actions: PageActions,
): TemplateResult | typeof nothing {
  const { texts, adding } = view;
  if (chosen.length === 0 && !mayAddReferences) return nothing;
  return html`
    <div class="references">
      ${
        chosen.length > 0 || adding > 0
          ? html`<ul class="reference-list" role="list" aria-label=${texts.references}>
              ${repeat(
                chosen,
                ({ id }) => id,
                (one, index) => reference(one, index, chosen, view, actions),
              )}
              ${adding > 0 ? pending(texts.addingReference) : nothing}
            </ul>`
          : nothing
      }
      ${
        mayAddReferences
          ? html`<vscode-button
              class="add-reference"
              secondary
              icon="add"
              title=${texts.addReferencesHint}
              @click=${() => actions.references.add()}
              ><span class="for-screen-readers">${texts.addReferences}</span></vscode-button
            >`
          : nothing
      }
      ${notes.length > 0 ? html`<p class="reference-notes">${notes.map((note) => html`<span>${note}</span>`)}</p>` : nothing}
    </div>
  `;
}

function pending(label: string): TemplateResult {
  return html`
    <li class="reference" role="listitem" title=${label}>
      <span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true"></span>
      <span class="for-screen-readers" role="status">${label}</span>
    </li>
  `;
}

/** A picture with its thumbnail where it has one. A click names it in the prompt; keys and the mouse move it. */
function reference(
  { id, name }: ReferenceView,
  index: number,
  all: readonly ReferenceView[],
  view: PageView,
  page: PageActions,
): TemplateResult {
  const { references: actions } = page;
  const { texts } = view;
  const thumbnail = view.thumbnail(id);
  const called = `${mentionOf(index + 1)}: ${name}`;
  const onKey = (event: KeyboardEvent): void => {
    const step = stepOf(event);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation(); // VS Code has commands of its own for these keys
    if (step === 'remove') return actions.remove(id, true);
    actions.step(id, step);
  };
  return html`
    <li
      class="reference"
      title=${name}
      draggable="true"
      @dragstart=${dragReference(id)}
      @dragover=${dragOverReference}
      @dragleave=${endDrag}
      @dragend=${endDrag}
      @drop=${dropOnReference(index, all, actions)}
    >
      <button
        class="reference-face"
        data-reference=${id}
        title="${called}. ${texts.referenceHint}"
        aria-label=${called}
        aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Delete"
        @click=${() => actions.mention(index + 1)}
        @keydown=${onKey}
      >
        <span class="codicon codicon-file-media" aria-hidden="true"></span>
        ${
          thumbnail && 'src' in thumbnail
            ? html`<img
                src=${thumbnail.src}
                alt=""
                draggable="false"
                @error=${() => page.thumbnailFailed({ of: 'reference', id }, name)}
              />`
            : nothing
        }
        <span class="reference-number" aria-hidden="true">${index + 1}</span>
        <span class="for-screen-readers">${called}</span>
      </button>
      <vscode-toolbar-button
        icon="close"
        title=${texts.removeReference}
        label="${texts.removeReference}: ${name}"
        @click=${({ detail }: MouseEvent) => actions.remove(id, detail === 0)}
      ></vscode-toolbar-button>
    </li>
  `;
}
