import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FacetView } from '../../panel/pictures';
import { periods } from '../../panel/pictures';
import type { PageActions, PageView } from '../actions';
import { picker } from '../composer/picker';
import type { Filter, When } from './filter';
import { chipsOf } from './filter';

/** Stands for whatever value: an empty text is no value for a list, and none of ours has a blank at its start. */
const any = ' any';

/** The buttons beside the search box. */
export function filterButtons(
  { texts, filter, isFilterOpen }: PageView,
  { filter: actions }: PageActions,
): TemplateResult {
  return html`
    <div class="scope">
      <button
        id="favorites"
        aria-pressed=${filter.favourite ? 'true' : 'false'}
        @click=${() => actions.change({ favourite: filter.favourite ? undefined : true })}
      >
        <span class="codicon codicon-star-${filter.favourite ? 'full' : 'empty'}" aria-hidden="true"></span>
        ${texts.favorites}
      </button>
      <button
        id="filter"
        aria-expanded=${isFilterOpen ? 'true' : 'false'}
        aria-controls="filters"
        @click=${() => actions.toggle()}
      >
        <span class="codicon codicon-filter" aria-hidden="true"></span>
        ${texts.filter}
      </button>
    </div>
  `;
}

/** What can be chosen, while it is open, and what is chosen. */
export function filterRow(view: PageView, actions: PageActions): TemplateResult {
  return html`
    <div id="filters" class="filters" role="group" aria-label=${view.texts.filter} ?hidden=${!view.isFilterOpen}>
      ${view.isFilterOpen ? choices(view, actions) : nothing}
    </div>
    ${chips(view, actions)}
  `;
}

function choices(view: PageView, { filter: actions }: PageActions): TemplateResult {
  const change = (part: Partial<Filter>): void => actions.change(part);
  const { texts, filter, facets } = view;
  const folders = facets?.folders ?? [];
  return html`
    <div class="row">
      ${choice('filter-model', texts.model, facets?.models, filter.model, texts.any, (model) => change({ model }))}
      ${choice('filter-route', texts.route, facets?.routes, filter.route, texts.any, (route) => change({ route }))}
      ${choice('filter-caller', texts.askedBy, facets?.callers, filter.caller, texts.any, (caller) => change({ caller }))}
      ${
        folders.length > 1 || filter.folder !== undefined
          ? choice('filter-folder', texts.folder, folders, filter.folder, texts.any, (folder) => change({ folder }))
          : nothing
      }
      ${whenChoice(view, change)} ${filter.when === 'range' ? range(view, change) : nothing}
    </div>
  `;
}

function choice(
  id: string,
  label: string,
  facets: readonly FacetView[] = [],
  chosen: string | undefined,
  anyText: string,
  choose: (value: string | undefined) => void,
): TemplateResult {
  const offered = facets.map((facet) => ({ value: facet.value, label: facet.label }));
  // what is chosen is always there, also where no picture has it any more
  const isOffered = chosen === undefined || offered.some(({ value }) => value === chosen);
  const all = [
    { value: any, label: `${label}: ${anyText}` },
    ...offered,
    ...(isOffered ? [] : [{ value: chosen, label: chosen }]),
  ];
  return picker(id, label, all, chosen ?? any, (value) => choose(value === any ? undefined : value));
}

function whenChoice({ texts, filter }: PageView, change: (part: Partial<Filter>) => void): TemplateResult {
  const all: readonly { readonly value: When | typeof any; readonly label: string }[] = [
    { value: any, label: `${texts.date}: ${texts.any}` },
    ...periods.map((value) => ({ value, label: texts[value] })),
    { value: 'range', label: texts.range },
  ];
  return picker('filter-date', texts.date, all, filter.when ?? any, (value) =>
    change({ when: value === any ? undefined : value, from: undefined, to: undefined }),
  );
}

function range({ texts, filter }: PageView, change: (part: Partial<Filter>) => void): TemplateResult {
  const day = (id: 'from' | 'to', label: string): TemplateResult => html`
    <label class="filter-day">
      ${label}
      <input
        id="filter-${id}"
        type="date"
        max="9999-12-31"
        .value=${live(filter[id] ?? '')}
        @change=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) change({ [id]: target.value === '' ? undefined : target.value });
        }}
      />
    </label>
  `;
  return html`${day('from', texts.from)} ${day('to', texts.to)}`;
}

function chips({ texts, filter, facets }: PageView, { filter: actions }: PageActions): TemplateResult | typeof nothing {
  const all = chipsOf(filter, facets, texts);
  if (all.length === 0) return nothing;
  return html`
    <div class="filter-chips">
      <ul role="list" aria-label=${texts.filter}>
        ${all.map(
          ({ text, without }) => html`
            <li>
              <button class="chip" aria-label="${texts.removeFilter}: ${text}" @click=${() => actions.change(without)}>
                ${text}
                <span class="codicon codicon-close" aria-hidden="true"></span>
              </button>
            </li>
          `,
        )}
      </ul>
      <button class="clear-filters" @click=${() => actions.clear()}>${texts.clearFilters}</button>
    </div>
  `;
}
