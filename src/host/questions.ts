import * as vscode from 'vscode';
import { say } from './window/say';

/** One thing that can be answered. */
export interface Choice<T extends string> {
  readonly id: T;
  readonly label: string;
}

/** One action of the user, which may ask for several pictures; its questions are asked once. */
export interface Click {
  readonly pictures: number;
}

/** Who asks, and about what: of one click, questions about the same are one question. */
export interface Asker {
  readonly jobId: string;
  readonly click: Click;
  readonly subject: string;
}

/** A question that waits for its answer, as the panel shows it. */
export interface OpenQuestion {
  readonly text: string;
  readonly choices: readonly Choice<string>[];
  answer(id: string): void;
}

/** A question and, at some time, its answer. */
interface Asked extends OpenQuestion {
  readonly answered: Promise<string>;
}

/**
 * Questions of jobs under way, at most one for each. Asked once for a click, as a message; who closes the message can answer
 * later in the panel. They never time out: only an answer or the end of the job ends them.
 */
export class Questions implements vscode.Disposable {
  readonly #open = new Map<string, OpenQuestion>();
  readonly #asked = new WeakMap<Click, Map<string, Asked>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  of(jobId: string): OpenQuestion | undefined {
    return this.#open.get(jobId);
  }

  /** The choice; undefined when the signal ended the question. An answer that the click already has is taken at once. */
  async ask<T extends string>(
    { jobId, click, subject }: Asker,
    text: string,
    choices: readonly Choice<T>[],
    signal: AbortSignal,
  ): Promise<T | undefined> {
    const question = this.#questionOf(click, subject, text, choices);
    this.#open.set(jobId, question);
    this.#changed.fire();
    try {
      const answer = await Promise.race([question.answered, ended(signal)]);
      return choices.find(({ id }) => id === answer)?.id;
    } finally {
      this.#open.delete(jobId);
      this.#changed.fire();
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #questionOf(click: Click, subject: string, text: string, choices: readonly Choice<string>[]): Asked {
    const ofClick = this.#asked.get(click) ?? new Map<string, Asked>();
    this.#asked.set(click, ofClick);
    const question = ofClick.get(subject) ?? askInMessage(withCount(text, click), choices);
    ofClick.set(subject, question);
    return question;
  }
}

/** Closed without an answer, the question stays in the panel. */
function askInMessage(text: string, choices: readonly Choice<string>[]): Asked {
  let answer = (_: string): void => undefined;
  const answered = new Promise<string>((resolve) => (answer = resolve));
  void say.warning(text, ...choices.map(({ label }) => label)).then((label) => {
    const choice = choices.find((item) => item.label === label);
    if (choice) answer(choice.id);
  });
  return { text, choices, answer: (id) => answer(id), answered };
}

function withCount(text: string, { pictures }: Click): string {
  if (pictures === 1) return text;
  return `${text} ${vscode.l10n.t('Your answer holds for each of the {0} pictures that this happens to.', pictures)}`;
}

/** Resolves when the signal is aborted. */
function ended(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
