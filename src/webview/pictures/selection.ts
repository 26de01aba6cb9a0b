/** Which pictures are selected, and which one the keyboard is at. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins. */
  readonly anchor: string | undefined;
  /** The one with the focus, or that had it last. */
  readonly current: string | undefined;
}

export const nothingSelected: Selection = { ids: new Set(), anchor: undefined, current: undefined };

/** The focus is at another one, however it came there. */
export function focused(selection: Selection, current: string): Selection {
  return { ...selection, current };
}

/** The keyboard went to another one, from where a range would begin now. */
export function walkedTo({ ids }: Selection, id: string): Selection {
  return { ids, anchor: id, current: id };
}

/** This one alone. */
export function only(id: string): Selection {
  return { ids: new Set([id]), anchor: id, current: id };
}

/** With this one where it was not selected, without it where it was. */
export function toggled({ ids }: Selection, id: string): Selection {
  const others = new Set(ids);
  if (!others.delete(id)) others.add(id);
  return { ids: others, anchor: id, current: id };
}

/** All from where the range begins to this one, in their order; `adds`: beside those that were selected. */
export function extended(selection: Selection, order: readonly string[], id: string, adds = false): Selection {
  const anchor = selection.anchor ?? selection.current ?? id;
  const [one, other] = [order.indexOf(anchor), order.indexOf(id)];
  if (one < 0 || other < 0) return only(id);
  const range = order.slice(Math.min(one, other), Math.max(one, other) + 1);
  return { ids: new Set([...(adds ? selection.ids : []), ...range]), anchor, current: id };
}

export function all({ current }: Selection, order: readonly string[]): Selection {
  return { ids: new Set(order), anchor: order[0], current: current ?? order[0] };
}

/** None; the keyboard stays where it is. */
export function cleared({ current }: Selection): Selection {
  return { ...nothingSelected, anchor: current, current };
}

/** Without those that are not there any more. The keyboard goes to the one in the place of the current, where that is gone. */
export function kept(selection: Selection, before: readonly string[], now: readonly string[]): Selection {
  const there = new Set(now);
  const { ids, anchor, current } = selection;
  const isThere = (id: string | undefined): boolean => id !== undefined && there.has(id);
  if ([anchor, current].every((id) => id === undefined || isThere(id)) && [...ids].every(isThere)) return selection;
  const next =
    isThere(current) || current === undefined ? current : now[Math.min(before.indexOf(current), now.length - 1)];
  return { ids: new Set([...ids].filter(isThere)), anchor: isThere(anchor) ? anchor : next, current: next };
}
