import * as vscode from 'vscode';
import type { Health } from '../../core/run/health';
import { findModel } from '../../core/services/models';
import { estimateUsd, formatUsd } from '../../core/services/price';
import type { Route } from '../../core/services/route';
import { realRoutes } from '../../core/services/route';
import { withMovedTo } from '../../core/settings/routeEntries';
import { routeStats } from '../../core/run/routeStats';
import { commands } from '../../ids';
import { localDayOf } from '../../core/money/localDay';
import type { Store } from '../../store/store';
import type { RememberedOptions } from '../settings/configuration';
import { rawRouteEntries, readServices, shownRouteOrder, writeRouteEntries } from '../settings/configuration';
import { lightOf } from './routeLights';
import type { TestArguments } from './testArguments';
import { orderText, spentText, stateText, statsText } from '../texts/routeText';
import type { Item } from '../window/lists';
import { pickOne } from '../window/lists';

const weekMs = 7 * 86_400_000;
/** How long a route rests that the user puts to rest. */
const userRestMs = 3_600_000;

/** What is known of the money of a route, and what can be done about it. */
export interface RouteMoney {
  /** '' where nothing is known. */
  text(route: Route): Promise<string>;
  actions(route: Route): readonly RouteAction[];
}

interface RoutesDependencies {
  readonly health: Health;
  readonly store: Store;
  readonly options: RememberedOptions;
  readonly money: RouteMoney;
  /** Draws the lights again. */
  readonly onChange: () => void;
}

/** Each route with its state, its past, its price and what was spent on it today; picking one offers what can be done. */
export async function showRoutes(deps: RoutesDependencies): Promise<void> {
  const { routes } = readServices();
  const real = realRoutes(routes);
  if (real.length === 0) {
    await vscode.commands.executeCommand(commands.connectRoute);
    return;
  }
  const items = await Promise.all(real.map((route) => routeItem(route, deps)));
  const picked = await pickOne(items, { title: vscode.l10n.t('Routes'), placeHolder: orderText(shownRouteOrder()) });
  if (picked) await act(picked.route, real, deps);
}

async function routeItem(route: Route, deps: RoutesDependencies): Promise<Item & { readonly route: Route }> {
  const state = deps.health.state(route.id);
  return {
    icon: lightOf(state),
    label: route.name,
    description: stateText(state),
    detail: await detailOf(route, deps),
    route,
  };
}

async function detailOf(route: Route, { store, options, money }: RoutesDependencies): Promise<string> {
  const services = readServices();
  const { model: id, size } = options.read(undefined, services);
  const model = findModel(id, services.catalogue);
  const usd = model && estimateUsd(route, model, size);
  const price = usd === undefined ? '' : vscode.l10n.t('{0} a picture', formatUsd(usd));
  try {
    const past = await store.ledger.list({ since: Date.now() - weekMs, route: route.id }, 500);
    const spent = await store.ledger.spent({ fromDay: localDayOf(Date.now()), route: route.id });
    const texts = [price, spentText(spent), await money.text(route), statsText(routeStats(past))];
    return texts.filter(Boolean).join(' · ');
  } catch {
    return price; // without a database there is no past to tell
  }
}

/** Something that can be done to a route. */
export interface RouteAction extends Item {
  run(): Promise<void> | void;
}

async function act(route: Route, routes: readonly Route[], deps: RoutesDependencies): Promise<void> {
  const { health, onChange } = deps;
  const before = routes[routes.indexOf(route) - 1]; // switched-off ones between them are not shown
  const resting = health.state(route.id).state !== 'ready';
  const change = (run: () => void) => () => {
    run();
    onChange();
  };
  const actions: (RouteAction | undefined)[] = [
    { label: vscode.l10n.t('Check for Free'), description: checkHint(), run: () => testRoute(route) },
    ...deps.money.actions(route),
    {
      label: vscode.l10n.t('Set Key…'),
      run: async () => void (await vscode.commands.executeCommand(commands.setKey, route.id)),
    },
    resting
      ? { label: vscode.l10n.t('Resume'), run: change(() => health.forget(route.id)) }
      : { label: vscode.l10n.t('Pause for an Hour'), run: change(() => health.rest(route.id, userRestMs)) },
    before && {
      label: vscode.l10n.t('Move Up'),
      run: async () => {
        await writeRouteEntries(withMovedTo(rawRouteEntries(), route.id, before.id));
        await showRoutes(deps);
      },
    },
    {
      label: vscode.l10n.t('Edit…'),
      run: async () => void (await vscode.commands.executeCommand(commands.editRoutes, route.id)),
    },
  ];
  const items = actions.filter((action) => action !== undefined);
  const picked = await pickOne(items, { title: route.name });
  await picked?.run();
}

async function testRoute({ id }: Route): Promise<void> {
  await vscode.commands.executeCommand(commands.testRoutes, { route: id } satisfies TestArguments);
}

function checkHint(): string {
  return vscode.l10n.t('address, key and model; doesn’t check credit or capacity');
}
