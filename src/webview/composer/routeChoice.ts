import type { ComposerView, Labelled, RouteChoiceView } from '../../panel/composer';

/** Stands for all routes in their order: no route has this id, and an empty text is no value for a list. */
export const allRoutes = 'all routes';

type Click = Pick<ComposerView, 'estimates' | 'skipped' | 'referenceNotes' | 'isBlocked'>;
type Routes = Pick<ComposerView, 'routes' | 'routeChoices'>;

/** The route that is chosen; undefined: all in their order, also where the chosen one is gone. */
export function chosenRoute({ routeChoices }: Routes, id: string | undefined): RouteChoiceView | undefined {
  return routeChoices.find((one) => one.id === id);
}

/** All routes first, then each alone; one that cannot make what is chosen can be chosen by nobody. */
export function routeChoices({ routes, routeChoices: each }: Routes): readonly Choice[] {
  const alone = each.map(({ id, label, isUnable }) => ({ value: id, label, disabled: isUnable }));
  return [{ value: allRoutes, label: routes }, ...alone];
}

/** What is known of the next click. */
export function clickOf(view: Routes & Click, id: string | undefined): Click {
  return chosenRoute(view, id) ?? view;
}

interface Choice extends Labelled<string> {
  readonly disabled?: boolean;
}
