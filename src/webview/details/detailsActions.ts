import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { PictureView } from '../../panel/pictures';
import type { PanelTexts } from '../../panel/texts';
import type { PageActions } from '../actions';
import { offersFor } from './offers';

/** A row of buttons with what can be done with a picture. */
export function detailsActions(picture: PictureView, texts: PanelTexts, actions: PageActions): TemplateResult {
  return html`
    <div class="buttons about-actions">
      ${offersFor(picture).map(({ action, text, icon }, index) => {
        const run = (): void => actions.picture(picture.id, action);
        const label = texts[text];
        return index > 1
          ? html`<vscode-toolbar-button
              icon=${icon}
              label=${label}
              title=${label}
              @click=${run}
            ></vscode-toolbar-button>`
          : html`<vscode-button ?secondary=${index > 0} icon=${icon} @click=${run}>${label}</vscode-button>`;
      })}
    </div>
  `;
}
