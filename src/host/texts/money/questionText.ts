import * as vscode from 'vscode';
import { diagnosisOf } from '../../../core/failures/diagnosis';
import type { FailureKind } from '../../../core/failures/policy';
import { formatUsd } from '../../../core/services/price';
import type { Route } from '../../../core/services/route';
import type { Answer, OpenQuestion, Question } from '../../../work/question';
import { sumsOf } from '../../../work/question';
import { modelWordsText, whatText } from '../diagnosisText';

type Asked = Pick<OpenQuestion, 'question' | 'pictures'>;

/** A question about money, in words. */
export function questionText(asked: Asked): string {
  const { question, pictures } = asked;
  const sums = sumTexts(asked);
  const text = question.what === 'slow' ? slowText(question, sums) : uncertainText(question, sums);
  if (pictures === 1) return text;
  return `${text} ${vscode.l10n.t('Your answer applies to all of the {0} pictures that fail this way.', pictures)}`;
}

/** What an answer is called; where it pays, with the whole sum. */
export function answerLabel(asked: Asked, answer: Answer): string {
  const { question, pictures } = asked;
  switch (answer) {
    case 'pay':
    case 'switch':
      return payLabel(question.next?.name ?? '', sumTexts(asked).next, pictures);
    case 'wait':
      return vscode.l10n.t('Keep Waiting');
    case 'stop':
      return question.what === 'slow' ? vscode.l10n.t('Stop') : vscode.l10n.t('Don’t Pay Again');
  }
}

function payLabel(route: string, usd: string | undefined, pictures: number): string {
  if (pictures === 1)
    return usd === undefined ? vscode.l10n.t('Pay at {0}', route) : vscode.l10n.t('Pay {0} at {1}', usd, route);
  return usd === undefined
    ? vscode.l10n.t('Pay for {0} Pictures at {1}', pictures, route)
    : vscode.l10n.t('Pay {0} for {1} Pictures at {2}', usd, pictures, route);
}

/** The sums of a question, as people read them; undefined where nobody knows. */
interface SumTexts {
  readonly spent: string | undefined;
  readonly next: string | undefined;
}

/** Of several pictures it is the most: fewer of them may fail. */
function sumTexts(asked: Asked): SumTexts {
  const { spentUsd, nextUsd } = sumsOf(asked);
  const text = (usd: number | undefined): string | undefined => {
    if (usd === undefined) return undefined;
    return asked.pictures === 1 ? formatUsd(usd) : vscode.l10n.t('up to {0}', formatUsd(usd));
  };
  return { spent: text(spentUsd), next: text(nextUsd) };
}

/** Whether to pay, perhaps a second time. */
function uncertainText({ failed, next }: Extract<Question, { what: 'uncertain' }>, sums: SumTexts): string {
  const { route, failure } = failed;
  const spent =
    sums.spent === undefined
      ? vscode.l10n.t('It may already have charged for this.')
      : vscode.l10n.t('It may already have charged {0} for this.', sums.spent);
  const more =
    sums.next === undefined
      ? vscode.l10n.t('Try {0} as well?', next.name)
      : vscode.l10n.t('Try {0} for {1}?', next.name, sums.next);
  const what = failure
    ? [whatText(route, diagnosisOf(failure.facts)), modelWordsText(failure.facts)]
    : [`${route.name}:`];
  return [...what, spent, failure ? knownText(route, failure.kind) : '', more].filter(Boolean).join(' ');
}

/** What is known of the money, beyond "perhaps"; '' where nobody says anything. */
function knownText({ name, preset }: Route, kind: FailureKind): string {
  const lost = kind === 'timeout' || kind === 'interrupted';
  const billed = lost ? preset.timedOut === 'billed' : preset.pictureless === 'billed';
  if (!billed) return '';
  return lost
    ? vscode.l10n.t('{0} charges for a picture once it has started, even if you stop waiting.', name)
    : vscode.l10n.t('{0} charges for every answer, even one without a picture.', name);
}

/** What to do about a request that takes longer than it should. It stays open meanwhile, and its picture ends the question. */
function slowText({ route, next }: Extract<Question, { what: 'slow' }>, sums: SumTexts): string {
  const slow = vscode.l10n.t('{0} is taking long.', route.name);
  const paid =
    sums.spent === undefined
      ? vscode.l10n.t('If you stop now, you may still be charged.')
      : vscode.l10n.t('If you stop now, you may still be charged {0}.', sums.spent);
  const other = next && sums.next !== undefined ? vscode.l10n.t('{0} costs {1}.', next.name, sums.next) : '';
  return [slow, paid, other].filter(Boolean).join(' ');
}
