import { html, render } from 'lit';
import type { PanelState } from '../panel/state';
import type { PictureOptions } from '../core/pictures/image';
import type { CallInput, CallName, CallResult, Ready } from '../panel/calls';
import type { PictureAction } from '../panel/pictures';
import type { DownMessage, PanelCaller } from '../panel/rpc';
import type { PageActions, PageView } from './actions';
import { arrivals, jobSteps } from './announcement';
import { composer } from './composer/composer';
import type { Draft } from './composer/draft';
import type { Direction } from './composer/earlierPrompts';
import { EarlierPrompts } from './composer/earlierPrompts';
import { chosenRoute } from './composer/routeChoice';
import { interrupted } from './interrupted';
import { jobs } from './jobs';
import { notices } from './notices';
import { NearView } from './pictures/nearView';
import { PictureLoader } from './pictures/pictureLoader';
import { pictures } from './pictures/pictures';
import { PageThumbnails } from './pictures/thumbnails';
import { wordsOf } from '../core/words/wordsOf';

/** Keeps what is being written over hiding and reloading. */
interface DraftStore {
  read(): Draft;
  write(draft: Draft): void;
}

/** Draws the state that the host sends into `root`, and passes on what the user does. */
export class ImagePage {
  readonly #root: HTMLElement;
  readonly #caller: PanelCaller;
  readonly #store: DraftStore;
  readonly #actions: PageActions;
  readonly #pictures: PictureLoader;
  readonly #thumbnails: PageThumbnails;
  readonly #near: NearView;
  readonly #earlier: EarlierPrompts;
  /** What never changes. */
  #ready: Ready | undefined;
  #state: PanelState | undefined;
  #draft: Draft;
  /** Chosen, and not yet answered by the host. */
  #chosen: PictureOptions | undefined;
  #failure: string | undefined;
  /** What a screen reader heard last: of jobs, and of pictures, which arrive as the last job ends. */
  #announced = { jobs: '', pictures: '' };

