const mostPrompts = 50;
/** Of all of them together: they are kept with the page. */
const mostCharacters = 300_000;

export type Direction = 'older' | 'newer';

/** The prompts that were sent, and which of them is looked at. */
export class EarlierPrompts {
  #sent: readonly string[];
  /** The place of the one that is shown; -1: the text is the user's own. */
  #at = -1;
  /** The user's own text, while another is shown. */
  #draft = '';

  /** `sent`: newest first. */
  constructor(sent: readonly string[]) {
    this.#sent = sent;
  }

  /** Newest first. */
  get sent(): readonly string[] {
    return this.#sent;
  }

  get isWalking(): boolean {
    return this.#at >= 0;
  }

  add(prompt: string): void {
    let room = mostCharacters;
    const all = [prompt, ...this.#sent.filter((one) => one !== prompt)];
    this.#sent = all.slice(0, mostPrompts).filter((one) => (room -= one.length) >= 0);
    this.stay();
  }

  /** What is shown is the user's own text from now on. */
  stay(): void {
    this.#at = -1;
  }

  /** The text to show instead of this one; undefined: there is none further on. */
  walk(direction: Direction, shown: string): string | undefined {
    if (direction === 'newer') return this.#newer();
    const at = this.#sent.findIndex((one, index) => index > this.#at && one !== shown);
    if (at < 0) return undefined;
    if (!this.isWalking) this.#draft = shown;
    this.#at = at;
    return this.#sent[at];
  }

  #newer(): string | undefined {
    if (!this.isWalking) return undefined;
    this.#at -= 1;
    const isSame = this.#sent[this.#at] === this.#draft; // it is what comes next anyway
    if (isSame) this.#at -= 1;
    return this.#sent[this.#at] ?? this.#draft;
  }
}
