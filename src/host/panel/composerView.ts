import * as vscode from 'vscode';
import type { PictureOptions } from '../../core/pictures/image';
import type { Services } from '../../core/services/services';
import { possibleModels } from '../../core/services/services';
import { hasVertexOptions, routesWith } from '../../core/services/vertexOptions';
import type { Outlook } from '../../core/run/outlook';
import type { Skipped } from '../../core/run/health';
import type { Obstacle, Route } from '../../core/services/route';
import type { ComposerView, ModelView, RouteChoiceView, SkippedView } from '../../panel/composer';
import { mostPictures } from '../../panel/pictures';
import type { ReferenceFile } from '../../work/wanted';
import { mayUseReferences } from '../pictures/referenceFiles';
import { sumText } from '../texts/estimateText';
import { obstacleText } from '../texts/failureText';
import { mendButton } from '../remedies/failureActions';
import { referenceNotes } from './references/referenceNotes';
import { routesText, skippedText } from '../texts/routeText';
import { plainText } from '../texts/plainText';

const counts = Array.from({ length: mostPictures }, (_, index) => index + 1);

/** What a click would do that asks one route only. */
interface Alone {
  readonly route: Route;
  readonly outlook: Outlook;
}

/** What a click would do: by the order of the routes, and on each of them alone. */
export interface Outlooks {
  readonly inOrder: Outlook;
  readonly alone: readonly Alone[];
}

/** What can be asked for. `outlooks`: undefined while the settings cannot be used as they are. */
export function composerView(
  services: Services,
  options: PictureOptions,
  references: readonly ReferenceFile[],
  outlooks: Outlooks | undefined,
): Omit<ComposerView, 'destination' | 'folders' | 'left'> {
  const { routes } = services;
  const { inOrder: outlook, alone = [] } = outlooks ?? {};
  const notes = (of: Outlook): ReturnType<typeof referenceNotes> =>
    referenceNotes(of, { references, model: options.model, catalogue: services.catalogue });
  const placeholderOnly = routes.every((route) => route.preset.standIn) && outlook !== undefined;
  return {
    models: modelViews(services),
    options,
    routes: placeholderOnly
      ? vscode.l10n.t('No route is connected: pictures are free placeholders, drawn on this machine.')
      : orderText(outlook ?? { routes: routesWith(options.vertex, routes) }, alone),
    placeholderOnly,
    routeChoices: alone.length > 1 ? alone.map((one) => ({ ...routeChoice(one), ...notes(one.outlook) })) : [],
    estimates: outlook ? estimates(outlook) : [],
    skipped: outlook ? skippedViews(outlook) : [],
    ...(outlook ? notes(outlook) : { referenceNotes: [], isBlocked: false }),
    references: references.map(({ id, name }) => ({ id, name: plainText(name, 200) })),
    mayAddReferences: mayUseReferences(),
    hasVertexOptions: routes.some(hasVertexOptions),
  };
}

/** The choice of all routes; with its name where the routes do not tell it from that of one. */
function orderText(outlook: Pick<Outlook, 'routes'>, alone: readonly Alone[]): string {
  const order = routesText(outlook);
  if (alone.length < 2 || outlook.routes.length > 1) return order;
  return order === '' ? vscode.l10n.t('Automatic') : vscode.l10n.t('Automatic: {0}', order);
}

function aloneText({ name }: Route, unable: Obstacle | undefined): string {
  return unable ? vscode.l10n.t('{0}: {1}', name, obstacleText(unable)) : vscode.l10n.t('Only {0}', name);
}

function routeChoice({ route, outlook }: Alone): Omit<RouteChoiceView, 'referenceNotes' | 'isBlocked'> {
  const [unable] = outlook.obstacles;
  return {
    id: route.id,
    label: plainText(aloneText(route, unable?.obstacle), 200),
    isUnable: unable !== undefined,
    estimates: estimates(outlook),
    skipped: skippedViews(outlook),
  };
}

function estimates(outlook: Outlook): string[] {
  return outlook.routes.length > 0 ? counts.map((count) => sumText(outlook, count)) : [];
}

function skippedViews(outlook: Outlook): SkippedView[] {
  return outlook.skipped.map((one) => skippedView(one, outlook));
}

function skippedView(skipped: Skipped<Route>, outlook: Outlook): SkippedView {
  const { route, state } = skipped;
  const text = plainText(skippedText(skipped, outlook), 300);
  return { routeId: route.id, text, mend: mendButton(route, state)?.label };
}

/** Only what some route can do. */
function modelViews(services: Services): ModelView[] {
  return possibleModels(services).map(({ model, sizes, ratios }) => ({
    id: model.id,
    name: plainText(model.name, 100),
    sizes,
    ratios,
  }));
}