  constructor(root: HTMLElement, caller: PanelCaller, store: DraftStore) {
    this.#root = root;
    this.#caller = caller;
    this.#store = store;
    const kept = store.read();
    this.#draft = kept;
    this.#earlier = new EarlierPrompts(kept.earlier);
    this.#actions = this.#makeActions();
    this.#pictures = new PictureLoader(
      (input) => caller.call('pictures', input),
      (arrived) => {
        this.#announced.pictures = arrivals(arrived) || this.#announced.pictures;
        this.#draw();
      },
    );
    this.#thumbnails = new PageThumbnails(
      (wanted) => caller.call('thumbnail', wanted),
      () => this.#draw(),
    );
    this.#near = new NearView((element) => this.#onNear(element));
  }

  /** Asks the host for the state. */
  async start(): Promise<void> {
    this.#ready = await this.#call('ready', {});
    this.#draw();
    if (document.hasFocus()) this.focusPrompt();
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
    const idle = this.#ready?.texts.idle ?? '';
    this.#announced.jobs = jobSteps(this.#state?.jobs, state.jobs, idle) ?? this.#announced.jobs;
    this.#state = state;
    this.#draw();
    void this.#telling(this.#pictures.follow(state.pictures));
    for (const { id } of state.composer.references) void this.#telling(this.#thumbnails.ask({ of: 'reference', id }));
  }

  /** A tile without its thumbnail, or the end of the list. */
  #onNear(element: Element): void {
    const id = element instanceof HTMLElement ? element.dataset['picture'] : undefined;
    void this.#telling(id === undefined ? this.#pictures.more() : this.#thumbnails.ask({ of: 'picture', id }));
  }

  #draw(): void {
    const state = this.#state;
    if (!state || !this.#ready) return;
    const focused = document.activeElement;
    const view: PageView = {
      ...this.#ready,
      list: this.#pictures.list,
      thumbnail: (id) => this.#thumbnails.of(id),
      prompt: this.#draft.prompt,
      count: this.#draft.count,
      isWalking: this.#earlier.isWalking,
      route: chosenRoute(state.composer, this.#draft.route)?.id,
      options: this.#chosen ?? state.composer.options,
      failure: this.#failure,
      announced: this.#announced,
    };
    render(page(state, view, this.#actions), this.#root);
    this.#near.watch(this.#root.querySelectorAll('.pending-thumbnail, .more-pictures'));
    // What had the focus is gone, such as the Cancel button of a finished job.
    if (focused && !focused.isConnected) this.focusPrompt();
  }

  /** Never rejects: a failed call is told on the page, and has no result. */
  async #call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallResult<N> | undefined> {
    this.#failure = undefined;
    const result = await this.#telling(this.#caller.call(name, input));
    this.#draw();
    return result;
  }

  async #telling<T>(promise: Promise<T>): Promise<T | undefined> {
    try {
      return await promise;
    } catch (error) {
      this.#failure = wordsOf(error);
      this.#draw();
      return undefined;
    }
  }

  async #choose(options: PictureOptions): Promise<void> {
    this.#chosen = options;
    this.#draw();
    await this.#call('setOptions', options);
    if (this.#chosen === options) this.#chosen = undefined;
    this.#draw();
  }

  #generate(): void {
    const options = this.#chosen ?? this.#state?.composer.options;
    const composer = this.#state?.composer;
    const { prompt, count } = this.#draft;
    if (!composer || !options || prompt.trim() === '') return;
    const route = chosenRoute(composer, this.#draft.route)?.id;
    this.#earlier.add(prompt);
    this.#keep();
    void this.#call('generate', { prompt, count, route, ...options });
  }

  async #act(pictureId: string, action: PictureAction): Promise<void> {
    const done = await this.#call('picture', { pictureId, action });
    if (done?.picture) this.#pictures.replace(done.picture);
  }

  async #runNotice(actionId: string): Promise<void> {
    const done = await this.#call('notice', { actionId });
    if (!done?.fill) return;
    this.#change(done.fill);
    this.#root.querySelector<HTMLElement>('#prompt')?.focus();
  }

  #type(prompt: string): void {
    this.#earlier.stay();
    this.#change({ prompt });
  }

  #walk(direction: Direction): boolean {
    const prompt = this.#earlier.walk(direction, this.#draft.prompt);
    if (prompt !== undefined) this.#change({ prompt });
    return prompt !== undefined;
  }

  #change(draft: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...draft };
    this.#keep();
    this.#draw();
  }

  #keep(): void {
    this.#store.write({ ...this.#draft, earlier: this.#earlier.sent });
  }

  #makeActions(): PageActions {
    return {
      type: (prompt) => this.#type(prompt),
      walk: (direction) => this.#walk(direction),
      choose: (options) => void this.#choose(options),
      chooseFolder: (folderId) => void this.#call('chooseFolder', { folderId }),
      addReferences: () => void this.#call('addReferences', {}),
      removeReference: (referenceId) => void this.#call('removeReference', { referenceId }),
      generate: () => this.#generate(),
      chooseRoute: (route) => this.#change({ route }),
      cancel: (jobId) => void this.#call('cancel', { jobId }),
      cancelAll: () => void this.#call('cancelAll', {}),
      answer: (jobId, choiceId) => void this.#call('answer', { jobId, choiceId }),
      chooseCount: (count) => this.#change({ count }),
      interrupted: (jobId, action) => void this.#call('interrupted', { jobId, action }),
      picture: (pictureId, action) => void this.#act(pictureId, action),
      thumbnailFailed: (wanted, name) => void this.#telling(this.#thumbnails.fail(wanted, name)),
      mend: (routeId) => void this.#call('mend', { routeId }),
      notice: (actionId) => void this.#runNotice(actionId),
      tell: (text) => {
        this.#failure = text;
        this.#draw();
      },
      dismissFailure: () => {
        this.#failure = undefined;
        this.#draw();
      },
    };
  }
}

function page(state: PanelState, view: PageView, actions: PageActions) {
  return html`
    <h1 class="for-screen-readers">${view.texts.title}</h1>
    ${composer(state.composer, view, actions)} ${notices(state, view, actions)} ${jobs(state, view, actions)}
    ${interrupted(state, view, actions)} ${pictures(state, view, actions)}
    <p class="for-screen-readers" aria-live="polite">${view.announced.jobs}</p>
    <p class="for-screen-readers" aria-live="polite">${view.announced.pictures}</p>
  `;
}
