import * as vscode from 'vscode';
import type { Services } from '../../core/services';
import type { PictureOptions } from '../../shared/protocol';
import type { Step } from '../steps/pickStep';
import { pickStep } from '../steps/pickStep';
import type { Place } from '../steps/runSteps';
import { priceText } from '../texts/serviceText';
import type { ConnectDraft } from './connectDraft';
import { routeOf } from './connectDraft';
import type { ListedRoute } from './listedRoutes';
import { listedRoutes } from './listedRoutes';

/** Where in the order the new route stands, with what the order means and costs. */
export function pickPlace(
  draft: ConnectDraft,
  place: Place,
  services: Services,
  options: PictureOptions,
): Promise<Step<number>> {
  const others = listedRoutes().map((listed) => otherRoute(listed, services, options));
  const own = priceText(routeOf(draft), services, options);
  const items = [undefined, ...others].map((before, at) => ({
    label: before === undefined ? vscode.l10n.t('First') : vscode.l10n.t('After {0}', before.name),
    description: placeHint(before?.price, others[at]?.name),
    value: at,
  }));
  const meaning = vscode.l10n.t('Routes are tried from the top; the next is asked only when one fails.');
  return pickStep({
    title: vscode.l10n.t('Place in the Order'),
    placeholder: own ? `${meaning} ${vscode.l10n.t('This one: {0}.', own)}` : meaning,
    ...place,
    items,
    current: Math.min(draft.at, others.length),
  });
}

function placeHint(price: string | undefined, behind: string | undefined): string {
  const next = behind === undefined ? vscode.l10n.t('asked last') : vscode.l10n.t('before {0}', behind);
  return [price, next].filter(Boolean).join(' · ');
}

interface OtherRoute {
  readonly name: string;
  readonly price: string;
}

/** An entry that cannot be read still has its place. */
function otherRoute({ id, route }: ListedRoute, services: Services, options: PictureOptions): OtherRoute {
  return route ? { name: route.name, price: priceText(route, services, options) } : { name: id, price: '' };
}
