import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { PanelTexts } from '../../panel/texts';
import { droppedFrom, isOfVsCode, mayHoldPictures, pastedFiles } from './dropped';
import type { DropState, ReferenceActions } from './referenceList';

/** What the composer does with what is dragged over it and dropped on it. */
export class DropZone {
  readonly #actions: ReferenceActions;

  constructor(actions: ReferenceActions) {
    this.#actions = actions;
  }

  readonly over = (event: DragEvent): void => {
    const { dataTransfer, shiftKey } = event;
    if (!dataTransfer || !mayHoldPictures(dataTransfer.types)) return;
    event.preventDefault();
    event.stopPropagation(); // else VS Code would open what comes from outside, without Shift
    dataTransfer.dropEffect = 'copy';
    this.#actions.hover(isOfVsCode(dataTransfer.types) && !shiftKey ? 'shift' : 'ready');
  };

  readonly leave = ({ currentTarget, relatedTarget }: DragEvent): void => {
    const isInside =
      currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    if (!isInside) this.#actions.hover('none');
  };

  readonly drop = (event: DragEvent): void => {
    const { dataTransfer } = event;
    this.#actions.hover('none');
    if (!dataTransfer || !mayHoldPictures(dataTransfer.types)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#actions.take(droppedFrom(dataTransfer));
  };
}

/** Says what a drop would do; seen only while something is dragged. */
export function dropHint(drop: DropState, texts: PanelTexts): TemplateResult | typeof nothing {
  if (drop === 'none') return nothing;
  return html`
    <div class="drop-hint" aria-hidden="true">
      <span class="codicon codicon-file-media"></span>
      <span>${drop === 'shift' ? texts.dropWithShift : texts.dropHere}</span>
    </div>
  `;
}

/** Pictures that are pasted anywhere on the page; pasted text stays text. Files that are dropped beside the composer open nowhere. */
export function watchPage(page: Document, mayAdd: () => boolean, actions: ReferenceActions): void {
  page.addEventListener('paste', (event) => {
    const files = event.clipboardData ? pastedFiles(event.clipboardData) : [];
    if (files.length === 0 || !mayAdd()) return;
    event.preventDefault();
    actions.take({ kind: 'files', files });
  });
  for (const name of ['dragover', 'drop'] as const) {
    page.addEventListener(name, (event) => {
      const { dataTransfer, defaultPrevented } = event;
      if (defaultPrevented || !dataTransfer || !mayHoldPictures(dataTransfer.types)) return;
      event.preventDefault();
      dataTransfer.dropEffect = 'none';
    });
  }
}
