import * as vscode from 'vscode';
import { freeId, withEntry } from '../../core/routeEntries';
import { commands } from '../../ids';
import { rawRouteEntries, writeRouteEntries } from '../configuration';
import type { Keys } from '../keys';
import type { ConnectDraft } from './connectDraft';
import { entryOf, routeOf, secretOf } from './connectDraft';
import { offerDeletion } from './serviceAccountStep';

/** The key first: a route without its key would ask for it at once. If the settings cannot be written, it goes again. */
export async function storeRoute(draft: ConnectDraft, keys: Keys): Promise<void> {
  const entries = rawRouteEntries();
  const final = { ...draft, id: freeId(entries, draft.id, await keys.routeIds()) };
  const route = routeOf(final);
  const secret = secretOf(final);
  if (secret !== undefined) await keys.set(route, secret);
  try {
    await writeRouteEntries(withEntry(entries, entryOf(final), final.at));
  } catch (error) {
    await keys.remove(route.id);
    throw error;
  }
  void tellConnected(route.name);
  if (final.credential === 'serviceAccount' && secret !== undefined && final.keyFile) void offerDeletion(final.keyFile);
}

async function tellConnected(name: string): Promise<void> {
  const generate = vscode.l10n.t('Generate Image');
  const choice = await vscode.window.showInformationMessage(vscode.l10n.t('{0} is connected.', name), generate);
  if (choice === generate) await vscode.commands.executeCommand(commands.generateImage);
}
