import type { FacetsView, PictureFind } from '../../panel/pictures';
import { mostSearched, periods } from '../../panel/pictures';
import type { PanelTexts } from '../../panel/texts';

const whens = [...periods, 'range'] as const;
export type When = (typeof whens)[number];

/** Which pictures the user wants to see, beside the words; what is left out does not matter. */
export interface Filter {
  readonly favourite?: boolean | undefined;
  readonly model?: string | undefined;
  readonly route?: string | undefined;
  readonly caller?: string | undefined;
  readonly folder?: string | undefined;
  readonly when?: When | undefined;
  /** Days, where `when` is a range; either may be left out. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What is kept over hiding and reloading: which pictures were wanted. */
export interface KeptFind {
  /** What was typed into the search box. */
  readonly words: string;
  readonly everywhere: boolean;
  readonly filter: Filter;
}

/** A part of a filter that can be taken away alone. */
export interface Chip {
  readonly text: string;
  readonly without: Partial<Filter>;
}

const isDay = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text);

/** What the host is asked for. A range whose end comes before its start is taken the other way round. */
export function findOf({ favourite, model, route, caller, folder, when, from, to }: Filter): PictureFind {
  const [first, last] = from !== undefined && to !== undefined && from > to ? [to, from] : [from, to];
  return {
    ...(favourite ? { favourite } : {}),
    ...(model === undefined ? {} : { models: [model] }),
    ...(route === undefined ? {} : { routes: [route] }),
    ...(caller === undefined ? {} : { callers: [caller] }),
    ...(folder === undefined ? {} : { folder }),
    ...(when === undefined || when === 'range' ? {} : { period: when }),
    ...(when === 'range' && first !== undefined ? { from: first } : {}),
    ...(when === 'range' && last !== undefined ? { to: last } : {}),
  };
}

/** Whether it leaves anything out. */
export function isActive(filter: Filter): boolean {
  return Object.keys(findOf(filter)).length > 0;
}

/** A filter from what was kept, perhaps by another version. */
export function filterFrom(kept: unknown): Filter {
  const { favourite, when, from, to, ...rest } = Object(kept) as Readonly<Record<string, unknown>>;
  const text = (name: string): string | undefined => {
    const value = rest[name];
    return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;
  };
  return {
    favourite: favourite === true ? true : undefined,
    ...{ model: text('model'), route: text('route'), caller: text('caller'), folder: text('folder') },
    when: whens.find((one) => one === when),
    from: isDay(from) ? from : undefined,
    to: isDay(to) ? to : undefined,
  };
}

/** What was kept, perhaps by another version. */
export function keptFindFrom(kept: unknown): KeptFind {
  const { words, everywhere, filter } = Object(kept) as Readonly<Record<string, unknown>>;
  return {
    words: typeof words === 'string' ? words.slice(0, mostSearched) : '',
    ...{ everywhere: everywhere === true, filter: filterFrom(filter) },
  };
}

/** The parts of a filter by their names. `favourite` has a button that shows it. */
export function chipsOf(filter: Filter, facets: FacetsView | undefined, texts: PanelTexts): Chip[] {
  const chip = (label: string, value: string | undefined, names: FacetsView['models'], without: Partial<Filter>) =>
    value === undefined
      ? []
      : [{ text: `${label}: ${names.find((one) => one.value === value)?.name ?? value}`, without }];
  const { model, route, caller, folder } = filter;
  const when = whenText(filter, texts);
  return [
    ...chip(texts.model, model, facets?.models ?? [], { model: undefined }),
    ...chip(texts.route, route, facets?.routes ?? [], { route: undefined }),
    ...chip(texts.askedBy, caller, facets?.callers ?? [], { caller: undefined }),
    ...chip(texts.folder, folder, facets?.folders ?? [], { folder: undefined }),
    ...(when === '' ? [] : [{ text: when, without: { when: undefined, from: undefined, to: undefined } }]),
  ];
}

function whenText({ when, from, to }: Filter, texts: PanelTexts): string {
  if (when !== 'range') return when === undefined ? '' : texts[when];
  if (from === undefined && to === undefined) return '';
  if (to === undefined) return `${texts.from}: ${from}`;
  return from === undefined ? `${texts.to}: ${to}` : `${from} – ${to}`;
}
