import * as vscode from 'vscode';
import { isOwnAddress } from '../../core/defaultUrls';
import type { Diagnosis } from '../../core/diagnosis';
import { diagnosisOf } from '../../core/diagnosis';
import type { FailureFacts } from '../../core/failure';
import { isLoopback } from '../../core/baseUrl';
import type { Route } from '../../core/route';
import { loginCommand } from '../signIn';
import { plainText } from './plainText';

type Advice = (route: Route) => string;

/** What a person can do about each, in one sentence; undefined where the reason says it all. */
const advice: Readonly<Record<Diagnosis, Advice | undefined>> = {
  auth: undefined,
  keyMissing: undefined,
  keyMalformed: () => vscode.l10n.t('Set it again, as the service shows it.'),
  keyExpired: () => vscode.l10n.t('Make a new key and set it here.'),
  keyLeaked: () => vscode.l10n.t('Make a new key and set it here; keep it out of files and chats.'),
  keyOfOtherKind: ({ preset }) =>
    preset.id === 'vertex-ai'
      ? vscode.l10n.t('It takes a service account or a gcloud login, and no API key.')
      : vscode.l10n.t('Check that the key is one for this service.'),
  credentialsNotFound: () => signIn(),
  credentialsVariable: () =>
    vscode.l10n.t('Correct or remove the variable and start VS Code anew, or give the route a key file.'),
  credentialsUnusable: () => vscode.l10n.t('It takes service accounts and gcloud logins, as Google made the file.'),
  credentialsRevoked: ({ credential }) =>
    credential === 'adc' ? signIn() : vscode.l10n.t('The key was deleted, or its account is gone.'),
  signInAgain: () => signIn(),
  region: () => vscode.l10n.t('No setting mends that; another route does, such as Vertex AI or a relay.'),
  setup: undefined,
  clockWrong: () => vscode.l10n.t('Set its date and time: a few minutes off are too many for a sign-in.'),
  apiDisabled: () => vscode.l10n.t('Switch it on and try again a minute later.'),
  billingDisabled: () => vscode.l10n.t('Link a billing account to it.'),
  roleMissing: ({ preset }) =>
    preset.id === 'vertex-ai'
      ? vscode.l10n.t('Give it the role "Vertex AI User".')
      : vscode.l10n.t('Its owner can give it the role.'),
  projectUnknown: ({ project }) =>
    project === undefined
      ? vscode.l10n.t('Check the project that the key belongs to.')
      : vscode.l10n.t('Check "{0}": the route wants the ID of the project, not its name.', plainText(project, 80)),
  suspended: () => vscode.l10n.t('Only the service can lift that.'),
  keyRestricted: () => vscode.l10n.t('What it may do is set where it was made: APIs, addresses and models.'),
  credit: (route) => maybeWrong(route),
  prepaidEmpty: (route) => maybeWrong(route) || maybeTheirs(route),
  quota: undefined,
  freeTier: ({ preset }) =>
    preset.firstParty
      ? vscode.l10n.t('No wait helps, whatever the answer says; billing does.')
      : vscode.l10n.t('The free key may be the relay’s own, and not yours.'),
  rateLimit: undefined,
  overloaded: undefined,
  server: undefined,
  emptyBadGateway: () => vscode.l10n.t('That is often a proxy or VPN on this machine, and not the service.'),
  network: undefined,
  nameNotFound: (route) =>
    isOwnAddress(route)
      ? vscode.l10n.t('Check the address {0} and the connection of this machine.', hostOf(route))
      : vscode.l10n.t('Check the connection of this machine: it may be offline, or a VPN or DNS is in the way.'),
  connectionRefused: (route) =>
    isLoopback(new URL(route.baseUrls[0] ?? '').hostname)
      ? vscode.l10n.t('Is the server at {0} running?', hostOf(route))
      : vscode.l10n.t('A firewall or VPN may be in the way.'),
  certificateUnknown: () =>
    vscode.l10n.t(
      'A company proxy may sign connections with a certificate of its own. The setting "http.systemCertificates" takes those of this machine; the variable NODE_EXTRA_CA_CERTS names a file.',
    ),
  certificateOfOther: (route) =>
    vscode.l10n.t('A proxy or a sign-in page of the network may answer for {0}: open it in a browser.', hostOf(route)),
  proxyUnreachable: () =>
    vscode.l10n.t('Start it, or correct its address in "http.proxy" or in the settings of the system.'),
  proxyPassword: () => vscode.l10n.t('See the settings "http.proxy" and "http.proxyAuthorization".'),
  proxyRefused: (route) =>
    vscode.l10n.t('Whoever runs it can let {0} through; "http.noProxy" leaves it out.', hostOf(route)),
  model: ({ preset }) =>
    preset.baseUrls.length === 0
      ? vscode.l10n.t('If the service has it under another name, give that name in the setting "dualtrack.models".')
      : '',
  groupWithoutModel: () => vscode.l10n.t('Choose a group that has it where the key was made, or make another key.'),
  locationWithoutModel: ({ location }) =>
    location === undefined || location === 'global'
      ? vscode.l10n.t('Pictures are made in the location "global".')
      : vscode.l10n.t('Pictures are made in the location "global", not in "{0}".', location),
  refused: undefined,
  noImage: undefined,
  badRequest: undefined,
  timeout: undefined,
  interrupted: undefined,
  badResponse: (route) => (isOwnAddress(route) ? wrongAddress(route) : ''),
  webPage: (route) => elsewhere(route),
  redirected: (route) => elsewhere(route),
  noSuchAddress: (route) => wrongAddress(route),
  answerTooLarge: undefined,
  cancelled: undefined,
  unsupported: undefined,
  noRoute: undefined,
  budget: undefined,
  ledgerBusy: () =>
    vscode.l10n.t(
      'Nothing was sent: every request is written to the ledger first. Close what else uses it, and try again.',
    ),
  ledgerUnwritable: () =>
    vscode.l10n.t('Nothing was sent: every request is written to the ledger first. Check whether the disk is full.'),
};

/** What a person can do about a failure; '' where there is nothing to say. */
export function adviceText(route: Route, facts: FailureFacts): string {
  return advice[diagnosisOf(facts)]?.(route) ?? '';
}

function signIn(): string {
  return vscode.l10n.t('Sign in on the machine where the extension runs: {0}', `\`${loginCommand}\`.`);
}

function maybeWrong({ preset }: Route): string {
  return preset.catalogue === 'google'
    ? vscode.l10n.t('Google has said so by mistake before: look at the balance before you pay.')
    : '';
}

/** A relay hands on what its own provider says. */
function maybeTheirs({ preset }: Route): string {
  return preset.firstParty ? '' : vscode.l10n.t('It may be the relay’s own account that is empty, and not yours.');
}

/** Something stands at the address that is not the service. */
function elsewhere(route: Route): string {
  return isOwnAddress(route)
    ? wrongAddress(route)
    : vscode.l10n.t('A sign-in page of the network may be in the way: open any page in a browser, then try again.');
}

function wrongAddress(route: Route): string {
  return vscode.l10n.t(
    'The address is probably wrong: check what the service at {0} calls its base URL.',
    hostOf(route),
  );
}

function hostOf({ baseUrls }: Route): string {
  return new URL(baseUrls[0] ?? '').host;
}
