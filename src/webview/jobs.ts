import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { JobView, PanelState } from '../shared/protocol';
import type { PageActions } from './actions';
import { shorten } from './shorten';

/** The running jobs, each with what happens now and a way to stop it. */
export function jobs({ jobs: running, texts }: PanelState, actions: PageActions): TemplateResult | typeof nothing {
  if (running.length === 0) return nothing;
  return html`
    <ul class="jobs" role="list" aria-label=${texts.jobs}>
      ${repeat(
        running,
        ({ id }) => id,
        (one) => job(one, texts, actions),
      )}
    </ul>
    ${running.length > 1 ? cancelAll(texts, actions) : nothing}
  `;
}

function cancelAll(texts: PanelState['texts'], actions: PageActions): TemplateResult {
  return html`<vscode-button class="cancel-all" secondary @click=${() => actions.cancelAll()}
    >${texts.cancelAll}</vscode-button
  >`;
}

/** What the job waits to be told; it stays until it is answered. */
function questionOf({ id, question }: JobView, actions: PageActions): TemplateResult | typeof nothing {
  if (!question) return nothing;
  return html`
    <div class="job-question" role="group" aria-label=${question.text}>
      <p>${question.text}</p>
      ${question.choices.map(
        ({ id: choice, label }, index) =>
          html`<vscode-button ?secondary=${index > 0} @click=${() => actions.answer(id, choice)}
            >${label}</vscode-button
          >`,
      )}
    </div>
  `;
}

function job(view: JobView, texts: PanelState['texts'], actions: PageActions): TemplateResult {
  const { id, prompt, status, elapsed, cancelling } = view;
  const label = cancelling ? texts.cancelling : texts.cancel;
  return html`
    <li class="job">
      <span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true"></span>
      <div class="job-body">
        <p class="job-prompt" title=${shorten(prompt, 300)}>${shorten(prompt, 300)}</p>
        <p class="job-status">${status} <span aria-hidden="true">${elapsed}</span></p>
        ${questionOf(view, actions)}
      </div>
      <vscode-button
        secondary
        ?disabled=${cancelling}
        aria-label="${label}: ${shorten(prompt, 60)}"
        @click=${() => actions.cancel(id)}
        >${label}</vscode-button
      >
    </li>
  `;
}
