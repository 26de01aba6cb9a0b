import * as vscode from 'vscode';
import type { Remedy } from '../core/diagnosis';
import { pageFor, remedyOf } from '../core/diagnosis';
import type { FailureFacts } from '../core/failure';
import { nextStep } from '../core/policy';
import type { Route } from '../core/route';
import type { SettingsError } from '../core/settings';
import { commands, machineSettings, section, settings } from '../ids';
import { DestinationError } from './destination';
import { openPage } from './openPage';
import { signIn } from './signIn';
import type { FailureMessage } from './texts/failureText';

/** A button under a failure. */
export interface FailureButton {
  readonly id: string;
  readonly label: string;
  run(): Promise<void>;
}

/** What a failure's buttons can start. */
export interface FailureSteps {
  /** The same job once more. */
  readonly again: () => void;
  /** The same job on the routes that were not tried; absent where there are none. */
  readonly elsewhere?: (() => Promise<void>) | undefined;
  /** Fetches the picture that was made and could not be fetched; absent where there is none. */
  readonly downloadAgain?: (() => Promise<void>) | undefined;
}

/** What a button has to work with. */
interface Situation {
  readonly facts: Pick<FailureFacts, 'helpUrl'>;
  readonly route: Route | undefined;
  readonly steps: FailureSteps;
}

type MakeButton = (situation: Situation) => Omit<FailureButton, 'id'> | undefined;

/** A message has room for so many. */
const mostButtons = 3;

/** What each remedy offers, best first; a page that a service does not have is left out. */
const offers: Readonly<Record<Remedy, readonly Remedy[]>> = {
  setKey: ['setKey'],
  makeKey: ['makeKey', 'setKey'],
  openBilling: ['openBilling', 'tryAgain'],
  enableApi: ['enableApi', 'tryAgain'],
  openPermissions: ['openPermissions', 'tryAgain'],
  openProject: ['openProject', 'tryAgain'],
  editRoute: ['editRoute', 'tryAgain'],
  otherRoute: ['otherRoute'],
  signIn: ['signIn', 'tryAgain'],
  networkSettings: ['networkSettings', 'tryAgain'],
  openSettings: ['openSettings'],
  testRoutes: ['testRoutes', 'tryAgain'],
  tryAgain: ['tryAgain'],
  showLog: ['showLog'],
};

const buttons: Readonly<Record<Remedy, MakeButton>> = {
  setKey: ({ route }) => command(vscode.l10n.t('Set Key'), commands.setKey, route?.id),
  makeKey: (situation) => page(vscode.l10n.t('Open Keys'), 'makeKey', situation),
  openBilling: (situation) => page(vscode.l10n.t('Open Billing'), 'openBilling', situation),
  enableApi: (situation) => page(vscode.l10n.t('Enable API'), 'enableApi', situation),
  openPermissions: (situation) => page(vscode.l10n.t('Open Permissions'), 'openPermissions', situation),
  openProject: (situation) => page(vscode.l10n.t('Open Project'), 'openProject', situation),
  editRoute: ({ route }) => command(vscode.l10n.t('Edit Route'), commands.editRoutes, route?.id),
  otherRoute: ({ steps: { elsewhere } }) =>
    elsewhere
      ? { label: vscode.l10n.t('Try Other Route'), run: elsewhere }
      : command(vscode.l10n.t('Connect a Route'), commands.connectRoute),
  signIn: () => ({ label: vscode.l10n.t('Sign In…'), run: () => signIn() }),
  networkSettings: () => ({ label: vscode.l10n.t('Open Proxy Settings'), run: () => openSettings('http.proxy') }),
  openSettings: () => ({ label: vscode.l10n.t('Open Settings'), run: () => openSettings() }),
  testRoutes: () => command(vscode.l10n.t('Test Routes'), commands.testRoutes),
  tryAgain: ({ steps }) => ({ label: vscode.l10n.t('Try Again'), run: async () => steps.again() }),
  showLog: () => command(vscode.l10n.t('Show Log'), commands.showLog),
};

/** The buttons for a failure, what helps most first; `most` if the message needs room for others. */
export function failureButtons(
  { facts, route }: Pick<FailureMessage, 'facts' | 'route'>,
  steps: FailureSteps,
  most = mostButtons,
): FailureButton[] {
  const { downloadAgain } = steps;
  if (downloadAgain) {
    // the picture exists: nothing else may be paid before it is given up
    return [downloadButton(downloadAgain), ...made('showLog', { facts: {}, route, steps })];
  }
  const remedy = facts && remedyOf(facts, route);
  const [first, ...rest] = remedy ? offers[remedy] : [];
  const other: Remedy[] = steps.elsewhere && mayGoOn(facts, route) ? ['otherRoute'] : [];
  const wanted = new Set<Remedy>([...(first ? [first] : []), ...other, ...rest, 'showLog']);
  return [...wanted].flatMap((id) => made(id, { facts: facts ?? {}, route, steps })).slice(0, most);
}

/** Fetches pictures that were made and could not be fetched. */
export function downloadButton(run: () => Promise<void>): FailureButton {
  return { id: 'downloadAgain', label: vscode.l10n.t('Download Again'), run };
}

/** What helps outside of the questions that are being asked: pages, a login, settings. */
const elsewhereRemedies: readonly Remedy[] = [
  'makeKey',
  'openBilling',
  'enableApi',
  'openPermissions',
  'openProject',
  'signIn',
  'networkSettings',
];

/** The button for what helps with a failure on a route that is not connected yet; undefined where the answers themselves do. */
export function helpButton(facts: FailureFacts, route: Route): FailureButton | undefined {
  const remedy = remedyOf(facts, route);
  if (!remedy || !elsewhereRemedies.includes(remedy)) return undefined;
  return made(remedy, { facts, route, steps: { again: () => undefined } })[0];
}

/** Whether a job that may use other routes would have gone on by itself: nothing was charged, and others may do better. */
function mayGoOn(facts: FailureFacts | undefined, route: Route | undefined): boolean {
  return facts !== undefined && route !== undefined && nextStep(facts, route) === 'nextRoute';
}

function made(id: Remedy, situation: Situation): FailureButton[] {
  const button = buttons[id](situation);
  return button ? [{ id, ...button }] : [];
}

function command(label: string, id: string, ...args: readonly unknown[]): Omit<FailureButton, 'id'> {
  return { label, run: async () => void (await vscode.commands.executeCommand(id, ...args)) };
}

/** Only over https: an address can come from an answer. */
function page(label: string, remedy: Remedy, { facts, route }: Situation): Omit<FailureButton, 'id'> | undefined {
  const address = route && pageFor(remedy, route, facts);
  if (!address?.startsWith('https://')) return undefined;
  return { label, run: () => openPage(address) };
}

/** Which setting an error is about. */
export function settingOf(error: SettingsError | DestinationError): string | undefined {
  if (error instanceof DestinationError) return `${section}.${settings.assetsFolder}`;
  return error.problems[0]?.path.replace(/\[.*$/, ''); // without the place in its list
}

/** The settings, at one of ours; left out: the routes. On a remote machine those of the machine have a page of their own. */
export async function openSettings(name = `${section}.${settings.routes}`): Promise<void> {
  const isRemote = vscode.env.remoteName !== undefined && machineSettings.includes(name.slice(section.length + 1));
  const command = isRemote ? 'workbench.action.openRemoteSettings' : 'workbench.action.openSettings';
  await vscode.commands.executeCommand(command, { query: `@id:${name}` });
}
