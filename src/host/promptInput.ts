import * as vscode from 'vscode';
import { findModel } from '../core/models';
import type { Route } from '../core/route';
import type { Services } from '../core/services';
import { routesWith } from '../core/vertexOptions';
import type { PictureOptions } from '../shared/protocol';
import { changeReferences } from './changeReferences';
import type { RememberedOptions } from './configuration';
import { pickOptions } from './options';
import type { ReferenceFile } from './referenceFiles';
import { mayUseReferences } from './referenceFiles';
import { estimateText } from './texts/estimateText';
import { referencesText } from './texts/referenceText';
import { vertexText } from './texts/vertexText';
import { createBox, setProblem, setPrompt } from './window/inputBox';
import type { Item } from './window/lists';
import { pickOne } from './window/lists';

export interface PromptAnswer {
  readonly prompt: string;
  readonly options: PictureOptions;
  readonly references: readonly ReferenceFile[];
  /** The id of the one route to use, this time. */
  readonly onlyRoute: string | undefined;
}

/** What the box begins with, where it is not what was typed last. */
export interface PromptStart {
  /** Shown for editing. */
  readonly prompt?: string | undefined;
  readonly references?: readonly ReferenceFile[] | undefined;
}

const nothing = { prompt: '', references: [] } as const;

/** Asks for the prompt, with model, size, ratio and pictures to work from one click away. */
export class PromptInput {
  readonly #options: RememberedOptions;
  /** What was in the box when it was closed without sending: it is there again next time. */
  #draft: Required<PromptStart> = nothing;

  constructor(options: RememberedOptions) {
    this.#options = options;
  }

  /** Undefined: the user would rather not. */
  async ask(
    services: Services,
    resource: vscode.Uri | undefined,
    start?: PromptStart,
  ): Promise<PromptAnswer | undefined> {
    const box = createBox(vscode.l10n.t('Generate Image'), vscode.l10n.t('What should the picture show?'));
    const { prompt: proposed, references: given = [] } = start ?? this.#draft;
    let options = this.#options.read(resource, services);
    let references = given;
    let onlyRoute: Route | undefined;
    const keepDraft = (): void => {
      if (!start) this.#draft = { prompt: box.value, references };
    };
    const shown = oneLine(proposed ?? '');
    box.value = shown;
    box.ignoreFocusOut = true;
    box.onDidChangeValue(keepDraft); // at once: the command may be run again while the box is open
    try {
      for (;;) {
        setPrompt(box, describe(options, references, usable(services, onlyRoute)));
        const answer = await show(box, buttons(services));
        if (answer === 'options') {
          options = (await pickOptions(options, services)) ?? options;
          await this.#options.keep(options, resource, services);
        } else if (answer === 'references') {
          references = await changeReferences(references);
          keepDraft();
        } else if (answer === 'route') {
          onlyRoute = await pickRoute(services, onlyRoute);
        } else if (answer === undefined) {
          return undefined;
        } else {
          if (!start) this.#draft = nothing;
          // unedited, the proposal is sent as it was, with its line ends
          const prompt = answer.prompt === shown ? (proposed ?? '') : answer.prompt;
          return { prompt, options, references, onlyRoute: onlyRoute?.id };
        }
      }
    } finally {
      box.dispose();
    }
  }
}

interface BoxButton {
  readonly answer: 'options' | 'references' | 'route';
  readonly button: vscode.QuickInputButton;
}

function buttons({ routes }: Services): BoxButton[] {
  const route: BoxButton = {
    answer: 'route',
    button: {
      iconPath: new vscode.ThemeIcon('list-selection'),
      tooltip: vscode.l10n.t('Use one route only, this time'),
    },
  };
  const options: BoxButton = {
    answer: 'options',
    button: {
      iconPath: new vscode.ThemeIcon('settings'),
      tooltip: vscode.l10n.t('Change model, size or aspect ratio'),
    },
  };
  const references: BoxButton = {
    answer: 'references',
    button: { iconPath: new vscode.ThemeIcon('file-media'), tooltip: vscode.l10n.t('Add Reference Pictures…') },
  };
  return [...(mayUseReferences() ? [references] : []), ...(routes.length > 1 ? [route] : []), options];
}

function usable({ routes, catalogue }: Services, only: Route | undefined): Services {
  return { routes: only ? [only] : routes, catalogue };
}

/** Undefined: all routes in their order. */
async function pickRoute({ routes }: Services, now: Route | undefined): Promise<Route | undefined> {
  const all = { label: vscode.l10n.t('All routes, in their order'), route: undefined };
  const items = [all, ...routes.map((route) => ({ label: route.name, description: route.id, route }))];
  const picked = await pickOne<Item & { readonly route: Route | undefined }>(items, {
    title: vscode.l10n.t('Use one route only, this time'),
    placeHolder: vscode.l10n.t('If it fails, no other one is tried.'),
    ignoreFocusOut: true,
  });
  return picked ? picked.route : now;
}

function describe(options: PictureOptions, references: readonly ReferenceFile[], services: Services): string {
  const model = findModel(options.model, services.catalogue)?.name ?? options.model;
  const names = routesWith(options.vertex, services.routes).map((route) => route.name);
  const price = estimateText(services, options);
  return [
    model,
    options.size,
    options.ratio,
    vertexText(options.vertex),
    price,
    names.join(' → '),
    referencesText(references.map(({ name }) => name)),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** An input box has one line; line ends would vanish without a blank. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}

function emptyPrompt(): vscode.InputBoxValidationMessage {
  return {
    message: vscode.l10n.t('Say what the picture should show.'),
    severity: vscode.InputBoxValidationSeverity.Error,
  };
}

type Answer = { readonly prompt: string } | BoxButton['answer'] | undefined;

function show(box: vscode.InputBox, offered: readonly BoxButton[]): Promise<Answer> {
  box.buttons = offered.map(({ button }) => button);
  return new Promise((resolve) => {
    const listeners: vscode.Disposable[] = [];
    let answer: Answer;
    listeners.push(
      box.onDidChangeValue(() => setProblem(box, undefined)),
      box.onDidTriggerButton((pressed) => finish(offered.find(({ button }) => button === pressed)?.answer)),
      box.onDidAccept(() => {
        if (box.value.trim() === '') setProblem(box, emptyPrompt());
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
