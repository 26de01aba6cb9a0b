import * as vscode from 'vscode';
import type { Remedy } from '../../core/failures/diagnosis';
import type { FailureFacts } from '../../core/failures/failure';
import type { Route } from '../../core/services/route';
import { loginCommand } from './diagnosisRows';
import { adviceText } from './diagnosisText';

export interface RemedyFacts {
  readonly route: Route;
  /** The page that it opens. */
  readonly page: string | undefined;
  /** A route that shows no fault, where there is one. */
  readonly other: Route | undefined;
}

/** What helps with a failure; with the whole address of a page, so that it can be followed and read out. '' if nothing does. */
export function helpText(failure: FailureFacts, remedy: Remedy | undefined, facts: RemedyFacts): string {
  const advice = adviceText(facts.route, failure);
  const addsMore = advice === '' || remedy === 'otherRoute';
  const sentence = remedy && addsMore ? sentences[remedy](facts) : '';
  return [advice, sentence, facts.page].filter(Boolean).join(' ');
}

const sentences: Readonly<Record<Remedy, (facts: RemedyFacts) => string>> = {
  setKey: ({ page }) => (page ? vscode.l10n.t('Set the key. Keys are made here:') : vscode.l10n.t('Set the key.')),
  makeKey: () => vscode.l10n.t('Make a new key, and set it.'),
  openBilling: () => vscode.l10n.t('Check billing and credit.'),
  enableApi: () => vscode.l10n.t('Enable the API, and wait a few minutes.'),
  openPermissions: ({ route }) =>
    route.preset.googleCloud
      ? vscode.l10n.t('Give the account the role “{0}” in this project.', route.preset.googleCloud.role.name)
      : vscode.l10n.t('Give the account the permission that is missing.'),
  openProject: () => vscode.l10n.t('See what the account or project is missing.'),
  editRoute: ({ route }) =>
    route.preset.googleCloud
      ? vscode.l10n.t(
          'Change the project or the location of the route; image models are in “{0}”.',
          route.preset.googleCloud.usualLocation,
        )
      : vscode.l10n.t('Change the address or the protocol of the route.'),
  otherRoute: ({ other }) =>
    other ? vscode.l10n.t('Use another route, such as {0}.', other.name) : vscode.l10n.t('Connect another route.'),
  signIn: () => vscode.l10n.t('Sign in on the machine where the extension runs: {0}.', loginCommand),
  networkSettings: () => vscode.l10n.t('Check VS Code’s proxy and certificate settings.'),
  openSettings: () => vscode.l10n.t('Change the setting.'),
  raiseLimit: () => vscode.l10n.t('Raise the limit.'),
  testRoutes: ({ route }) =>
    vscode.l10n.t(
      'Check the network of the machine on which the extension runs, and whether the address is right: {0}.',
      route.baseUrls.join(', '),
    ),
  changePrompt: () => vscode.l10n.t('Change the prompt.'),
  tryAgain: () => vscode.l10n.t('Wait a moment and test again.'),
  showLog: () => vscode.l10n.t('The log has the details.'),
};
