import type { CallInput, CallName, CallResult } from '../../panel/calls';
import type { ReferenceView } from '../../panel/composer';
import { mostUploadBytes } from '../../panel/references';
import type { PanelTexts } from '../../panel/texts';
import type { Dropped } from './dropped';
import { mentionAt, followed } from './mentions';
import { neighbourOf, placeAfter } from './order';
import { isTooLong } from '../composer/promptRoom';
import { upload } from './upload';

/** What is dragged over the composer: nothing that it takes, pictures, or such that need Shift to be dropped. */
export type DropState = 'none' | 'ready' | 'shift';

/** What the user can do with the pictures to work from. */
export interface ReferenceActions {
  /** Asks for files. */
  add(): void;
  /** `byKey`: the focus goes to the next one. */
  remove(id: string, byKey: boolean): void;
  move(id: string, to: number): void;
  /** Moves it by one place, each time once the time before is done. */
  step(id: string, step: 'left' | 'right'): void;
  /** Names the picture in the prompt, where the cursor is. */
  mention(number: number): void;
  hover(state: DropState): void;
  take(dropped: Dropped<File>): void;
}

export interface ReferencePageView {
  readonly drop: DropState;
  /** How many pictures are being handed over. */
  readonly adding: number;
}

interface ReferenceListParts {
  readonly root: HTMLElement;
  /** Never rejects: the user is told. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallResult<N> | undefined>;
  /** The same, for what is not a call of its own. */
  send<N extends CallName>(name: N, input: CallInput<N>): Promise<CallResult<N>>;
  telling(promise: Promise<void>): Promise<unknown>;
  tell(text: string): void;
  draw(): void;
  /** The user's prompt is this now. */
  write(prompt: string): void;
  texts(): PanelTexts | undefined;
}

/** The pictures to work from on the page. */
export class ReferenceList {
  readonly #parts: ReferenceListParts;
  #ids: readonly string[] | undefined;
  #drop: DropState = 'none';
  #adding = 0;
  #stepping: Promise<unknown> = Promise.resolve();

  readonly actions: ReferenceActions;

  constructor(parts: ReferenceListParts) {
    this.#parts = parts;
    this.actions = {
      add: () => void parts.call('addReferences', {}),
      remove: (id, byKey) => void this.#remove(id, byKey),
      move: (referenceId, to) => void parts.call('moveReference', { referenceId, to }),
      step: (id, step) => void (this.#stepping = this.#stepping.then(() => this.#step(id, step))),
      mention: (number) => this.#mention(number),
      hover: (state) => this.#hover(state),
      take: (dropped) => void this.#take(dropped),
    };
  }

  view(): ReferencePageView {
    return { drop: this.#drop, adding: this.#adding };
  }

  /** The prompt as it is with these pictures, after those that were there before. */
  follow(references: readonly ReferenceView[], prompt: string): string {
    const before = this.#ids;
    this.#ids = references.map(({ id }) => id);
    if (!before || before.join() === this.#ids.join()) return prompt;
    const { prompt: now, unsure } = followed(prompt, before, this.#ids);
    const texts = this.#parts.texts();
    if (unsure !== undefined && texts) this.#parts.tell(texts.mentionLeft.replace('{0}', () => unsure));
    return now;
  }

  async #remove(id: string, byKey: boolean): Promise<void> {
    const next = neighbourOf(this.#ids ?? [], id);
    await this.#parts.call('removeReference', { referenceId: id });
    if (!byKey) return;
    const faces = [...this.#parts.root.querySelectorAll<HTMLElement>('.reference-face')];
    const face = faces.find(({ dataset }) => dataset['reference'] === next);
    (face ?? this.#parts.root.querySelector<HTMLElement>('.add-reference'))?.focus();
  }

  async #step(id: string, step: 'left' | 'right'): Promise<void> {
    const ids = this.#ids ?? [];
    const to = placeAfter(step, ids.indexOf(id), ids.length);
    if (to !== undefined && ids.includes(id)) await this.#parts.call('moveReference', { referenceId: id, to });
  }

  #mention(number: number): void {
    const area = this.#parts.root.querySelector<HTMLTextAreaElement>('#prompt');
    if (!area) return;
    const { value, selectionStart, selectionEnd } = area;
    const text = mentionAt(value, selectionStart, selectionEnd, number);
    const texts = this.#parts.texts();
    if (isTooLong(area, text)) return texts && this.#parts.tell(texts.promptCut);
    area.focus();
    area.setRangeText(text, selectionStart, selectionEnd, 'end');
    this.#parts.write(area.value);
  }

  #hover(state: DropState): void {
    if (this.#drop === state) return;
    this.#drop = state;
    this.#parts.draw();
  }

  async #take(dropped: Dropped<File>): Promise<void> {
    this.#hover('none');
    const parts = this.#parts;
    if (dropped.kind === 'uris') await parts.call('dropReferences', { uris: dropped.uris });
    else if (dropped.kind === 'picture') await parts.call('addPictureReference', { pictureId: dropped.id });
    else if (dropped.kind === 'files') await this.#upload(dropped.files);
    else parts.tell(parts.texts()?.dropNoPicture ?? '');
  }

  async #upload(files: readonly File[]): Promise<void> {
    this.#add(files.length);
    for (const file of files) {
      await this.#uploadOne(file);
      this.#add(-1);
    }
  }

  #add(count: number): void {
    this.#adding += count;
    this.#parts.draw();
  }

  async #uploadOne(file: File): Promise<void> {
    const parts = this.#parts;
    const texts = parts.texts();
    // a folder has no bytes
    if (file.size === 0) return parts.tell(texts?.dropNoPicture ?? '');
    if (file.size > mostUploadBytes) return parts.tell((texts?.dropTooLarge ?? '').replace('{0}', () => file.name));
    const id = `upload-${Math.random()}`; // another page may hand pictures over too
    await parts.telling(upload(file, id, (piece) => parts.send('uploadReference', piece)));
  }
}
