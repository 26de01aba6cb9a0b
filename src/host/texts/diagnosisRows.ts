import * as vscode from 'vscode';
import { isOwnAddress } from '../../core/services/defaultUrls';
import type { Diagnosis } from '../../core/failures/diagnosis';
import { isLoopback } from '../../core/services/baseUrl';
import { takesGoogleCredentials } from '../../core/services/preset';
import type { Route } from '../../core/services/route';
import { plainText } from './plainText';
import { credentialsVariable } from '../../providers/credentials/applicationDefault';

/** What signs a person in with Google's own tool. */
export const loginCommand = 'gcloud auth application-default login';

/** A diagnosis in words. */
interface DiagnosisRow {
  /** What happened to a route, as the end of a sentence that began with its name. */
  readonly what: () => string;
  /** What a person can do about it, in one sentence; left out where the former says it all, '' where there is nothing to say. */
  readonly advice?: (route: Route) => string;
}

export const diagnosisRows: Readonly<Record<Diagnosis, DiagnosisRow>> = {
  auth: { what: () => vscode.l10n.t('the key was not accepted') },
  keyMissing: { what: () => vscode.l10n.t('no key') },
  keyMalformed: {
    what: () => vscode.l10n.t('the key contains invalid characters'),
    advice: () => vscode.l10n.t('Set it again, exactly as the service shows it.'),
  },
  keyExpired: {
    what: () => vscode.l10n.t('the key has expired'),
    advice: () => vscode.l10n.t('Make a new key and set it here.'),
  },
  keyLeaked: {
    what: () => vscode.l10n.t('the key was found in public and is blocked'),
    advice: () => vscode.l10n.t('Make a new key and set it here; keep it out of files and chats.'),
  },
  keyOfOtherKind: {
    what: () => vscode.l10n.t('it needs a different kind of credential'),
    advice: ({ preset }) =>
      takesGoogleCredentials(preset)
        ? vscode.l10n.t('It takes a service account or a gcloud login, not an API key.')
        : vscode.l10n.t('Check that the key is one for this service.'),
  },
  credentialsNotFound: {
    what: () => vscode.l10n.t('there is no gcloud login on this machine'),
    advice: () => signIn(),
  },
  credentialsVariable: {
    what: () => vscode.l10n.t('the file that the variable {0} names cannot be used', credentialsVariable),
    advice: () => vscode.l10n.t('Correct or remove the variable and restart VS Code, or give the route a key file.'),
  },
  credentialsUnusable: {
    what: () => vscode.l10n.t('the credentials cannot be used'),
    advice: () => vscode.l10n.t('It takes service accounts and gcloud logins, as Google made the file.'),
  },
  credentialsRevoked: {
    what: () => vscode.l10n.t('the credentials are no longer valid'),
    advice: ({ credential }) =>
      credential === 'adc' ? signIn() : vscode.l10n.t('The key was deleted, or its account is gone.'),
  },
  signInAgain: { what: () => vscode.l10n.t('the gcloud login has ended'), advice: () => signIn() },
  region: {
    what: () => vscode.l10n.t('not available in this region'),
    advice: ({ preset }) =>
      preset.firstParty && !preset.googleCloud
        ? vscode.l10n.t('No setting fixes this; use another route, such as Vertex AI or a relay.')
        : vscode.l10n.t('No setting fixes this; use another route.'),
  },
  setup: { what: () => vscode.l10n.t('the account or project is not ready') },
  clockWrong: {
    what: () => vscode.l10n.t('the clock of this machine is wrong'),
    advice: () => vscode.l10n.t('Set its date and time: a few minutes off are too many for a sign-in.'),
  },
  apiDisabled: {
    what: () => vscode.l10n.t('the API is not enabled in the project'),
    advice: () => vscode.l10n.t('Enable it and try again in a minute.'),
  },
  billingDisabled: {
    what: () => vscode.l10n.t('the project has no billing'),
    advice: () => vscode.l10n.t('Link a billing account to it.'),
  },
  roleMissing: {
    what: () => vscode.l10n.t('the account lacks a role in the project'),
    advice: ({ preset }) =>
      preset.googleCloud
        ? vscode.l10n.t('Give it the role "{0}".', preset.googleCloud.role.name)
        : vscode.l10n.t('Its owner can give it the role.'),
  },
  projectUnknown: {
    what: () => vscode.l10n.t('the account has no such project'),
    advice: ({ project }) =>
      project === undefined
        ? vscode.l10n.t('Check the project that the key belongs to.')
        : vscode.l10n.t('Check "{0}": the route wants the ID of the project, not its name.', plainText(project, 80)),
  },
  suspended: {
    what: () => vscode.l10n.t('the account or project is suspended'),
    advice: () => vscode.l10n.t('Only the service can lift this.'),
  },
  keyRestricted: {
    what: () => vscode.l10n.t('the key is not allowed to do this'),
    advice: () => vscode.l10n.t('Its restrictions (APIs, addresses, models) are set where the key was made.'),
  },
  credit: { what: () => vscode.l10n.t('no credit left'), advice: (route) => maybeWrong(route) },
  prepaidEmpty: {
    what: () => vscode.l10n.t('no prepaid credit left'),
    advice: (route) => maybeWrong(route) || maybeTheirs(route),
  },
  quota: { what: () => vscode.l10n.t('the quota is used up') },
  freeTier: {
    what: () => vscode.l10n.t('a free-tier key can’t make pictures'),
    advice: ({ preset }) =>
      preset.firstParty
        ? vscode.l10n.t('Waiting won’t help; enable billing.')
        : vscode.l10n.t('The free-tier key may be the relay’s own, not yours.'),
  },
  rateLimit: { what: () => vscode.l10n.t('too many requests now') },
  overloaded: { what: () => vscode.l10n.t('overloaded') },
  server: { what: () => vscode.l10n.t('a fault of the service') },
  emptyBadGateway: {
    what: () => vscode.l10n.t('an empty answer'),
    advice: () => vscode.l10n.t('That is often a proxy or VPN on this machine, and not the service.'),
  },
  network: { what: () => vscode.l10n.t('could not be reached') },
  nameNotFound: {
    what: () => vscode.l10n.t('its address could not be found'),
    advice: (route) =>
      isOwnAddress(route)
        ? vscode.l10n.t('Check the address {0} and the connection of this machine.', hostOf(route))
        : vscode.l10n.t('Check the connection of this machine: it may be offline, or a VPN or DNS is in the way.'),
  },
  connectionRefused: {
    what: () => vscode.l10n.t('nothing is listening at its address'),
    advice: (route) =>
      isLoopback(new URL(route.baseUrls[0] ?? '').hostname)
        ? vscode.l10n.t('Is the server at {0} running?', hostOf(route))
        : vscode.l10n.t('A firewall or VPN may be in the way.'),
  },
  certificateUnknown: {
    what: () => vscode.l10n.t('its certificate is not trusted on this machine'),
    advice: () =>
      vscode.l10n.t(
        'A company proxy may sign connections with a certificate of its own. The setting "http.systemCertificates" takes those of this machine; the variable NODE_EXTRA_CA_CERTS names a file.',
      ),
  },
  certificateOfOther: {
    what: () => vscode.l10n.t('its certificate belongs to another name'),
    advice: (route) =>
      vscode.l10n.t(
        'A proxy or a sign-in page of the network may answer for {0}: open it in a browser.',
        hostOf(route),
      ),
  },
  proxyUnreachable: {
    what: () => vscode.l10n.t('the proxy could not be reached'),
    advice: () => vscode.l10n.t('Start it, or correct its address in "http.proxy" or in the settings of the system.'),
  },
  proxyPassword: {
    what: () => vscode.l10n.t('the proxy asks for a password'),
    advice: () => vscode.l10n.t('See the settings "http.proxy" and "http.proxyAuthorization".'),
  },
  proxyRefused: {
    what: () => vscode.l10n.t('the proxy refused the connection'),
    advice: (route) =>
      vscode.l10n.t('Whoever runs it can let {0} through; "http.noProxy" leaves it out.', hostOf(route)),
  },
  model: {
    what: () => vscode.l10n.t('the model is not available there'),
    advice: ({ preset }) =>
      preset.baseUrls.length === 0
        ? vscode.l10n.t('If the service has it under another name, give that name in the setting "dualtrack.models".')
        : '',
  },
  groupWithoutModel: {
    what: () => vscode.l10n.t('the group of the key lacks the model'),
    advice: () => vscode.l10n.t('Choose a group that has it where the key was made, or make another key.'),
  },
  locationWithoutModel: {
    what: () => vscode.l10n.t('the location lacks the model'),
    advice: ({ location }) =>
      location === undefined || location === 'global'
        ? vscode.l10n.t('Pictures are made in the location "global".')
        : vscode.l10n.t('Pictures are made in the location "global", not in "{0}".', location),
  },
  refused: { what: () => vscode.l10n.t('it refused this prompt because of content rules') },
  noImage: { what: () => vscode.l10n.t('answered without a picture') },
  badRequest: { what: () => vscode.l10n.t('the request was not accepted') },
  timeout: { what: () => vscode.l10n.t('no answer in time') },
  interrupted: { what: () => vscode.l10n.t('the connection broke off') },
  badResponse: {
    what: () => vscode.l10n.t('an answer that can’t be read'),
    advice: (route) => (isOwnAddress(route) ? wrongAddress(route) : ''),
  },
  webPage: {
    what: () => vscode.l10n.t('a web page instead of an answer'),
    advice: (route) => pageInTheWay(route),
  },
  redirected: { what: () => vscode.l10n.t('its address leads elsewhere'), advice: (route) => pageInTheWay(route) },
  noSuchAddress: {
    what: () => vscode.l10n.t('nothing is served at this address'),
    advice: (route) => wrongAddress(route),
  },
  answerTooLarge: { what: () => vscode.l10n.t('its answer is too large') },
  answerUnreadable: { what: () => vscode.l10n.t('its answer could not be read to the end') },
  cancelled: { what: () => vscode.l10n.t('cancelled') },
  unsupported: { what: () => vscode.l10n.t('not possible') },
  noRoute: { what: () => vscode.l10n.t('no route can do this') },
  budget: { what: () => vscode.l10n.t('the spending limit is reached') },
  overLimit: { what: () => vscode.l10n.t('the spending limit is reached') },
  priceUnknown: {
    what: () => vscode.l10n.t('its price is unknown, so it cannot count in your limit'),
    advice: () => vscode.l10n.t('Set the price in “dualtrack.models”; 0 means free.'),
  },
  ledgerBusy: {
    what: () => vscode.l10n.t('another program has locked the ledger'),
    advice: () =>
      vscode.l10n.t(
        'Nothing was sent: every request is written to the ledger first. Close what else uses it, and try again.',
      ),
  },
  ledgerUnwritable: {
    what: () => vscode.l10n.t('the ledger could not be written'),
    advice: () =>
      vscode.l10n.t('Nothing was sent: every request is written to the ledger first. Check whether the disk is full.'),
  },
};

function signIn(): string {
  return vscode.l10n.t('Sign in on the machine where the extension runs: {0}', `\`${loginCommand}\`.`);
}

function maybeWrong({ preset }: Route): string {
  return preset.misreportsCredit
    ? vscode.l10n.t('Google has reported this wrongly before; check your balance before topping up.')
    : '';
}

/** A relay hands on what its own provider says. */
function maybeTheirs({ preset }: Route): string {
  return preset.firstParty ? '' : vscode.l10n.t('It may be the relay’s own account that is empty, and not yours.');
}

/** Something stands at the address that is not the service. */
function pageInTheWay(route: Route): string {
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
