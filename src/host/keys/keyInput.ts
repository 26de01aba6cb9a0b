import * as vscode from 'vscode';
import { pageOf } from '../../core/failures/diagnosis';
import { keyProblem } from '../../core/keys/keyKind';
import type { Route } from '../../core/services/route';
import { cleanKey } from '../../core/keys/secret';
import { openPage } from '../remedies/openPage';
import type { Step } from '../steps/pickStep';
import type { InputProblem, InputQuestion } from '../steps/inputStep';
import { inputWithButtons } from '../steps/inputStep';
import type { Place } from '../steps/runSteps';
import { keyProblemText } from '../texts/keyText';

type KeyButton = 'page' | 'address';

export interface KeyQuestion {
  readonly route: Route;
  readonly place?: Place | undefined;
  /** Whether another address may be given for the service first: a key is bound to it. */
  readonly mayChangeAddress?: boolean;
  /** What was given before: Enter takes it again. */
  readonly value?: string | undefined;
  /** Why the service has not taken the key before. */
  readonly problem?: string | undefined;
  readonly token?: vscode.CancellationToken | undefined;
}

/** Asks for a route's key, without what people paste around it; `address`: the user wants another address first. */
export async function askKey({
  route,
  place,
  mayChangeAddress,
  value = '',
  problem,
  token,
}: KeyQuestion): Promise<Step<string> | 'address'> {
  const page = pageOf(route, 'key');
  const buttons = [...(page ? [keyPageButton()] : []), ...(mayChangeAddress ? [addressButton()] : [])];
  for (let typed = value; ;) {
    const question: InputQuestion<KeyButton> = {
      title: vscode.l10n.t('Key for {0}', route.name),
      prompt: askHint(route, page),
      placeholder: vscode.l10n.t('Paste the key and press Enter'),
      value: typed,
      problem,
      password: true,
      ...place,
      buttons,
      check: (text) => problemOf(text, route),
    };
    const answer = await inputWithButtons(question, token);
    if (answer === undefined || answer === 'back') return answer;
    if ('picked' in answer) return { picked: cleanKey(answer.picked) };
    if (answer.pressed === 'address') return 'address';
    typed = answer.text;
    if (page) await openPage(page);
  }
}

function keyPageButton() {
  return { id: 'page' as const, icon: 'link-external', tooltip: vscode.l10n.t('Open the Page Where Keys Are Made') };
}

function addressButton() {
  return {
    id: 'address' as const,
    icon: 'globe',
    tooltip: vscode.l10n.t('Use Another Address, Such as a Company Gateway'),
  };
}

function problemOf(text: string, { preset }: Route): InputProblem | undefined {
  const key = cleanKey(text);
  if (key === '') return { how: 'wrong', text: vscode.l10n.t('The key is empty.') };
  const problem = keyProblem(key, preset.keyKind);
  return problem && { how: problem.how, text: keyProblemText(problem, preset) };
}

function askHint(route: Route, page: string | undefined): string {
  const hosts = route.baseUrls.map((url) => new URL(url).host).join(', ');
  const kept = vscode.l10n.t('Kept in secret storage and sent to {0} only.', hosts);
  return page ? `${kept} ${vscode.l10n.t('Made at {0}.', page.replace('https://', ''))}` : kept;
}
