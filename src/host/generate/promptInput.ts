import * as vscode from 'vscode';
import { findModel } from '../../core/services/models';
import type { Route } from '../../core/services/route';
import type { Services } from '../../core/services/services';
import type { Outlook } from '../../core/run/outlook';
import type { PictureOptions } from '../../core/pictures/image';
import { quietly } from '../../core/quietly';
import { oneLine } from '../../core/words/oneLine';
import type { HealthWatch } from '../../work/healthWatch';
import type { NoticeButton } from '../../work/notices';
import { changeReferences } from './changeReferences';
import type { RememberedOptions } from '../settings/configuration';
import { pickOptions } from './options';
import type { ReferenceFile, Wanted } from '../../work/wanted';
import type { Work } from '../../work/work';
import { mendButtonOf } from '../remedies/failureActions';
import { mayUseReferences } from '../pictures/referenceFiles';
import { estimateText } from '../texts/estimateText';
import { routesText, skippedText } from '../texts/routeText';
import { referencesText } from '../texts/referenceText';
import { vertexText } from '../texts/vertexText';
import { boxButton, createBox, setProblem, setPrompt } from '../window/inputBox';
import type { Item } from '../window/lists';
import { pickOne } from '../window/lists';

/** What the user says in the box. */
type PromptAnswer = Pick<Wanted, 'prompt' | 'options' | 'references' | 'onlyRoute'>;

/** What the box begins with, where it is not what was typed last. */
export interface PromptStart {
  /** Shown for editing. */
  readonly prompt?: string | undefined;
  readonly references?: readonly ReferenceFile[] | undefined;
  /** Left out: what was chosen last. */
  readonly options?: PictureOptions | undefined;
  readonly onlyRoute?: string | undefined;
}

const nothing = { prompt: '', references: [] } as const;

interface PromptInputParts {
  readonly options: RememberedOptions;
  readonly work: Pick<Work, 'outlook'>;
  /** Tells when another route would be asked. */
  readonly watch: Pick<HealthWatch, 'onDidChange'>;
}

/** Asks for the prompt, with model, size, ratio and pictures to work from one click away. */
export class PromptInput {
  readonly #parts: PromptInputParts;
  /** What was in the box when it was closed without sending: it is there again next time. */
  #draft: Required<Pick<PromptStart, 'prompt' | 'references'>> = nothing;

  constructor(parts: PromptInputParts) {
    this.#parts = parts;
  }

  /** What is in the box the next time, since it was not sent after all. */
  keep({ prompt, references }: Pick<PromptAnswer, 'prompt' | 'references'>): void {
    this.#draft = { prompt, references };
  }

  /** `where`: where the picture will go, in words. Undefined: the user would rather not. */
  async ask(
    services: Services,
    resource: vscode.Uri | undefined,
    where: string,
    start?: PromptStart,
  ): Promise<PromptAnswer | undefined> {
    const remembered = this.#parts.options;
    const box = createBox(vscode.l10n.t('Generate Image'), vscode.l10n.t('What should the picture show?'));
    const { prompt: proposed, references: given = [], ...begin }: PromptStart = start ?? this.#draft;
    let options = begin.options ?? remembered.read(resource, services);
    let references = given;
    let onlyRoute = services.routes.find(({ id }) => id === begin.onlyRoute);
    const keepDraft = (): void => {
      if (!start) this.#draft = { prompt: box.value, references };
    };
    const outlook = (wish = options): Outlook =>
      this.#parts.work.outlook({
        ...{ options: wish, references, onlyRoute: onlyRoute?.id, resource: resource?.toString() },
      });
    let offered: readonly BoxButton[] = [];
    const refresh = (): void => {
      const now = outlook();
      offered = buttons(services, now);
      box.buttons = offered.map(({ button }) => button);
      setPrompt(box, describe(options, references, services, now, where));
    };
    const shown = oneLine(proposed ?? '');
    box.value = shown;
    box.ignoreFocusOut = true;
    box.onDidChangeValue(keepDraft); // at once: the command may be run again while the box is open
    const listening = this.#parts.watch.onDidChange(() => quietly(refresh));
    try {
      for (;;) {
        refresh();
        const answer = await show(box, () => offered);
        if (answer === 'options') {
          const priceOf = (wish: PictureOptions): string => estimateText(outlook(wish));
          options = (await pickOptions(options, { ...services, priceOf })) ?? options;
          await remembered.keep(options, resource, services);
        } else if (answer === 'references') {
          references = await changeReferences(references);
          keepDraft();
        } else if (answer === 'route') {
          onlyRoute = await pickRoute(services, onlyRoute);
        } else if (answer === 'mend') {
          await mendOf(outlook())?.run();
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
      listening.dispose();
      box.dispose();
    }
  }
}

