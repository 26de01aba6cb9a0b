import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { GalleryAction, PictureView } from '../../../panel/pictures';
import type { PanelTexts } from '../../../panel/texts';
import type { PageActions } from '../../actions';

/** A button over a tile. */
interface TileAction {
  /** The name of a codicon. */
  readonly icon: string;
  readonly label: (texts: PanelTexts) => string;
  readonly run: (one: PictureView, actions: PageActions) => void;
}

const insert = onPicture('insert', 'insert', ({ insert }) => insert);
const open = onPicture('open', 'go-to-file', ({ open }) => open);
const copyPath = onPicture('copyPath', 'copy', ({ copyPath }) => copyPath);
const howMade = onPicture('howMade', 'info', ({ howMade }) => howMade);
const recover = onPicture('recover', 'save-as', ({ recover }) => recover);
const locate = onPicture('locate', 'search', ({ locate }) => locate);
const forget = onPicture('forget', 'trash', ({ forget }) => forget);

const ofSaved: readonly TileAction[] = [insert, open, copyPath, howMade];
const ofUnsaved: readonly TileAction[] = [recover, open, howMade];
const ofGone: readonly TileAction[] = [locate, forget, howMade];

/** What can be done with a picture, as buttons over its tile. `isStop`: the Tab key comes by. */
export function tileActions(
  one: PictureView,
  isStop: boolean,
  texts: PanelTexts,
  actions: PageActions,
): TemplateResult {
  return html`<div class="tile-actions">
    ${actionsFor(one).map((action) => button(action, one, isStop, texts, actions))}
  </div>`;
}

function actionsFor({ gone, saved }: PictureView): readonly TileAction[] {
  if (gone) return ofGone;
  return saved ? ofSaved : ofUnsaved;
}

/** Each tile has the same buttons, so their names say whose they are. */
function button(
  { icon, label, run }: TileAction,
  one: PictureView,
  isStop: boolean,
  texts: PanelTexts,
  actions: PageActions,
): TemplateResult {
  return html`<button
    class="codicon codicon-${icon}"
    tabindex=${isStop ? 0 : -1}
    title=${label(texts)}
    aria-label="${label(texts)}: ${one.path}"
    @click=${() => run(one, actions)}
  ></button>`;
}

function onPicture(action: GalleryAction, icon: string, label: TileAction['label']): TileAction {
  return { icon, label, run: ({ id }, actions) => actions.picture(id, action) };
}
