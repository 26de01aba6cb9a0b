import * as vscode from 'vscode';
import type { Credential, Route } from '../../core/services/route';
import type { Asker } from '../../work/asker';
import type { PriceQuestion } from '../../work/clicks/clickPrice';
import type { OpenQuestion } from '../../work/question';
import { ofPrompt } from '../texts/plainText';
import { answerLabel, questionText } from '../texts/money/questionText';
import { priceQuestionDetail, priceQuestionText } from '../texts/money/priceQuestionText';
import { say } from '../window/say';

/** Gives what a route proves itself with, and asks in place for a key that is missing. */
interface AskingKeys {
  credential(route: Route, signal: AbortSignal, onAsk: () => void): Promise<Credential>;
}

/** The person at this window. A message that is closed without an answer leaves the question open: see `Work.askAgain`. */
export function windowAsker(keys: AskingKeys): Asker {
  return {
    credential: (route, signal, onAsk) => keys.credential(route, signal, onAsk),
    confirm: askPrice,
    ask: (question) => void askInMessage(question),
  };
}

async function askPrice(question: PriceQuestion): Promise<boolean> {
  const go = vscode.l10n.t('Generate');
  const text = ofPrompt(question.prompt, priceQuestionText(question));
  return (await say.warning({ text, modal: { details: [priceQuestionDetail(question)] } }, go)) === go;
}

async function askInMessage(open: OpenQuestion): Promise<void> {
  const labels = open.answers.map((answer) => answerLabel(open, answer));
  const label = await say.warning(ofPrompt(open.prompt, questionText(open)), ...labels);
  const answer = open.answers[labels.findIndex((one) => one === label)];
  if (answer) open.answer(answer);
  else open.closed();
}
