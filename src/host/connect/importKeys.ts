import { parseEnv } from 'node:util';
import * as vscode from 'vscode';
import type { Importable, ImportableKey } from '../../core/keys/importableKeys';
import { importableKeys, importableVariables } from '../../core/keys/importableKeys';
import type { Route } from '../../core/services/route';
import { originsOf } from '../../core/services/route';
import { readServices } from '../settings/configuration';
import type { Keys } from '../keys/keys';
import { keyLooksText } from '../texts/keyText';
import { pickMany, pickOne } from '../window/lists';
import { say } from '../window/say';
import type { ConnectDraft } from './connectDraft';
import { routeOf } from './connectDraft';
import { listedRoutes } from '../settings/listedRoutes';
import { addRoute } from './storeRoute';

/** Takes keys over from environment variables or a .env file: only what the user has seen in a list and ticked. */
export async function importKeys(keys: Keys): Promise<void> {
  readServices(); // wrong settings are told before anything is asked
  const source = await pickSource();
  if (!source) return;
  const found = importableKeys(source.variables);
  for (const { variable } of found.problems) tellBadAddress(variable);
  if (found.keys.length === 0) return tellNothing(source.name, found);
  const chosen = await pickPlans(plansFor(found.keys), source.name);
  if (!chosen) return;
  if (chosen.length === 0) return tellNothingTicked();
  const taken: Route[] = [];
  try {
    for (const plan of chosen) taken.push(await take(plan, keys));
  } finally {
    if (taken.length > 0) tellImported(taken); // also of those before one that failed
  }
}

interface Source {
  readonly name: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

async function pickSource(): Promise<Source | undefined> {
  const environment = { label: vscode.l10n.t('Environment Variables'), description: environmentHint(), file: false };
  const file = { label: vscode.l10n.t('A .env File…'), description: vscode.l10n.t('which you pick'), file: true };
  const picked = await pickOne([environment, file], {
    title: vscode.l10n.t('Import Keys'),
    placeHolder: vscode.l10n.t('Looked at: {0}', importableVariables.join(', ')),
  });
  if (!picked) return undefined;
  return picked.file ? readEnvFile() : { name: picked.label, variables: process.env };
}

function environmentHint(): string {
  const { remoteName } = vscode.env;
  return remoteName ? vscode.l10n.t('of the remote machine ({0})', remoteName) : vscode.l10n.t('of this machine');
}

async function readEnvFile(): Promise<Source | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('.env File'),
      openLabel: vscode.l10n.t('Look at Its Keys'),
      canSelectMany: false,
    })) ?? [];
  if (!file) return undefined;
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  return { name: file.path.slice(file.path.lastIndexOf('/') + 1), variables: parseEnv(text) };
}

/** A key and the route that it would be for. */
interface Plan {
  readonly found: ImportableKey;
  readonly route: Route;
  /** Whether the route is there already, and would get another key. */
  readonly isThere: boolean;
}

/** Each key has a route of its own: one that is there and has not been spoken for, else a new one. */
function plansFor(keys: readonly ImportableKey[]): Plan[] {
  const plans: Plan[] = [];
  for (const found of keys) {
    const fresh = routeOf(draftFor(found));
    const there = likeRoutes(fresh).find(({ id }) => !plans.some(({ isThere, route }) => isThere && route.id === id));
    plans.push({ found, route: there ?? fresh, isThere: there !== undefined });
  }
  return plans;
}

function draftFor({ preset, baseUrl, key }: ImportableKey): ConnectDraft {
  return { id: preset, preset, baseUrl, key, credential: 'key', at: Infinity };
}

/** The routes in use that take the same key to the same addresses. One that is switched off was put away: its key stays. */
function likeRoutes(wanted: Route): Route[] {
  const origins = originsOf(wanted).join();
  return listedRoutes().flatMap(({ enabled, route }) =>
    enabled &&
    route?.preset.id === wanted.preset.id &&
    route.credential === 'key' &&
    originsOf(route).join() === origins
      ? [route]
      : [],
  );
}

async function pickPlans(plans: readonly Plan[], source: string): Promise<readonly Plan[] | undefined> {
  const items = plans.map((plan) => ({
    label: plan.route.name,
    description: plan.isThere
      ? vscode.l10n.t('replaces the key of the route {0}', plan.route.id)
      : vscode.l10n.t('new route'),
    detail: detailOf(plan),
    picked: plan.found.baseUrl === undefined, // an address that a file names is worth a look first
    plan,
  }));
  const picked = await pickMany(items, {
    title: vscode.l10n.t('Keys in {0}', source),
    placeHolder: vscode.l10n.t('Ticked keys go to secret storage; nothing changes where they lie.'),
  });
  return picked?.map(({ plan }) => plan);
}

/** What a person needs to know the key by, and nothing of the key itself. */
function detailOf({ found, route }: Plan): string {
  const hosts = route.baseUrls.map((url) => new URL(url).host).join(', ');
  const sent = vscode.l10n.t('sent to {0} only', hosts);
  const shape = vscode.l10n.t('{0}, {1} characters', found.variable, found.key.length);
  return [shape, sent, keyLooksText(found.key)].filter(Boolean).join(' · ');
}

/** A route that was changed or removed while the list was open is left as it is: the key gets a new one. */
async function take({ found, route, isThere }: Plan, keys: Keys): Promise<Route> {
  const there = isThere && likeRoutes(route).find(({ id }) => id === route.id);
  if (!there) return addRoute(draftFor(found), keys);
  await keys.set(there, found.key);
  return there;
}

function tellImported(routes: readonly Route[]): void {
  const names = routes.map(({ name }) => name).join(', ');
  void say.info(vscode.l10n.t('Imported: {0}. Test Routes shows whether they are accepted.', names));
}

function tellNothingTicked(): void {
  void say.info(vscode.l10n.t('No key was ticked, so none was imported.'));
}

function tellBadAddress(variable: string): void {
  void say.warning(vscode.l10n.t('{0} can’t be used for a key: https only, without a user name or query.', variable));
}

function tellNothing(source: string, { problems }: Importable): void {
  if (problems.length > 0) return;
  void say.info(vscode.l10n.t('{0}: none of {1} is set.', source, importableVariables.join(', ')));
}
