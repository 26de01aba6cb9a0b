import * as vscode from 'vscode';
import type { Route } from '../../core/services/route';
import { freeId, withEntry } from '../../core/settings/routeEntries';
import { commands } from '../../ids';
import { rawRouteEntries, writeRouteEntries } from '../settings/configuration';
import type { Keys } from '../keys/keys';
import type { ConnectDraft } from './connectDraft';
import { entryOf, routeOf, secretOf } from './connectDraft';
import { offerDeletion } from '../keys/keyFileInput';
import { say } from '../window/say';

/** Stores a route as the user has connected it, says so, and offers to delete the file that its key came from. */
export async function storeRoute(draft: ConnectDraft, keys: Keys): Promise<void> {
  const route = await addRoute(draft, keys);
  void tellConnected(route);
  if (draft.credential === 'serviceAccount' && draft.account && draft.keyFile) void offerDeletion(draft.keyFile);
}

/**
 * Adds a route with its key, under an id that is free now: another window may have added one since the draft began. The key is
 * first, since a route without one would ask for it at once. If the settings cannot be written, it goes again.
 */
export async function addRoute(draft: ConnectDraft, keys: Keys): Promise<Route> {
  const withKeys = await keys.routeIds();
  const final = { ...draft, id: freeId(rawRouteEntries(), draft.id, withKeys) };
  const route = routeOf(final);
  const secret = secretOf(final);
  if (secret !== undefined) await keys.set(route, secret);
  try {
    await writeRouteEntries(withEntry(rawRouteEntries(), entryOf(final), final.at));
  } catch (error) {
    await keys.remove(route.id);
    throw error;
  }
  return route;
}

/** Name, protocol and the like are asked for nowhere: most people leave them as they are. */
async function tellConnected({ id, name }: Route): Promise<void> {
  const generate = vscode.l10n.t('Generate Image');
  const more = vscode.l10n.t('More Options…');
  const choice = await say.info(vscode.l10n.t('{0} is connected.', name), generate, more);
  if (choice === generate) await vscode.commands.executeCommand(commands.generateImage);
  if (choice === more) await vscode.commands.executeCommand(commands.editRoutes, id);
}
