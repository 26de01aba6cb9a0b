import * as vscode from 'vscode';
import type { Diagnosis } from '../../core/diagnosis';
import { diagnosisOf } from '../../core/diagnosis';
import type { FailureFacts } from '../../core/failure';
import type { Route } from '../../core/route';
import { credentialsVariable } from '../../providers/applicationDefault';
import { adviceText } from './adviceText';
import { plainText } from './plainText';

/** What happened to one route, as the end of a sentence that began with its name. */
const reasons: Readonly<Record<Diagnosis, () => string>> = {
  auth: () => vscode.l10n.t('the key was not accepted'),
  keyMissing: () => vscode.l10n.t('no key yet'),
  keyMalformed: () => vscode.l10n.t('the key has signs in it that no key has'),
  keyExpired: () => vscode.l10n.t('the key has expired'),
  keyLeaked: () => vscode.l10n.t('the key was found in public and is blocked'),
  keyOfOtherKind: () => vscode.l10n.t('it wants another kind of credential'),
  credentialsNotFound: () => vscode.l10n.t('there is no gcloud login on this machine'),
  credentialsVariable: () => vscode.l10n.t('the file that the variable {0} names cannot be used', credentialsVariable),
  credentialsUnusable: () => vscode.l10n.t('the credentials cannot be used'),
  credentialsRevoked: () => vscode.l10n.t('the credentials are no longer valid'),
  signInAgain: () => vscode.l10n.t('the gcloud login has ended'),
  region: () => vscode.l10n.t('not available in this region'),
  setup: () => vscode.l10n.t('the account or project is not ready'),
  clockWrong: () => vscode.l10n.t('the clock of this machine is wrong'),
  apiDisabled: () => vscode.l10n.t('the API is not switched on in the project'),
  billingDisabled: () => vscode.l10n.t('the project has no billing'),
  roleMissing: () => vscode.l10n.t('the account lacks a role in the project'),
  projectUnknown: () => vscode.l10n.t('the account has no such project'),
  suspended: () => vscode.l10n.t('the account or project is suspended'),
  keyRestricted: () => vscode.l10n.t('the key is not allowed to do this'),
  credit: () => vscode.l10n.t('no credit left'),
  prepaidEmpty: () => vscode.l10n.t('no prepaid credit left'),
  quota: () => vscode.l10n.t('the quota is used up'),
  freeTier: () => vscode.l10n.t('a free key makes no pictures'),
  rateLimit: () => vscode.l10n.t('too many requests now'),
  overloaded: () => vscode.l10n.t('overloaded'),
  server: () => vscode.l10n.t('a fault of the service'),
  emptyBadGateway: () => vscode.l10n.t('an answer with nothing in it'),
  network: () => vscode.l10n.t('could not be reached'),
  nameNotFound: () => vscode.l10n.t('its address could not be found'),
  connectionRefused: () => vscode.l10n.t('nothing listens at its address'),
  certificateUnknown: () => vscode.l10n.t('its certificate is not trusted on this machine'),
  certificateOfOther: () => vscode.l10n.t('its certificate belongs to another name'),
  proxyUnreachable: () => vscode.l10n.t('the proxy could not be reached'),
  proxyPassword: () => vscode.l10n.t('the proxy asks for a password'),
  proxyRefused: () => vscode.l10n.t('the proxy refused the connection'),
  model: () => vscode.l10n.t('the model is not available there'),
  groupWithoutModel: () => vscode.l10n.t('the group of the key lacks the model'),
  locationWithoutModel: () => vscode.l10n.t('the location lacks the model'),
  refused: () => vscode.l10n.t('the content was refused'),
  noImage: () => vscode.l10n.t('answered without a picture'),
  badRequest: () => vscode.l10n.t('the request was not accepted'),
  timeout: () => vscode.l10n.t('no answer in time'),
  interrupted: () => vscode.l10n.t('the connection broke off'),
  badResponse: () => vscode.l10n.t('an answer that makes no sense'),
  webPage: () => vscode.l10n.t('a web page came in place of an answer'),
  redirected: () => vscode.l10n.t('its address leads elsewhere'),
  noSuchAddress: () => vscode.l10n.t('nothing is served at this address'),
  answerTooLarge: () => vscode.l10n.t('its answer is too large to read'),
  cancelled: () => vscode.l10n.t('cancelled'),
  unsupported: () => vscode.l10n.t('not possible'),
  noRoute: () => vscode.l10n.t('no route can do this'),
  budget: () => vscode.l10n.t('the spending limit is reached'),
  ledgerBusy: () => vscode.l10n.t('another program has locked the ledger'),
  ledgerUnwritable: () => vscode.l10n.t('the ledger could not be written'),
};

/** What happened to one route, in a few words. */
export function reasonText(diagnosis: Diagnosis): string {
  return reasons[diagnosis]();
}

/** What happened to one route and what to do about it, in sentences; the provider's own words are last. */
export function diagnosisText(route: Route, facts: FailureFacts): string {
  const status = facts.status ? ` (${facts.status})` : '';
  const said = facts.providerMessage && `“${plainText(facts.providerMessage)}”`;
  const what = `${route.name}: ${reasonText(diagnosisOf(facts))}${status}.`;
  return [what, adviceText(route, facts), said].filter(Boolean).join(' ');
}
