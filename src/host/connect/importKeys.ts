import { parseEnv } from 'node:util';
import * as vscode from 'vscode';
import type { Importable, ImportableKey } from '../../core/importableKeys';
import { importableKeys, importableVariables } from '../../core/importableKeys';
import type { Route } from '../../core/route';
import { originsOf } from '../../core/route';
import { freeId, withEntry } from '../../core/routeEntries';
import { parseRoutes } from '../../core/settings';
import { rawRouteEntries, writeRouteEntries } from '../configuration';
import type { Keys } from '../keys';
import { keyLooksText } from '../texts/keyText';
import { entryOf } from './connectDraft';
import { listedRoutes } from './listedRoutes';

/** Takes keys over from environment variables or a .env file: only what the user has seen in a list and ticked. */
export async function importKeys(keys: Keys): Promise<void> {
  const source = await pickSource();
  if (!source) return;
  const found = importableKeys(source.variables);
  for (const { variable } of found.problems) tellBadAddress(variable);
  if (found.keys.length === 0) return tellNothing(source.name, found);
  const plans = plansFor(found.keys, await keys.routeIds());
  const chosen = await pickPlans(plans, source.name);
  if (!chosen || chosen.length === 0) return;
  for (const plan of chosen) await take(plan, keys);
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Imported: {0}. Test Routes shows whether they are taken.',
      chosen.map(({ route }) => route.name).join(', '),
    ),
  );
}

interface Source {
  readonly name: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

async function pickSource(): Promise<Source | undefined> {
  const environment = { label: vscode.l10n.t('Environment Variables'), description: environmentHint(), file: false };
  const file = { label: vscode.l10n.t('A .env File…'), description: vscode.l10n.t('which you pick'), file: true };
  const picked = await vscode.window.showQuickPick([environment, file], {
    title: vscode.l10n.t('Import Keys'),
    placeHolder: vscode.l10n.t('Looked at: {0}', importableVariables.join(', ')),
    ignoreFocusOut: true,
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
  /** What would be added to the settings; undefined where the route is there already. */
  readonly entry: object | undefined;
}

/** Each key has a route of its own: one that is there and has not been spoken for, else a new one. */
function plansFor(keys: readonly ImportableKey[], withKeys: readonly string[]): Plan[] {
  const plans: Plan[] = [];
  let entries = rawRouteEntries();
  for (const found of keys) {
    const entry = entryOf({ ...found, id: freeId(entries, found.preset, withKeys), credential: 'key', at: 0 });
    const [fresh] = parseRoutes([entry]);
    if (!fresh) throw new Error(`no route of ${found.preset}`);
    const same = listedRoutes().find(
      ({ id, route }) => route && isSame(route, fresh) && !plans.some((plan) => plan.route.id === id),
    )?.route;
    if (!same) entries = withEntry(entries, entry, entries.length);
    plans.push({ found, route: same ?? fresh, entry: same ? undefined : entry });
  }
  return plans;
}

function isSame(one: Route, other: Route): boolean {
  return (
    one.preset.id === other.preset.id && one.credential === 'key' && originsOf(one).join() === originsOf(other).join()
  );
}

async function pickPlans(plans: readonly Plan[], source: string): Promise<readonly Plan[] | undefined> {
  const items = plans.map((plan) => ({
    label: plan.route.name,
    description: plan.entry
      ? vscode.l10n.t('new route')
      : vscode.l10n.t('replaces the key of the route {0}', plan.route.id),
    detail: detailOf(plan),
    picked: plan.found.baseUrl === undefined, // an address that a file names is worth a look first
    plan,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Keys in {0}', source),
    placeHolder: vscode.l10n.t('Ticked keys go to secret storage; nothing changes where they lie.'),
    canPickMany: true,
    ignoreFocusOut: true,
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

async function take({ found, route, entry }: Plan, keys: Keys): Promise<void> {
  await keys.set(route, found.key);
  if (!entry) return;
  const entries = rawRouteEntries();
  await writeRouteEntries(withEntry(entries, entry, entries.length));
}

function tellBadAddress(variable: string): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t('{0} is no address that a key may be sent to: https only, without user name and query.', variable),
  );
}

function tellNothing(source: string, { problems }: Importable): void {
  if (problems.length > 0) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('{0}: none of {1} is set.', source, importableVariables.join(', ')),
  );
}
