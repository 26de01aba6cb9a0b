import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { InterruptedView } from '../panel/interrupted';
import type { PanelState } from '../panel/state';
import type { PanelTexts } from '../panel/texts';
import type { PageActions, PageView } from './actions';
import { caption } from './jobs';
import { shorten } from './shorten';

/** The pictures that a reload or a crash has interrupted, each with what can be done about it. */
export function interrupted(
  { interrupted: left }: PanelState,
  { texts }: PageView,
  actions: PageActions,
): TemplateResult | typeof nothing {
  if (left.length === 0) return nothing;
  return html`
    <section class="interrupted">
      <h2>${texts.interrupted}</h2>
      <ul class="jobs" role="list" aria-label=${texts.interrupted}>
        ${repeat(
          left,
          ({ id }) => id,
          (one) => row(one, texts, actions),
        )}
      </ul>
    </section>
  `;
}

function row(view: InterruptedView, texts: PanelTexts, actions: PageActions): TemplateResult {
  const { id, prompt, part, details, charges, isUncertain } = view;
  const label = (action: string): string => `${`${action} ${part ?? ''}`.trim()}: ${shorten(prompt, 60)}`;
  return html`
    <li class="job interrupted-job ${isUncertain ? 'uncertain' : ''}">
      <div class="tile">
        <div class="tile-head">
          <span class="codicon codicon-debug-disconnect" aria-hidden="true"></span>
          <p class="job-status interrupted-charges">${charges}</p>
          <vscode-toolbar-button
            icon="close"
            label=${label(texts.dismiss)}
            title=${texts.dismiss}
            @click=${() => actions.interrupted(id, 'dismiss')}
          ></vscode-toolbar-button>
        </div>
        <p class="job-tried">${details}</p>
        <div class="buttons tile-foot">
          <vscode-button secondary aria-label=${label(texts.makeAgain)} @click=${() => actions.interrupted(id, 'again')}
            >${texts.makeAgain}</vscode-button
          >
          ${
            isUncertain
              ? html`<vscode-button
                  secondary
                  aria-label=${label(texts.settle)}
                  @click=${() => actions.interrupted(id, 'settle')}
                  >${texts.settle}</vscode-button
                >`
              : nothing
          }
        </div>
      </div>
      ${caption(prompt, part)}
    </li>
  `;
}
