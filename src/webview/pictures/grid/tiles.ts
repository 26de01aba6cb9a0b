import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PictureView, Thumbnail } from '../../../panel/pictures';
import type { PanelTexts } from '../../../panel/texts';
import type { PageActions, PageView } from '../../actions';
import { dragPicture } from '../../references/dragPicture';
import { shorten } from '../../shorten';
import type { Layout, Row, Tile, TileRow } from '../rows';
import type { Selection } from '../selection';
import { tileActions } from './tileActions';

/** What the rows of the grid are drawn from. */
interface GridLook {
  readonly layout: Layout;
  readonly view: PageView;
  readonly selection: Selection;
  /** The picture that the Tab key comes to. */
  readonly stop: string | undefined;
  readonly actions: PageActions;
}

/** Some rows of the grid, day by day, each where it lies. */
export function gridRows(rows: readonly Row[], look: GridLook): TemplateResult {
  return html`${repeat(
    Map.groupBy(rows, ({ day }) => day),
    ([day]) => day,
    ([day, ofDay]) => dayOfRows(day, ofDay, look),
  )}`;
}

function dayOfRows(day: string, rows: readonly Row[], look: GridLook): TemplateResult {
  const known = look.view.list.days.get(day);
  const label = known?.label ?? day;
  const head = rows.find(({ kind }) => kind === 'day');
  const tiles = rows.filter((row) => row.kind === 'tiles').flatMap((row) => row.tiles.map((tile) => ({ row, tile })));
  return html`
    ${
      head
        ? html`<h3 class="day" .style=${`top: ${head.top}px`}>
            ${label} <span class="day-summary">${known?.summary}</span>
          </h3>`
        : nothing
    }
    ${
      tiles.length === 0
        ? nothing
        : html`<ul class="pictures" role="list" aria-label=${label}>
            ${repeat(
              tiles,
              ({ tile }) => tile.picture.id,
              ({ row, tile }) => placed(tile, row, look),
            )}
          </ul>`
    }
  `;
}

function placed({ picture, index, left, width }: Tile, { top, imageHeight }: TileRow, look: GridLook): unknown {
  const { view, selection, stop, actions, layout } = look;
  const count = Math.max(view.list.counts?.found ?? 0, layout.order.length);
  const thumbnail = view.thumbnail(picture.id);
  const isSelected = selection.ids.has(picture.id);
  const isStop = stop === picture.id;
  return guard([picture, thumbnail, top, left, width, imageHeight, index, count, isSelected, isStop], () => {
    return html`<li
      class="picture ${picture.gone ? 'gone' : ''} ${picture.saved ? '' : 'unsaved'} ${isSelected ? 'selected' : ''}"
      data-picture=${picture.id}
      draggable=${picture.gone ? 'false' : 'true'}
      @dragstart=${dragPicture(picture.id)}
      aria-setsize=${count}
      aria-posinset=${index + 1}
      .style=${`top: ${top}px; left: ${left}px; width: ${width}px; --image-height: ${imageHeight}px`}
    >
      ${face(picture, thumbnail, isSelected, isStop, actions)} ${badges(picture, view.texts)}
      ${tileActions(picture, isStop, view.texts, actions)}
      <p class="caption">
        <span class="file" title=${picture.path}>${fileOf(picture)}</span>
        <span class="cost" title=${picture.cost}>${picture.cost}</span>
      </p>
    </li>`;
  });
}

/** What is clicked, and what has the focus. */
function face(
  one: PictureView,
  thumbnail: Thumbnail | undefined,
  isSelected: boolean,
  isStop: boolean,
  actions: PageActions,
): TemplateResult {
  const prompt = shorten(one.prompt, 300);
  return html`<button
    class="thumbnail"
    aria-label=${[prompt || one.path, missingOf(one, thumbnail)].filter(Boolean).join(', ')}
    aria-pressed=${isSelected ? 'true' : 'false'}
    title=${[prompt, one.path, one.details].filter(Boolean).join('\n')}
    tabindex=${isStop ? 0 : -1}
  >
    ${shown(one, prompt, thumbnail, actions)}
  </button>`;
}

/** It is seen, so it is part of the name. Where the file is gone, its badge says so. */
function missingOf({ gone }: PictureView, thumbnail: Thumbnail | undefined): string {
  return thumbnail && 'missing' in thumbnail && !gone ? thumbnail.missing : '';
}

function shown(
  one: PictureView,
  prompt: string,
  thumbnail: Thumbnail | undefined,
  actions: PageActions,
): TemplateResult | typeof nothing {
  const missing = missingOf(one, thumbnail);
  if (missing !== '') return html`<span class="missing-thumbnail">${missing}</span>`;
  if (!thumbnail || 'missing' in thumbnail) return nothing;
  return html`<img
    src=${thumbnail.src}
    alt=${prompt}
    decoding="async"
    @error=${() => actions.thumbnailFailed({ of: 'picture', id: one.id }, one.path)}
  />`;
}

function badges({ gone, favourite }: PictureView, texts: PanelTexts): TemplateResult | typeof nothing {
  if (!gone && !favourite) return nothing;
  return html`<div class="badges">
    ${
      gone
        ? html`<span class="badge" title=${texts.gone}
            ><span class="codicon codicon-warning" aria-hidden="true"></span
            ><span class="gone-text">${texts.gone}</span></span
          >`
        : nothing
    }
    ${
      favourite
        ? html`<span class="badge codicon codicon-star-full" role="img" aria-label=${texts.favourite}></span>`
        : nothing
    }
  </div>`;
}

function fileOf({ path }: PictureView): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
