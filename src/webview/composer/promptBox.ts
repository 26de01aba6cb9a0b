import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { maxPromptLength } from '../../core/pictures/promptLength';
import type { PageActions, PageView } from '../actions';
import { walkOf } from './earlierKey';
import { asksToGenerate } from './generateKey';
import { valueOf } from './picker';
import { isTooLong } from './promptRoom';

/** Where the prompt is written. */
export function promptBox(view: PageView, actions: PageActions): TemplateResult {
  const { texts } = view;
  return html`
    <label class="for-screen-readers" for="prompt">${texts.prompt}</label>
    <textarea
      id="prompt"
      rows="2"
      spellcheck="false"
      maxlength=${maxPromptLength}
      placeholder=${texts.promptPlaceholder}
      .value=${live(view.prompt)}
      @input=${(event: InputEvent) => actions.type(valueOf(event))}
      @keydown=${(event: KeyboardEvent) => onKey(event, view, actions)}
      @paste=${(event: ClipboardEvent) => onPaste(event, view, actions)}
    ></textarea>
  `;
}

function onKey(event: KeyboardEvent, { isWalking }: PageView, actions: PageActions): void {
  const { currentTarget: area } = event;
  if (!(area instanceof HTMLTextAreaElement)) return;
  if (asksToGenerate(event)) {
    event.preventDefault();
    return actions.generate();
  }
  const direction = walkOf(event, area, isWalking);
  if (!direction || !actions.walk(direction)) return;
  event.preventDefault();
  const at = direction === 'older' ? 0 : area.value.length; // so that the same key goes on
  area.setSelectionRange(at, at);
}

/** The field takes no more than there is room for; that is said, since the end is out of sight. */
function onPaste({ clipboardData, currentTarget }: ClipboardEvent, { texts }: PageView, actions: PageActions): void {
  const text = clipboardData?.getData('text/plain') ?? '';
  if (currentTarget instanceof HTMLTextAreaElement && isTooLong(currentTarget, text)) actions.tell(texts.promptCut);
}
