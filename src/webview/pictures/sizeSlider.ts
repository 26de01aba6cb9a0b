import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PageActions, PageView } from '../actions';
import { heightStep, leastHeight, mostHeight } from './tileSize';

/** How large the pictures are shown. */
export function sizeSlider({ texts, tileHeight }: PageView, actions: PageActions) {
  return html`<input
    class="picture-size"
    type="range"
    min=${leastHeight}
    max=${mostHeight}
    step=${heightStep}
    aria-label=${texts.pictureSize}
    title=${texts.pictureSize}
    .value=${live(String(tileHeight))}
    @input=${({ target }: Event) => {
      if (target instanceof HTMLInputElement) actions.resize(target.valueAsNumber);
    }}
  />`;
}
