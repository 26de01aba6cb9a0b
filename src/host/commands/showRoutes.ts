import * as vscode from 'vscode';
import type { Health } from '../../core/health';
import { GenerationFailure } from '../../core/failure';
import { findModel } from '../../core/models';
import { estimateUsd, formatUsd } from '../../core/price';
import type { Route } from '../../core/route';
import { modelIdsOf } from '../../core/route';
import { withMoved } from '../../core/routeEntries';
import { routeStats } from '../../core/routeStats';
import { commands } from '../../ids';
import type { Probe } from '../../providers/probe';
import { startOfToday } from '../../store/spent';
import type { Store } from '../../store/store';
import type { RememberedOptions } from '../configuration';
import { rawRouteEntries, readServices, writeRouteEntries } from '../configuration';
import type { Keys } from '../keys';
import { lightOf } from '../routeLights';
import { diagnosisText } from '../texts/diagnosisText';
import { spentText, stateText, statsText } from '../texts/routeText';

const weekMs = 7 * 86_400_000;
/** How long a route rests that the user puts to rest. */
const userRestMs = 3_600_000;

export interface RoutesDependencies {
  readonly health: Health;
  readonly store: Store;
  readonly keys: Keys;
  readonly options: RememberedOptions;
  readonly probe: Probe;
  /** Draws the lights again. */
  readonly onChange: () => void;
}

/** Each route with its state, its past, its price and what was spent on it today; picking one offers what can be done. */
export async function showRoutes(deps: RoutesDependencies): Promise<void> {
  const { routes } = readServices();
  const real = routes.filter((route) => route.preset.id !== 'placeholder');
  if (real.length === 0) {
    await vscode.commands.executeCommand(commands.connectRoute);
    return;
  }
  const picked = await vscode.window.showQuickPick(
    real.map((route) => routeItem(route, deps)),
    { title: vscode.l10n.t('Routes'), placeHolder: vscode.l10n.t('In the order in which they are tried') },
  );
  if (picked) await act(picked.route, real, deps);
}

function routeItem(route: Route, deps: RoutesDependencies): vscode.QuickPickItem & { readonly route: Route } {
  const state = deps.health.state(route.id);
  return {
    label: `${lightOf(state)} ${route.name}`,
    description: stateText(state),
    detail: detailOf(route, deps),
    route,
  };
}

function detailOf(route: Route, { store, options }: RoutesDependencies): string {
  const services = readServices();
  const { model: id, size } = options.read(undefined, services);
  const model = findModel(id, services.catalogue);
  const usd = model && estimateUsd(route, model, size);
  const price = usd === undefined ? '' : vscode.l10n.t('{0} a picture', formatUsd(usd));
  try {
    const past = store.ledger.list({ since: Date.now() - weekMs, route: route.id }, 500);
    const spent = store.ledger.spent({ since: startOfToday(Date.now()), route: route.id });
    return [price, spentText(spent), statsText(routeStats(past))].filter(Boolean).join(' · ');
  } catch {
    return price; // without a database there is no past to tell
  }
}

interface RouteAction extends vscode.QuickPickItem {
  run(): Promise<void> | void;
}

async function act(route: Route, routes: readonly Route[], deps: RoutesDependencies): Promise<void> {
  const { health, onChange } = deps;
  const resting = health.state(route.id).state !== 'ready';
  const change = (run: () => void) => () => {
    run();
    onChange();
  };
  const actions: (RouteAction | false)[] = [
    { label: vscode.l10n.t('Check for Free'), description: checkHint(), run: () => check(route, deps) },
    {
      label: vscode.l10n.t('Set Key…'),
      run: async () => void (await vscode.commands.executeCommand(commands.setKey, route.id)),
    },
    resting
      ? { label: vscode.l10n.t('Wake'), run: change(() => health.forget(route.id)) }
      : { label: vscode.l10n.t('Rest for an Hour'), run: change(() => health.rest(route.id, userRestMs)) },
    routes[0] !== route && {
      label: vscode.l10n.t('Move Up'),
      run: async () => {
        await writeRouteEntries(withMoved(rawRouteEntries(), route.id, -1));
        await showRoutes(deps);
      },
    },
    {
      label: vscode.l10n.t('Edit…'),
      run: async () => void (await vscode.commands.executeCommand(commands.editRoutes, route.id)),
    },
  ];
  const items = actions.filter((action) => action !== false);
  const picked = await vscode.window.showQuickPick(items, { title: route.name });
  await picked?.run();
}

function checkHint(): string {
  return vscode.l10n.t('address, key and model; says nothing of credit or capacity');
}

async function check(route: Route, { keys, options, probe, health, onChange }: RoutesDependencies): Promise<void> {
  const services = readServices();
  const model = findModel(options.read(undefined, services).model, services.catalogue);
  const [modelId = ''] = model ? modelIdsOf(route, model) : [];
  const progress = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: vscode.l10n.t('Checking {0}…', route.name),
  };
  const failure = await vscode.window.withProgress(progress, async (_, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    try {
      await probe(route, modelId, await keys.credential(route, stop.signal), stop.signal);
      return undefined;
    } catch (error) {
      if (error instanceof GenerationFailure) return error;
      throw error;
    }
  });
  if (failure?.kind === 'cancelled') return;
  // a check can keep a route out, never let it in again: it answers where generation does not
  if (failure) health.failed(route.id, failure.facts);
  onChange();
  if (!failure) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} answers and takes the key. Credit and capacity show only with a picture.', route.name),
    );
    return;
  }
  void vscode.window.showWarningMessage(diagnosisText(route, failure.facts));
}
