import * as vscode from 'vscode';
import type { CredentialKind } from '../../core/services/preset';
import { takesGoogleCredentials } from '../../core/services/preset';
import { withFields } from '../../core/settings/routeEntries';
import type { Route } from '../../core/services/route';
import { needsSecret } from '../../core/services/route';
import { commands } from '../../ids';
import { setKeyOf } from '../keys/setKey';
import { rawRouteEntries, writeRouteEntries } from '../settings/configuration';
import type { Keys } from '../keys/keys';
import type { Step } from '../steps/pickStep';
import { mapped } from '../steps/pickStep';
import { say } from '../window/say';
import { askWhetherKey, isOnThisMachine } from './addressSteps';
import { writtenCredential } from './connectDraft';
import { pickGoogleCredential } from './googleCloudSteps';

/** Whether a route can prove itself in more than one way. */
export function hasCredentialChoice({ preset, credential, baseUrls }: Route): boolean {
  if (takesGoogleCredentials(preset)) return true;
  return preset.credentials.includes('none') && (credential === 'none' || isOnThisMachine(baseUrls[0]));
}

/** Asks what the route proves itself with from now on. Nothing changes before the key that it then needs is there. */
export async function changeCredential(route: Route, keys: Keys): Promise<void> {
  const answer = await pickCredential(route);
  if (typeof answer !== 'object' || answer.picked === route.credential) return;
  const credential = answer.picked;
  const changed = { ...route, credential };
  const isStored = needsSecret(changed) && (await keys.has(changed));
  if (needsSecret(changed) && !isStored && !(await setKeyOf(keys, changed))) return;
  const fields = { credential: writtenCredential(route.preset.id, credential) };
  await writeRouteEntries(withFields(rawRouteEntries(), route.id, fields));
  if (isStored) void tellStored(route);
}

/** A key from before may be a good one or the very one that was given up. */
async function tellStored({ id, name }: Route): Promise<void> {
  const setKey = vscode.l10n.t('Set Key');
  const text = vscode.l10n.t('{0} uses the key that is stored for it.', name);
  if ((await say.info(text, setKey)) !== setKey) return;
  await vscode.commands.executeCommand(commands.setKey, id);
}

async function pickCredential({ preset, credential }: Route): Promise<Step<CredentialKind>> {
  const alone = { step: 1, total: 1 };
  if (takesGoogleCredentials(preset)) return pickGoogleCredential(preset, credential, alone);
  return mapped(await askWhetherKey(credential === 'key', alone), (needsKey) => (needsKey ? 'key' : 'none'));
}
