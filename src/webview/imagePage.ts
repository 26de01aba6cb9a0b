import { html, render } from 'lit';
import type { PanelState, PictureOptions } from '../shared/protocol';
import type { CallInput, CallName, DownMessage, PanelCaller } from '../shared/rpc';
import type { PageActions, PageView } from './actions';
import { announcement } from './announcement';
import { composer } from './composer';
import { jobs } from './jobs';
import { notices } from './notices';
import { pictures } from './pictures';

/** Keeps the text being typed over hiding and reloading. */
export interface PromptStore {
  read(): string;
  write(prompt: string): void;
}

/** Draws the state that the host sends into `root`, and passes on what the user does. */
export class ImagePage {
  readonly #root: HTMLElement;
  readonly #caller: PanelCaller;
  readonly #store: PromptStore;
  readonly #actions: PageActions;
  #state: PanelState | undefined;
  #prompt: string;
  /** Chosen, and not yet answered by the host. */
  #chosen: PictureOptions | undefined;
  #count = 1;
  #failure: string | undefined;
  #announcement = '';

  constructor(root: HTMLElement, caller: PanelCaller, store: PromptStore) {
    this.#root = root;
    this.#caller = caller;
    this.#store = store;
    this.#prompt = store.read();
    this.#actions = this.#makeActions();
  }

  /** Asks the host for the state. */
  start(): void {
    void this.#call('ready', {});
  }

  receive(message: DownMessage): void {
    if (message.type === 'reply') this.#caller.settle(message);
    else this.#show(message.state);
  }

  /** Puts the focus into the prompt, unless something on the page has it. */
  focusPrompt(): void {
    if (document.activeElement && document.activeElement !== document.body) return;
    this.#root.querySelector<HTMLElement>('#prompt')?.focus();
  }

  #show(state: PanelState): void {
    const first = this.#state === undefined;
    this.#announcement = announcement(this.#state, state) || this.#announcement;
    this.#state = state;
    this.#draw();
    if (first && document.hasFocus()) this.focusPrompt();
  }

  #draw(): void {
    const state = this.#state;
    if (!state) return;
    const focused = document.activeElement;
    const view: PageView = {
      prompt: this.#prompt,
      count: this.#count,
      options: this.#chosen ?? state.options,
      failure: this.#failure,
      announcement: this.#announcement,
    };
    render(page(state, view, this.#actions), this.#root);
    // What had the focus is gone, such as the Cancel button of a finished job.
    if (focused && !focused.isConnected) this.focusPrompt();
  }

  /** Never rejects: a failed call is told on the page. */
  async #call<N extends CallName>(name: N, input: CallInput<N>): Promise<void> {
    this.#failure = undefined;
    try {
      await this.#caller.call(name, input);
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    }
    this.#draw();
  }

  async #choose(options: PictureOptions): Promise<void> {
    this.#chosen = options;
    this.#draw();
    await this.#call('setOptions', options);
    if (this.#chosen === options) this.#chosen = undefined;
    this.#draw();
  }

  #generate(): void {
    const options = this.#chosen ?? this.#state?.options;
    if (!options || this.#prompt.trim() === '') return;
    void this.#call('generate', { prompt: this.#prompt, count: this.#count, ...options });
  }

  #type(prompt: string): void {
    this.#prompt = prompt;
    this.#store.write(prompt);
    this.#draw();
  }

  #makeActions(): PageActions {
    return {
      type: (prompt) => this.#type(prompt),
      choose: (options) => void this.#choose(options),
      addReferences: () => void this.#call('addReferences', {}),
      removeReference: (referenceId) => void this.#call('removeReference', { referenceId }),
      generate: () => this.#generate(),
      cancel: (jobId) => void this.#call('cancel', { jobId }),
      cancelAll: () => void this.#call('cancelAll', {}),
      answer: (jobId, choiceId) => void this.#call('answer', { jobId, choiceId }),
      chooseCount: (count) => {
        this.#count = count;
        this.#draw();
      },
      picture: (pictureId, action) => void this.#call('picture', { pictureId, action }),
      notice: (actionId) => void this.#call('notice', { actionId }),
      dismissFailure: () => {
        this.#failure = undefined;
        this.#draw();
      },
    };
  }
}

function page(state: PanelState, view: PageView, actions: PageActions) {
  return html`
    <h1 class="for-screen-readers">${state.texts.title}</h1>
    ${composer(state, view, actions)} ${notices(state, view, actions)} ${jobs(state, actions)}
    ${pictures(state, actions)}
    <p class="for-screen-readers" aria-live="polite">${view.announcement}</p>
  `;
}
