import * as vscode from 'vscode';
import type { PictureOptions } from '../../core/pictures/image';
import type { Services } from '../../core/services/services';
import { possibleModels } from '../../core/services/services';
import { hasVertexOptions, routesWith } from '../../core/services/vertexOptions';
import type { Outlook } from '../../core/run/outlook';
import type { Skipped } from '../../core/run/health';
import type { Route } from '../../core/services/route';
import type { ComposerView, ModelView, SkippedView } from '../../panel/composer';
import { mostPictures } from '../../panel/pictures';
import type { ReferenceFile } from '../../work/wanted';
import { mayUseReferences } from '../pictures/referenceFiles';
import { estimateText } from '../texts/estimateText';
import { mendButton } from '../remedies/failureActions';
import { routesText, skippedText } from '../texts/routeText';
import { plainText } from '../texts/plainText';

const counts = Array.from({ length: mostPictures }, (_, index) => index + 1);

/** What can be asked for. `outlook`: undefined while the settings cannot be used as they are. */
export function composerView(
  services: Services,
  options: PictureOptions,
  references: readonly ReferenceFile[],
  outlook: Outlook | undefined,
): Omit<ComposerView, 'destination' | 'folders'> {
  const { routes } = services;
  const placeholderOnly = routes.every((route) => route.preset.standIn) && outlook !== undefined;
  return {
    models: modelViews(services),
    options,
    routes: placeholderOnly
      ? vscode.l10n.t('No route is connected: pictures are free placeholders, drawn on this machine.')
      : routesText(outlook ?? { routes: routesWith(options.vertex, routes) }),
    placeholderOnly,
    estimates: outlook ? counts.map((count) => estimateText(outlook, count)) : [],
    skipped: outlook ? outlook.skipped.map((one) => skippedView(one, outlook)) : [],
    references: references.map(({ id, name }) => ({ id, name: plainText(name, 200) })),
    mayAddReferences: mayUseReferences(),
    hasVertexOptions: routes.some(hasVertexOptions),
  };
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
