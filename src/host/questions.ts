import * as vscode from 'vscode';

/** One thing that can be answered. */
export interface Choice<T extends string> {
  readonly id: T;
  readonly label: string;
}

/** A question that waits for its answer, as the panel shows it. */
export interface OpenQuestion {
  readonly text: string;
  readonly choices: readonly Choice<string>[];
  answer(id: string): void;
}

/**
 * Questions of jobs under way, at most one for each. Asked once as a message; who closes the message can answer later in the
 * panel. They never time out: only an answer or the end of the job ends them.
 */
export class Questions implements vscode.Disposable {
  readonly #open = new Map<string, OpenQuestion>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  of(jobId: string): OpenQuestion | undefined {
    return this.#open.get(jobId);
  }

  /** The choice; undefined when the signal ended the question. */
  async ask<T extends string>(
    jobId: string,
    text: string,
    choices: readonly Choice<T>[],
    signal: AbortSignal,
  ): Promise<T | undefined> {
    const answered = new Promise<T | undefined>((resolve) => {
      if (signal.aborted) return resolve(undefined);
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
      const answer = (id: string): void => resolve(choices.find((choice) => choice.id === id)?.id);
      this.#open.set(jobId, { text, choices, answer });
      this.#changed.fire();
      void vscode.window.showWarningMessage(text, ...choices.map(({ label }) => label)).then((label) => {
        const choice = choices.find((item) => item.label === label);
        if (choice) resolve(choice.id); // closed without an answer: the question stays in the panel
      });
    });
    try {
      return await answered;
    } finally {
      this.#open.delete(jobId);
      this.#changed.fire();
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
