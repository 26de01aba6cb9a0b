import * as vscode from 'vscode';
import { wordsOf } from '../core/wordsOf';
import type { NoticeView } from '../shared/protocol';
import type { FailureButton } from './failureActions';
import { downloadButton } from './failureActions';
import type { MadePicture } from './jobs';
import { savedText } from './texts/pictureText';
import { plainText } from './texts/plainText';
import type { UnfetchedPictures } from './unfetchedPictures';

/** What the panel says above its pictures. */
export interface Notice {
  readonly severity: NoticeView['severity'];
  readonly text: string;
  readonly lines: readonly string[];
  readonly buttons: readonly FailureButton[];
  /** It says itself that a picture could not be fetched. */
  readonly tellsUnfetched?: boolean;
}

export function errorNotice(text: string): Notice {
  return { severity: 'error', text, lines: [], buttons: [] };
}

/** The one notice of the panel. What must not be lost, a picture that could not be fetched, is offered beside whatever it says. */
export class PanelNotices {
  readonly #unfetched: UnfetchedPictures<MadePicture>;
  readonly #onChange: () => void;
  readonly #download = downloadButton(() => this.fetchAll());
  #notice: Notice | undefined;
  /** How many were shown. */
  #shown = 0;

  constructor(unfetched: UnfetchedPictures<MadePicture>, onChange: () => void) {
    this.#unfetched = unfetched;
    this.#onChange = onChange;
  }

  show(notice: Notice | undefined): void {
    this.#shown += 1;
    const serial = this.#shown; // a click on a button means that notice, not one that has just taken its place
    const own = notice?.buttons.filter(({ id }) => id !== this.#download.id); // offered while there is one, whatever is said
    const buttons = own?.map((button) => ({ ...button, id: `${serial}-${button.id}` })) ?? [];
    this.#notice = notice && { ...notice, buttons };
    this.#onChange();
  }

  get isError(): boolean {
    return this.#withUnfetched()?.severity === 'error';
  }

  /** What the page shows; a problem in the settings goes before all else. */
  view(problem: Notice | undefined): NoticeView | undefined {
    const notice = problem ?? this.#withUnfetched();
    if (!notice) return undefined;
    const { severity, text, lines, buttons } = notice;
    return {
      severity,
      text: plainText(text, 1_000),
      lines: lines.map((line) => plainText(line, 1_000)),
      actions: buttons.map(({ id, label }) => ({ id, label })),
    };
  }

  /** Runs what the page asks for; what is no button of the notice only closes it. */
  async run(actionId: string, problem: Notice | undefined): Promise<void> {
    const notice = problem ?? this.#withUnfetched();
    const button = notice?.buttons.find(({ id }) => id === actionId);
    if (problem) return button?.run();
    if (!button && actionId !== 'dismiss') return; // of a notice that is gone
    if (!button && !this.#notice) this.#unfetched.giveUp();
    this.show(undefined);
    await button?.run();
  }

  /** Fetches what could not be fetched; says how that ended. */
  async fetchAll(): Promise<void> {
    const results = await this.#unfetched.fetchAll();
    const failed = results.find((result) => result.status === 'rejected');
    const reason: unknown = failed?.reason;
    if (failed) return this.show(errorNotice(wordsOf(reason)));
    const last = results.findLast((result) => result.status === 'fulfilled')?.value;
    if (last) this.show(savedNotice(last));
  }

  #withUnfetched(): Notice | undefined {
    const { count } = this.#unfetched;
    if (count === 0) return this.#notice?.tellsUnfetched ? undefined : this.#notice; // it may be fetched in another way
    const { text, lines, buttons, ...notice } = this.#notice ?? { ...unfetchedNotice(count), tellsUnfetched: true };
    const isTold = notice.tellsUnfetched && (count === 1 || !this.#notice);
    return {
      ...notice,
      text,
      lines: isTold ? lines : [...lines, unfetchedNotice(count).text],
      buttons: [this.#download, ...buttons],
    };
  }
}

export function savedNotice({ picture, saved, attempts }: MadePicture): Notice {
  const severity = saved.keptBecause ? 'warning' : 'info';
  return { severity, text: savedText(picture, saved, attempts), lines: [], buttons: [] };
}

function unfetchedNotice(count: number): Notice {
  const text =
    count === 1
      ? vscode.l10n.t('A picture was made and is not fetched yet.')
      : vscode.l10n.t('{0} pictures were made and are not fetched yet.', count);
  return { severity: 'warning', text, lines: [], buttons: [] };
}
