import * as vscode from 'vscode';
import { createBox, setProblem, setPrompt } from '../window/inputBox';
import type { Step } from './pickStep';

/** What is wrong with a text. `odd`: it is taken when Enter is pressed a second time. */
export interface InputProblem {
  readonly how: 'wrong' | 'odd';
  readonly text: string;
}

export interface InputQuestion<B extends string = never> {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string | undefined;
  readonly value?: string | undefined;
  /** What was wrong with the answer before; said until something is typed. */
  readonly problem?: string | undefined;
  readonly password?: boolean;
  /** From 1; left out: a question by itself, without a way back. */
  readonly step?: number;
  readonly total?: number;
  /** Buttons beside Back: what else can be done here. */
  readonly buttons?: readonly { readonly id: B; readonly icon: string; readonly tooltip: string }[];
  readonly check: (text: string) => InputProblem | undefined;
}

/** The text, a button that was pressed, a way back, or (undefined) the user would rather not. */
type InputAnswer<B extends string> =
  Step<string> | { readonly pressed: B; /** What stood in the box. */ readonly text: string };

/** Asks for a line of text, without further buttons. */
export async function inputStep(question: InputQuestion): Promise<Step<string>> {
  const answer = await inputWithButtons(question);
  return typeof answer === 'object' && 'pressed' in answer ? undefined : answer;
}

/** Asks for a line of text. The token closes the question. */
export function inputWithButtons<B extends string = never>(
  question: InputQuestion<B>,
  token?: vscode.CancellationToken,
): Promise<InputAnswer<B>> {
  const { check, buttons = [], step, total } = question;
  const box = createBox(question.title, question.placeholder);
  setPrompt(box, question.prompt);
  box.value = question.value ?? '';
  box.password = question.password ?? false;
  box.step = step;
  box.totalSteps = total;
  box.ignoreFocusOut = true;
  if (question.problem !== undefined) setProblem(box, shown({ how: 'wrong', text: question.problem }));
  const own = buttons.map((button) => ({ ...button, iconPath: new vscode.ThemeIcon(button.icon) }));
  box.buttons = [...((step ?? 1) > 1 ? [vscode.QuickInputButtons.Back] : []), ...own];
  return new Promise((resolve) => {
    let answer: InputAnswer<B>;
    let warnedOf: string | undefined;
    const finish = (value: InputAnswer<B>): void => {
      answer = value;
      box.hide();
    };
    const accept = (): void => {
      const problem = check(box.value);
      if (!problem || (problem.how === 'odd' && warnedOf === box.value)) return finish({ picked: box.value });
      setProblem(box, shown(problem));
      if (problem.how === 'odd') warnedOf = box.value;
    };
    const listeners = [
      box.onDidChangeValue(() => setProblem(box, undefined)),
      box.onDidTriggerButton((pressed) => {
        const button = own.find((one) => one === pressed);
        finish(button ? { pressed: button.id, text: box.value } : 'back');
      }),
      box.onDidAccept(accept),
      ...(token ? [token.onCancellationRequested(() => box.hide())] : []),
    ];
    box.onDidHide(() => {
      vscode.Disposable.from(...listeners, box).dispose();
      resolve(answer);
    });
    box.show();
  });
}

function shown({ how, text }: InputProblem): vscode.InputBoxValidationMessage {
  const { Error: error, Warning: warning } = vscode.InputBoxValidationSeverity;
  return how === 'wrong'
    ? { message: text, severity: error }
    : { message: `${text} ${vscode.l10n.t('Press Enter again to use it anyway.')}`, severity: warning };
}
