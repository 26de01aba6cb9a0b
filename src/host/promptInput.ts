import * as vscode from 'vscode';
import { findModel } from '../core/models';
import type { Services } from '../core/services';
import type { PictureOptions } from '../shared/protocol';
import type { RememberedOptions } from './configuration';
import { pickOptions } from './options';
import { estimateText } from './texts/estimateText';

export interface PromptAnswer {
  readonly prompt: string;
  readonly options: PictureOptions;
}

/** Asks for the prompt, with model, size and ratio one click away. */
export class PromptInput {
  readonly #options: RememberedOptions;
  /** What was typed when the box was closed without sending: it is there again next time. */
  #draft = '';

  constructor(options: RememberedOptions) {
    this.#options = options;
  }

  /** Undefined: the user would rather not. `proposed` is shown for editing. */
  async ask(
    services: Services,
    resource: vscode.Uri | undefined,
    proposed?: string,
  ): Promise<PromptAnswer | undefined> {
    const box = vscode.window.createInputBox();
    const change = {
      iconPath: new vscode.ThemeIcon('settings'),
      tooltip: vscode.l10n.t('Change model, size or aspect ratio'),
    };
    let options = this.#options.read(resource, services.catalogue);
    const shown = oneLine(proposed ?? this.#draft);
    box.title = vscode.l10n.t('Generate Image');
    box.placeholder = vscode.l10n.t('What should the picture show?');
    box.prompt = describe(options, services);
    box.value = shown;
    box.buttons = [change];
    box.ignoreFocusOut = true;
    try {
      for (;;) {
        const answer = await show(box);
        if (answer === 'options') {
          options = (await pickOptions(options, services)) ?? options;
          await this.#options.keep(options);
          box.prompt = describe(options, services);
          continue;
        }
        if (answer === undefined) {
          if (proposed === undefined) this.#draft = box.value;
          return undefined;
        }
        this.#draft = '';
        await this.#options.keep(options);
        // unedited, the proposal is sent as it was, with its line ends
        const edited = proposed === undefined || answer.prompt !== shown;
        return { prompt: edited ? answer.prompt : proposed, options };
      }
    } finally {
      box.dispose();
    }
  }
}

function describe(options: PictureOptions, services: Services): string {
  const model = findModel(options.model, services.catalogue)?.name ?? options.model;
  const names = services.routes.map((route) => route.name).join(' → ');
  const price = estimateText(services, options);
  return [model, options.size, options.ratio, price, names].filter(Boolean).join(' · ');
}

/** An input box has one line; line ends would vanish without a blank. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}

type Answer = { readonly prompt: string } | 'options' | undefined;

function show(box: vscode.InputBox): Promise<Answer> {
  return new Promise((resolve) => {
    const listeners: vscode.Disposable[] = [];
    let answer: Answer;
    listeners.push(
      box.onDidChangeValue(() => (box.validationMessage = undefined)),
      box.onDidTriggerButton(() => finish('options')),
      box.onDidAccept(() => {
        if (box.value.trim() === '') box.validationMessage = vscode.l10n.t('Say what the picture should show.');
        else finish({ prompt: box.value });
      }),
      box.onDidHide(() => {
        vscode.Disposable.from(...listeners).dispose();
        resolve(answer);
      }),
    );
    const finish = (value: Answer): void => {
      answer = value;
      box.hide();
    };
    box.show();
  });
}
