import * as vscode from 'vscode';
import { findModel } from '../../core/services/models';
import { estimateUsd, formatUsd } from '../../core/services/price';
import type { Route } from '../../core/services/route';
import type { Services } from '../../core/services/services';
import { shownRouteOrder } from '../settings/configuration';
import { orderText } from '../texts/routeText';
import type { PictureOptions } from '../../core/pictures/image';
import type { Step } from '../steps/pickStep';
import { pickStep } from '../steps/pickStep';
import type { Place } from '../steps/runSteps';
import type { ConnectDraft } from './connectDraft';
import { routeOf } from './connectDraft';
import { listedRoutes } from '../settings/listedRoutes';

/** Where in the order the new route stands: each place with the order that comes of it, and its prices. */
export function pickPlace(
  draft: ConnectDraft,
  place: Place,
  { catalogue }: Services,
  options: PictureOptions,
): Promise<Step<number>> {
  const model = findModel(options.model, catalogue);
  const priced = (route: Route): string => {
    const usd = model && estimateUsd(route, model, options.size);
    return usd === undefined ? route.name : `${route.name} (${formatUsd(usd)})`;
  };
  const names = listedRoutes().map(({ id, route }) => ({
    plain: route?.name ?? id,
    priced: route ? priced(route) : id,
  }));
  const own = priced(routeOf(draft));
  const items = [undefined, ...names].map((before, at) => ({
    label: before === undefined ? vscode.l10n.t('First') : vscode.l10n.t('After {0}', before.plain),
    description: names
      .map((name) => name.priced)
      .toSpliced(at, 0, own)
      .join(' → '),
    value: at,
  }));
  return pickStep({
    title: vscode.l10n.t('Place in the Order'),
    placeholder: [
      orderText(shownRouteOrder()),
      vscode.l10n.t('Prices for {0} {1}.', model?.name ?? options.model, options.size),
    ].join(' '),
    ...place,
    items,
    current: Math.min(draft.at, names.length),
  });
}
