import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { NoticeView } from '../panel/notices';
import type { PanelState } from '../panel/state';
import type { PanelTexts } from '../panel/texts';
import type { PageActions, PageView } from './actions';

/** The host's notice, and what the page itself has to say. Always there, so that screen readers hear what comes into it. */
export function notices({ notice: told }: PanelState, view: PageView, actions: PageActions): TemplateResult {
  const { texts } = view;
  const own: NoticeView | undefined =
    view.failure === undefined ? undefined : { severity: 'error', text: view.failure, lines: [], actions: [] };
  const onDismiss = (): void => actions.notice('dismiss');
  return html`
    <div class="notices" aria-live="polite">
      ${own ? notice(own, texts, actions, () => actions.dismissFailure()) : nothing}
      ${told ? notice(told, texts, actions, onDismiss) : nothing}
    </div>
  `;
}

const icons: Readonly<Record<NoticeView['severity'], string>> = {
  info: 'codicon-info',
  warning: 'codicon-warning',
  error: 'codicon-error',
};

function notice(
  { severity, text, lines, actions: offered }: NoticeView,
  texts: PanelTexts,
  actions: PageActions,
  onDismiss: () => void,
): TemplateResult {
  return html`
    <section class="notice ${severity}">
      <span class="codicon ${icons[severity]}" role="img" aria-label=${texts[severity]}></span>
      <div class="notice-body">
        <p>${text}</p>
        ${
          lines.length > 0
            ? html`<ul role="list">
                ${lines.map((line) => html`<li>${line}</li>`)}
              </ul>`
            : nothing
        }
        ${
          offered.length > 0
            ? html`<div class="buttons">
                ${offered.map(
                  ({ id, label }) =>
                    html`<vscode-button secondary @click=${() => actions.notice(id)}>${label}</vscode-button>`,
                )}
              </div>`
            : nothing
        }
      </div>
      <vscode-toolbar-button icon="close" label=${texts.dismiss} title=${texts.dismiss} @click=${onDismiss}>
      </vscode-toolbar-button>
    </section>
  `;
}
