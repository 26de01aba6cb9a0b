import * as vscode from 'vscode';
import type { Diagnosis } from '../../core/failures/diagnosis';
import { diagnosisOf } from '../../core/failures/diagnosis';
import type { FailureFacts } from '../../core/failures/failure';
import type { FailureKind } from '../../core/failures/policy';
import type { RefusalReason } from '../../core/failures/refusal';
import { refusalReasonOf } from '../../core/failures/refusal';
import type { Route } from '../../core/services/route';
import { withoutRequestId } from '../../core/words/withoutRequestId';
import { diagnosisRows } from './diagnosisRows';
import { plainText } from './plainText';

/** What happened to one route, in a few words. */
export function reasonText(diagnosis: Diagnosis): string {
  return diagnosisRows[diagnosis].what();
}

/** What happened, as a sentence about the route. */
export function whatText({ name }: Pick<Route, 'name'>, diagnosis: Diagnosis): string {
  if (diagnosis === 'refused') return vscode.l10n.t('{0} refused this prompt because of content rules.', name);
  if (diagnosis === 'noImage') return vscode.l10n.t('{0} answered without a picture.', name);
  return `${name}: ${reasonText(diagnosis)}.`;
}

/** What a person can do about a failure; '' where there is nothing to say. */
export function adviceText(route: Route, facts: FailureFacts): string {
  return diagnosisRows[diagnosisOf(facts)].advice?.(route) ?? '';
}

/** What happened to one route and what to do about it, in sentences; the provider's own words are last. */
export function diagnosisText(route: Route, facts: FailureFacts): string {
  const what = whatText(route, diagnosisOf(facts));
  return [what, adviceText(route, facts) || refusalAdvice(facts), saidText(facts)].filter(Boolean).join(' ');
}

/** Of these the kind says all that helps; what Node or an SDK says of them is for the log. */
const toldByKind: ReadonlySet<FailureKind> = new Set(['network', 'interrupted', 'timeout', 'cancelled', 'badResponse']);

/** What a model said instead of giving a picture, such as a question, in quotes; '' where it said nothing. */
export function modelWordsText({ kind, providerMessage = '' }: FailureFacts): string {
  const words = kind === 'noImage' ? plainText(withoutRequestId(providerMessage), 160) : '';
  return words && `“${words}”`;
}

/** The provider's words in quotes, a code of it in words, or what this machine says. */
function saidText(facts: FailureFacts): string {
  const { kind, reason: exactly, providerMessage = '', localMessage } = facts;
  const reason = kind === 'refused' ? refusalReasonOf(facts) : undefined;
  if (reason) return vscode.l10n.t('The reason given: {0}.', refusalReasons[reason]());
  const words = plainText(withoutRequestId(providerMessage));
  if (words) return `“${words}”`;
  const needsNoMore = toldByKind.has(kind) || exactly === 'keyMalformed';
  return localMessage && !needsNoMore ? plainText(localMessage) : '';
}

/** Whose rules they are decides whether another route may do better. */
function refusalAdvice({ kind, blockedBy }: FailureFacts): string {
  if (kind !== 'refused' || !blockedBy) return '';
  return blockedBy === 'relay'
    ? vscode.l10n.t('It was the service’s own word list; another route may accept the prompt.')
    : vscode.l10n.t('These are the model’s own rules, so other routes would refuse it too.');
}

const refusalReasons: Readonly<Record<RefusalReason, () => string>> = {
  safety: () => vscode.l10n.t('safety'),
  prohibited: () => vscode.l10n.t('prohibited content'),
  blockedWords: () => vscode.l10n.t('a blocked word'),
  personalData: () => vscode.l10n.t('personal data'),
  recitation: () => vscode.l10n.t('too close to an existing work'),
  contentRules: () => vscode.l10n.t('content policy'),
  minors: () => vscode.l10n.t('protection of minors'),
};