interface BoxButton {
  readonly answer: 'options' | 'references' | 'route' | 'mend';
  readonly button: vscode.QuickInputButton;
}

function buttons({ routes }: Services, outlook: Outlook): BoxButton[] {
  const button = (answer: BoxButton['answer'], icon: string, tooltip: string): BoxButton => ({
    answer,
    button: boxButton(icon, tooltip),
  });
  const mend = mendOf(outlook);
  return [
    ...(mend ? [button('mend', 'tools', mend.label)] : []),
    ...(mayUseReferences() ? [button('references', 'file-media', vscode.l10n.t('Add Reference Pictures…'))] : []),
    ...(routes.length > 1 ? [button('route', 'list-selection', vscode.l10n.t('Use one route only, this time'))] : []),
    button('options', 'settings', vscode.l10n.t('Change model, size or aspect ratio')),
  ];
}

/** What mends the first of the routes that would be skipped and can be mended. */
function mendOf({ skipped }: Outlook): NoticeButton | undefined {
  return mendButtonOf({ attempts: [], skipped });
}

/** Undefined: all routes in their order. */
async function pickRoute({ routes }: Services, now: Route | undefined): Promise<Route | undefined> {
  const all = { label: vscode.l10n.t('All routes, in their order'), route: undefined };
  const items = [all, ...routes.map((route) => ({ label: route.name, description: route.id, route }))];
  const picked = await pickOne<Item & { readonly route: Route | undefined }>(items, {
    title: vscode.l10n.t('Use one route only, this time'),
    placeHolder: vscode.l10n.t('If it fails, no other route is tried.'),
  });
  return picked ? picked.route : now;
}

function describe(
  options: PictureOptions,
  references: readonly ReferenceFile[],
  services: Services,
  outlook: Outlook,
  where: string,
): string {
  const model = findModel(options.model, services.catalogue)?.name ?? options.model;
  const mend = mendOf(outlook);
  return [
    model,
    options.size,
    options.ratio,
    vertexText(options.vertex),
    estimateText(outlook),
    routesText(outlook),
    referencesText(references.map(({ name }) => name)),
    where,
    outlook.skipped.map((one) => skippedText(one, outlook)).join(' '),
  ]
    .filter(Boolean)
    .join(' · ')
    .concat(mend ? ` ${vscode.l10n.t('Use the {0} button above.', mend.label)}` : '');
}

function emptyPrompt(): vscode.InputBoxValidationMessage {
  return {
    message: vscode.l10n.t('Describe the picture.'),
    severity: vscode.InputBoxValidationSeverity.Error,
  };
}

type Answer = { readonly prompt: string } | BoxButton['answer'] | undefined;

function show(box: vscode.InputBox, offered: () => readonly BoxButton[]): Promise<Answer> {
  return new Promise((resolve) => {
    const listeners: vscode.Disposable[] = [];
    let answer: Answer;
    listeners.push(
      box.onDidChangeValue(() => setProblem(box, undefined)),
      box.onDidTriggerButton((pressed) => finish(offered().find(({ button }) => button === pressed)?.answer)),
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
