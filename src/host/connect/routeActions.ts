import * as vscode from 'vscode';
import { isOwnAddress } from '../../core/services/defaultUrls';
import type { RouteEntries } from '../../core/settings/routeEntries';
import { idOf, withAddress, withFields, withMoved, withoutEntry } from '../../core/settings/routeEntries';
import type { Route } from '../../core/services/route';
import { isBilledByTokens } from '../../core/services/price';
import { needsSecret, originsOf } from '../../core/services/route';
import { setKeyOf } from '../keys/setKey';
import { rawRouteEntries, writeRouteEntries } from '../settings/configuration';
import type { Keys } from '../keys/keys';
import type { Step } from '../steps/pickStep';
import { credentialText } from '../texts/routeText';
import type { Item } from '../window/lists';
import { say } from '../window/say';
import { askAddress } from './addressSteps';
import { askBilling, billingText } from './billingStep';
import { changeCredential, hasCredentialChoice } from './credentialAction';
import type { ListedRoute } from '../settings/listedRoutes';
import { listedRoutes } from '../settings/listedRoutes';
import { askName, pickWire } from './optionsStep';
import { askLocation, askProject } from './googleCloudSteps';

/** `stay`: something may be changed still; `list`: the others are to be seen. Undefined: the user is done with this one. */
export type Next = 'stay' | 'list' | undefined;

/** One thing that can be done to a route. */
interface EditAction extends Item {
  run(): Promise<Next>;
}

/** What can be done to a route; one that cannot be read can be moved, switched off and removed. */
export function actionsOn(listed: ListedRoute, keys: Keys): EditAction[] {
  const { id, enabled, route } = listed;
  const entries = rawRouteEntries();
  const at = entries.findIndex((entry) => idOf(entry) === id);
  return [
    ...(route ? changesOf(route, keys) : []),
    ...(at > 0 ? [moveAction(id, -1)] : []),
    ...(at < entries.length - 1 ? [moveAction(id, 1)] : []),
    enabled
      ? { label: vscode.l10n.t('Switch Off'), run: () => write((now) => withFields(now, id, { enabled: false })) }
      : { label: vscode.l10n.t('Switch On'), run: () => write((now) => withFields(now, id, { enabled: undefined })) },
    { label: vscode.l10n.t('Remove…'), run: () => remove(listed, keys) },
  ];
}

/** What can be changed of a route that can be read. */
function changesOf(route: Route, keys: Keys): EditAction[] {
  const { id, preset } = route;
  const own = preset.baseUrls.length > 0;
  const change = async <T>(step: Step<T>, fields: (value: T) => Readonly<Record<string, unknown>>): Promise<Next> =>
    typeof step === 'object' ? write((now) => withFields(now, id, fields(step.picked))) : 'stay';
  const cloud: EditAction[] = preset.googleCloud
    ? [
        {
          label: vscode.l10n.t('Project…'),
          description: route.project ?? '',
          run: async () => change(await askProject(route.project), (project) => ({ project })),
        },
        {
          label: vscode.l10n.t('Location…'),
          description: route.location ?? '',
          run: async () => change(await askLocation(route.location), (location) => ({ location })),
        },
      ]
    : [];
  const billing: EditAction[] = preset.billsByKey
    ? [
        {
          label: vscode.l10n.t('Charged For…'),
          description: billingText(isBilledByTokens(route) ? 'perToken' : 'perCall'),
          run: async () => change(await askBilling(route, { step: 1, total: 1 }), (chosen) => ({ billing: chosen })),
        },
      ]
    : [];
  return [
    ...(needsSecret(route)
      ? [{ label: vscode.l10n.t('Set Key…'), run: () => setKeyOf(keys, route).then(() => 'stay' as const) }]
      : []),
    ...(hasCredentialChoice(route)
      ? [
          {
            label: vscode.l10n.t('Credential…'),
            description: credentialText(route.credential),
            run: () => changeCredential(route, keys).then(() => 'stay' as const),
          },
        ]
      : []),
    {
      label: vscode.l10n.t('Rename…'),
      description: route.name,
      run: async () => change(await askName(route.name), (name) => ({ name: name.trim() })),
    },
    {
      label: vscode.l10n.t('Address…'),
      description: route.baseUrls[0] ?? '',
      run: async () => changeAddress(route, keys, await askAddress(ownAddress(route), undefined, own)),
    },
    ...(preset.wires.length > 1
      ? [
          {
            label: vscode.l10n.t('Protocol…'),
            description: route.wire,
            run: async () =>
              change(await pickWire(preset.id, route.wire), (wire) => ({ wire, sizeDialect: undefined })),
          },
        ]
      : []),
    ...cloud,
    ...billing,
  ];
}

/** The user's own address; undefined where the route has its service's. */
function ownAddress(route: Route): string | undefined {
  return isOwnAddress(route) ? route.baseUrls[0] : undefined;
}

/** A key is bound to the addresses it was given for: for other ones it is asked for again, at once. */
async function changeAddress(route: Route, keys: Keys, step: Step<string | undefined>): Promise<Next> {
  if (typeof step !== 'object' || step.picked === ownAddress(route)) return 'stay';
  await write((now) => withAddress(now, route, step.picked));
  const changed = listedRoutes().find(({ id }) => id === route.id)?.route;
  if (!changed) return 'stay';
  const isOther = originsOf(changed).some((origin) => !originsOf(route).includes(origin));
  if (isOther && needsSecret(changed)) await setKeyOf(keys, changed);
  return 'stay';
}

function moveAction(id: string, by: -1 | 1): EditAction {
  return {
    label: by < 0 ? vscode.l10n.t('Move Up') : vscode.l10n.t('Move Down'),
    run: async () => {
      await write((now) => withMoved(now, id, by));
      return 'list'; // which shows the new order
    },
  };
}

async function remove({ id, route }: ListedRoute, keys: Keys): Promise<Next> {
  const both = vscode.l10n.t('Remove Route and Key');
  const text = vscode.l10n.t('Remove {0}?', route?.name ?? id);
  const detail = vscode.l10n.t('Its key is deleted from secret storage. What you spent stays in the ledger.');
  const choice = await say.warning({ text, modal: { details: [detail] } }, both);
  if (choice !== both) return 'stay';
  await write((now) => withoutEntry(now, id));
  await keys.remove(id);
  return 'list';
}

async function write(change: (entries: RouteEntries) => RouteEntries): Promise<'stay'> {
  await writeRouteEntries(change(rawRouteEntries()));
  return 'stay';
}
