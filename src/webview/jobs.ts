import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { JobView } from '../panel/jobs';
import type { PanelState } from '../panel/state';
import type { PanelTexts } from '../panel/texts';
import type { PageActions, PageView } from './actions';
import { alike } from './alike';
import { shorten } from './shorten';

/** The running jobs as tiles, each with what happens now and a way to stop it, and what has failed, with what helps. */
export function jobs(
  { jobs: running }: PanelState,
  { texts }: PageView,
  actions: PageActions,
): TemplateResult | typeof nothing {
  if (running.length === 0) return nothing;
  return html`
    <section>
      <div class="section-head">
        <h2>${texts.jobs}</h2>
        ${running.filter(({ failed }) => !failed).length > 1 ? cancelAll(texts, actions) : nothing}
      </div>
      <ul class="jobs" role="list" aria-label=${texts.jobs}>
        ${repeat(
          running,
          ({ id }) => id,
          (one) => job(one, texts, actions),
        )}
      </ul>
    </section>
  `;
}

function cancelAll(texts: PanelTexts, actions: PageActions): TemplateResult {
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

function job(view: JobView, texts: PanelTexts, actions: PageActions): TemplateResult {
  const { prompt, part, status, now = status, tried, elapsed, question, failed } = view;
  return html`
    <li class="job ${failed ? 'failed-job' : ''}">
      <div class="tile">
        <div class="tile-head">
          ${icon(view, texts)}
          <p class="job-status">
            ${now} <span class="job-elapsed" aria-hidden="true">${question ? nothing : elapsed}</span>
          </p>
        </div>
        ${
          tried.length > 0 && !question
            ? html`<ul role="list">
                ${alike(tried).map(
                  ({ line, count }) =>
                    html`<li class="job-tried">${line}${count > 1 ? html` <span>× ${count}</span>` : nothing}</li>`,
                )}
              </ul>`
            : nothing
        }
        ${questionOf(view, actions)} ${failed ? afterFailure(view, texts, actions) : nothing}
        ${question || failed ? nothing : html`<div class="tile-foot">${progressLine()} ${cancel(view, texts, actions)}</div>`}
      </div>
      ${caption(prompt, part)}
    </li>
  `;
}

/** The action that helps most, and a way to be rid of the tile. */
function afterFailure(
  { id, prompt, part = '', actions: offered = [] }: JobView,
  texts: PanelTexts,
  actions: PageActions,
): TemplateResult {
  return html`
    <div class="buttons tile-foot" role="group" aria-label="${`${part} ${shorten(prompt, 60)}`.trim()}">
      ${[...offered, { id: 'dismiss', label: texts.dismiss }].map(
        ({ id: actionId, label }) =>
          html`<vscode-button secondary @click=${() => actions.failed(id, actionId)}>${label}</vscode-button>`,
      )}
    </div>
  `;
}

/** Says that something is under way; nobody knows how far it is. */
function progressLine(): TemplateResult {
  return html`<div class="job-line" aria-hidden="true"><div></div></div>`;
}

/** What a tile is of. */
export function caption(prompt: string, part: string | undefined): TemplateResult {
  return html`
    <p class="job-prompt" title=${shorten(prompt, 300)}>
      ${part === undefined ? nothing : html`<span class="job-part">${part}</span>`} ${shorten(prompt, 300)}
    </p>
  `;
}

function icon({ question, failed }: JobView, texts: PanelTexts): TemplateResult {
  if (failed) return html`<span class="codicon codicon-error" role="img" aria-label=${texts.error}></span>`;
  return question
    ? html`<span class="codicon codicon-warning" role="img" aria-label=${texts.warning}></span>`
    : html`<span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true"></span>`;
}

/** Not beside a question, whose answers say what stopping means. */
function cancel(
  { id, prompt, part = '', cancelling }: JobView,
  texts: PanelTexts,
  actions: PageActions,
): TemplateResult {
  const label = cancelling ? texts.cancelling : texts.cancel;
  return html`
    <vscode-button
      secondary
      ?disabled=${cancelling}
      aria-label="${`${label} ${part}`.trim()}: ${shorten(prompt, 60)}"
      @click=${() => actions.cancel(id)}
      >${label}</vscode-button
    >
  `;
}
