import * as vscode from 'vscode';
import type { PresetId } from '../../core/presets';
import { presets } from '../../core/presets';
import type { Route } from '../../core/route';
import { parseRoutes } from '../../core/settings';
import { rawRouteEntries, readRoutes, writeRouteEntries } from '../configuration';
import type { Keys } from '../keys';
import { askBaseUrl, askProject, askWhetherKey, pickServiceAccount } from './credentialInput';

interface RouteItem extends vscode.QuickPickItem {
  readonly route?: Route;
  readonly add?: PresetId;
}

/** Presets that can be added in this flow, in the order shown. */
const addable: readonly PresetId[] = [
  'google-ai-studio',
  'apiyi',
  'vertex-ai',
  'openrouter',
  'laozhang',
  'openai',
  'gemini-compatible',
  'openai-compatible',
];

/** Sets the key of a route, or adds a route with its key at the end of the order. `routeId`: that route, without asking which. */
export async function setKey(keys: Keys, routeId?: string): Promise<void> {
  const routes = readRoutes().filter((route) => route.preset.id !== 'placeholder');
  const known = routes.find((route) => route.id === routeId);
  const item: RouteItem | undefined = known ? { label: known.name, route: known } : await pickRoute(keys, routes);
  if (item?.route) return setKeyOf(keys, item.route);
  if (item?.add) await addRoute(keys, item.add);
}

async function pickRoute(keys: Keys, routes: readonly Route[]): Promise<RouteItem | undefined> {
  const own = await Promise.all(
    routes.map(async (route): Promise<RouteItem> => ({
      label: route.name,
      description: await stateOf(keys, route),
      route,
    })),
  );
  const more = addable.map((id): RouteItem => ({ label: presets[id].name, description: describe(id), add: id }));
  const separator = (label: string): RouteItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return vscode.window.showQuickPick(
    [
      ...(own.length > 0 ? [separator(vscode.l10n.t('your routes')), ...own] : []),
      separator(vscode.l10n.t('add a route')),
      ...more,
    ],
    {
      title: vscode.l10n.t('Set Key'),
      placeHolder: vscode.l10n.t('Which service is the key for?'),
      ignoreFocusOut: true,
      matchOnDescription: true,
    },
  );
}

async function stateOf(keys: Keys, route: Route): Promise<string> {
  if (route.credential === 'adc') return vscode.l10n.t('{0} · gcloud login of this machine', route.id);
  if (route.credential === 'none') return vscode.l10n.t('{0} · needs no key', route.id);
  return (await keys.has(route))
    ? vscode.l10n.t('{0} · has a key', route.id)
    : vscode.l10n.t('{0} · no key yet', route.id);
}

function describe(id: PresetId): string {
  const texts: Record<PresetId, string> = {
    'google-ai-studio': vscode.l10n.t('official; needs a Gemini API key with billing'),
    'vertex-ai': vscode.l10n.t('official; needs a Google Cloud project'),
    apiyi: vscode.l10n.t('relay; reachable from anywhere, sees your prompts'),
    openrouter: vscode.l10n.t('relay; many makers with one key, sees your prompts'),
    laozhang: vscode.l10n.t('relay; reachable from anywhere, sees your prompts'),
    openai: vscode.l10n.t('official; GPT Image only, never a stand-in for Nano Banana'),
    'gemini-compatible': vscode.l10n.t('an address of your own that speaks generateContent'),
    'openai-compatible': vscode.l10n.t('an address of your own that speaks chat completions'),
    placeholder: '',
  };
  return texts[id];
}

async function setKeyOf(keys: Keys, route: Route): Promise<void> {
  if (route.credential === 'adc') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} uses the gcloud login of this machine and needs no key.', route.name),
    );
    return;
  }
  if (route.credential === 'none') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is set up to be used without a key ("credential": "none").', route.name),
    );
    return;
  }
  const stored = await storeCredential(keys, route);
  if (stored !== undefined) void vscode.window.showInformationMessage(vscode.l10n.t('{0} has its key.', route.name));
}

/** Undefined: the user would rather not. */
function storeCredential(keys: Keys, route: Route): Promise<string | undefined> {
  return route.credential === 'serviceAccount' ? storeServiceAccount(keys, route) : keys.ask(route);
}

async function storeServiceAccount(keys: Keys, route: Route): Promise<string | undefined> {
  const account = await pickServiceAccount();
  if (!account) return undefined;
  await keys.set(route, JSON.stringify(account));
  return account.client_email;
}

/** Nothing is written before all questions are answered. */
async function addRoute(keys: Keys, preset: PresetId): Promise<void> {
  const entry = await newEntry(preset);
  if (!entry) return;
  const [route] = parseRoutes([entry]);
  if (!route) return;
  if (route.credential !== 'none' && (await storeCredential(keys, route)) === undefined) return;
  await writeRouteEntries([...rawRouteEntries(), entry]);
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} is connected.', route.name));
}

async function newEntry(preset: PresetId): Promise<Readonly<Record<string, string>> | undefined> {
  const id = freeId(preset);
  if (presets[preset].baseUrls.length === 0) {
    const baseUrl = await askBaseUrl();
    const needsKey = baseUrl === undefined ? undefined : await askWhetherKey(baseUrl);
    if (baseUrl === undefined || needsKey === undefined) return undefined;
    return { id, preset, baseUrl, ...(needsKey ? {} : { credential: 'none' }) };
  }
  if (preset !== 'vertex-ai') return { id, preset };
  const project = await askProject();
  return project === undefined ? undefined : { id, preset, project };
}

function freeId(preset: PresetId): string {
  const taken = new Set(rawRouteEntries().map((entry) => (entry as { id?: unknown } | null)?.id));
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? preset : `${preset}-${n}`;
    if (!taken.has(id)) return id;
  }
}
