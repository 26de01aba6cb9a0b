import * as vscode from 'vscode';
import { listedRoutes } from '../settings/listedRoutes';
import type { Keys } from './keys';
import { pickOne } from '../window/lists';
import { say } from '../window/say';

/** Deletes the key of a route that the user picks; the route itself stays. */
export async function removeKey(keys: Keys): Promise<void> {
  const ids = await keys.routeIds();
  if (ids.length === 0) {
    void say.info(vscode.l10n.t('There is no key to remove.'));
    return;
  }
  const names = new Map(listedRoutes().map(({ id, route }) => [id, route?.name ?? id]));
  const items = ids.map((id) => ({
    label: names.get(id) ?? id,
    description: names.has(id) ? id : vscode.l10n.t('no longer a route'),
    id,
  }));
  const picked = await pickOne(items, {
    title: vscode.l10n.t('Remove Key'),
    placeHolder: vscode.l10n.t('Which key should be deleted from secret storage?'),
  });
  if (!picked) return;
  await keys.remove(picked.id);
  void say.info(vscode.l10n.t('The key of {0} is removed.', picked.label));
}
