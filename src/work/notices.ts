import type { Ended, MadePicture } from './job';
import type { UnfetchedPictures } from './unfetched';

/** Something that can be done about a notice. */
export interface NoticeButton {
  readonly id: string;
  readonly label: string;
  run(): Promise<void>;
}

/** What is said above the pictures. */
export interface Notice {
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly lines: readonly string[];
  readonly buttons: readonly NoticeButton[];
  /** The notice itself is about a picture that could not be fetched. */
  readonly tellsUnfetched?: boolean;
}

/** The texts of notices, which are made where they are shown. */
export interface NoticeWords {
  made(made: MadePicture): Notice;
  error(error: unknown): Notice;
  unfetched(count: number): Notice;
  download(run: () => Promise<void>): NoticeButton;
}

/** The one notice of the panel. Whatever it says, it also offers the pictures that could not be fetched, so that none is forgotten. */
export class Notices {
  readonly #unfetched: UnfetchedPictures;
  readonly #words: NoticeWords;
  readonly #onChange: () => void;
  readonly #download: NoticeButton;
  #notice: Notice | undefined;
  /** How many notices were shown. */
  #shown = 0;

  constructor(unfetched: UnfetchedPictures, words: NoticeWords, onChange: () => void) {
    this.#unfetched = unfetched;
    this.#words = words;
    this.#onChange = onChange;
    this.#download = words.download(() => this.fetchAll());
  }

  show(notice: Notice | undefined): void {
    this.#shown += 1;
    const serial = this.#shown; // a click is for the notice on which it was made, not for one that has just replaced it
    const own = notice?.buttons.filter(({ id }) => id !== this.#download.id); // `current` adds it while there is a picture to fetch
    const buttons = own?.map((button) => ({ ...button, id: `${serial}-${button.id}` })) ?? [];
    this.#notice = notice && { ...notice, buttons };
    this.#onChange();
  }

  showError(error: unknown): void {
    this.show(this.#words.error(error));
  }

  /** Does not replace an error: the picture is seen anyway. */
  showMade(notice: Notice): void {
    if (this.current?.severity !== 'error') this.show(notice);
  }

  /** What is to be shown. */
  get current(): Notice | undefined {
    const { count } = this.#unfetched;
    if (count === 0) return this.#notice?.tellsUnfetched ? undefined : this.#notice; // it was fetched in another way
    const { text, lines, buttons, ...notice } = this.#notice ?? {
      ...this.#words.unfetched(count),
      tellsUnfetched: true,
    };
    const isTold = notice.tellsUnfetched && (count === 1 || !this.#notice);
    return {
      ...notice,
      text,
      lines: isTold ? lines : [...lines, this.#words.unfetched(count).text],
      buttons: [this.#download, ...buttons],
    };
  }

  /** Runs a button of the notice, which it closes; `dismiss` only closes it. */
  async run(actionId: string): Promise<void> {
    const button = this.current?.buttons.find(({ id }) => id === actionId);
    if (!button && actionId !== 'dismiss') return; // a button of a notice that is gone
    if (!button && !this.#notice) this.#unfetched.giveUp();
    this.show(undefined);
    await button?.run();
  }

  /** Fetches the pictures that could not be fetched, and shows how that ended. */
  async fetchAll(): Promise<void> {
    const ends = await this.#unfetched.fetchAll();
    const failed = ends.map(errorOf).find((error) => error !== undefined);
    if (failed) return this.showError(failed.error);
    const made = ends.findLast((end) => end.kind === 'made')?.made;
    if (made) this.show(this.#words.made(made));
  }
}

/** Undefined also for a fetch that the user stopped: they know. */
function errorOf(end: Ended): { readonly error: unknown } | undefined {
  return end.kind === 'unfetched' || end.kind === 'broken' ? { error: end.error } : undefined;
}
