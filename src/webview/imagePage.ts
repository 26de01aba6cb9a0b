import { html, render } from 'lit';
import type { PanelState } from '../panel/state';
import type { PictureOptions } from '../core/pictures/image';
import type { CallInput, CallName, CallResult, Ready } from '../panel/calls';
import type { GalleryAction, SeveralAction } from '../panel/pictures';
import type { DownMessage, PanelCaller } from '../panel/rpc';
import type { PageActions, PageView } from './actions';
import { jobSteps } from './announcement';
import { composer } from './composer/composer';
import type { Draft } from './composer/draft';
import type { Direction } from './composer/earlierPrompts';
import { EarlierPrompts } from './composer/earlierPrompts';
import { chosenRoute, clickOf } from './composer/routeChoice';
import { Details } from './details/details';
import { detailsOf } from './details/detailsView';
import { interrupted } from './interrupted';
import { jobs } from './jobs';
import { notices } from './notices';
import { watchPage } from './references/dropZone';
import { ReferenceList } from './references/referenceList';
import { Gallery } from './pictures/gallery';
import { pictures } from './pictures/pictures';
import { wordsOf } from '../core/words/wordsOf';

/** Keeps what is being written over hiding and reloading. */
interface DraftStore {
  /** Nothing was kept yet. */
  readonly isNew: boolean;
  read(): Draft;
  write(draft: Draft): void;
}

/** Draws the state that the host sends into `root`, and passes on what the user does. */
export class ImagePage {
  readonly #root: HTMLElement;
  readonly #caller: PanelCaller;
  readonly #store: DraftStore;
  readonly #actions: PageActions;
  readonly #earlier: EarlierPrompts;
  readonly #gallery: Gallery;
  readonly #references: ReferenceList;
  readonly #details: Details;
  /** What never changes. */
  #ready: Ready | undefined;
  #state: PanelState | undefined;
  #draft: Draft;
  /** Chosen, and not yet answered by the host. */
  #chosen: PictureOptions | undefined;
  #failure: string | undefined;
  /** What a screen reader heard last of jobs. */
  #announced = '';

  constructor(root: HTMLElement, caller: PanelCaller, store: DraftStore) {
    this.#root = root;
    this.#caller = caller;
    this.#store = store;
    const kept = store.read();
    this.#draft = kept;
    this.#earlier = new EarlierPrompts(kept.earlier);
    this.#references = new ReferenceList({
      root,
      call: (name, input) => this.#call(name, input),
      send: (name, input) => caller.call(name, input),
      telling: (promise) => this.#telling(promise),
      tell: (text) => this.#tell(text),
      draw: () => this.#draw(),
      write: (prompt) => this.#type(prompt),
      texts: () => this.#ready?.texts,
    });
    this.#gallery = new Gallery(
      root,
      {
        actions: () => this.#actions,
        pictures: (input) => caller.call('pictures', input),
        facets: (input) => caller.call('facets', input),
        thumbnail: (wanted) => caller.call('thumbnail', wanted),
        telling: (promise) => this.#telling(promise),
        keep: (gallery) => this.#change({ gallery }),
        draw: () => this.#draw(),
      },
      kept.gallery,
    );
    this.#actions = this.#makeActions();
    watchPage(document, () => this.#state?.composer.mayAddReferences ?? false, this.#references.actions);
    this.#details = new Details(root, {
      details: (pictureId) => caller.call('details', { pictureId }),
      largePicture: (pictureId) => caller.call('largePicture', { pictureId }),
      thumbnail: (wanted) => caller.call('thumbnail', wanted),
      telling: (promise) => void this.#telling(promise),
      keep: (details) => this.#change({ details }),
      draw: () => this.#draw(),
      focusElsewhere: () => this.focusPrompt(),
    });
  }

  /** Asks the host for the state. */
  async start(): Promise<void> {
    this.#ready = await this.#call('ready', {});
    // what was typed in another page, such as a tab that was closed; not over what is typed here already
    if (this.#store.isNew && this.#draft.prompt === '' && this.#ready?.prompt)
      this.#change({ prompt: this.#ready.prompt });
    this.#draw();
    this.#details.show(this.#draft.details);
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
    this.#announced = jobSteps(this.#state?.jobs, state.jobs, idle) ?? this.#announced;
    this.#state = state;
    const prompt = this.#references.follow(state.composer.references, this.#draft.prompt);
    if (prompt === this.#draft.prompt) this.#draw();
    else this.#change({ prompt });
    this.#gallery.follow(state);
    this.#details.follow(state);
  }

  #draw(): void {
    const state = this.#state;
    if (!state || !this.#ready) return;
    const focused = document.activeElement;
    const view: PageView = {
      ...this.#ready,
      ...this.#gallery.view(),
      ...this.#references.view(),
      about: this.#details.view(),
      prompt: this.#draft.prompt,
      count: this.#draft.count,
      tileHeight: this.#draft.tileHeight,
      isWalking: this.#earlier.isWalking,
      route: chosenRoute(state.composer, this.#draft.route)?.id,
      options: this.#chosen ?? state.composer.options,
      failure: this.#failure,
      announced: { jobs: this.#announced, pictures: this.#gallery.announced },
    };
    this.#gallery.drawing();
    render(page(state, view, this.#actions), this.#root);
    this.#gallery.drawn(view);
    this.#details.drawn();
    // What had the focus is gone, such as the Cancel button of a finished job.
    if (focused && !focused.isConnected) this.focusPrompt();
    // It was only moved, which takes the focus from it.
    else if (focused instanceof HTMLElement && document.activeElement === document.body) focused.focus();
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
    if (clickOf(composer, this.#draft.route).isBlocked) return;
    const route = chosenRoute(composer, this.#draft.route)?.id;
    this.#earlier.add(prompt);
    this.#keep();
    this.#share('');
    void this.#call('generate', { prompt, count, route, ...options });
  }

  async #act(pictureId: string, action: GalleryAction): Promise<void> {
    const done = await this.#call('picture', { pictureId, action });
    if (!done) return;
    this.#gallery.changed(pictureId, done.picture);
    this.#details.again();
  }

  async #actOnSeveral(action: SeveralAction): Promise<void> {
    const pictureIds = this.#gallery.view().selected.map(({ id }) => id);
    const done = await this.#call('several', { pictureIds, action });
    if (done) this.#gallery.forgotten(done.forgotten);
  }

  /** What the user wants to change and send again goes into the composer. */
  async #fill(call: Promise<CallResult<'notice'> | undefined>): Promise<void> {
    const done = await call;
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
    if (draft.prompt !== undefined) this.#share(draft.prompt);
    this.#keep();
    this.#draw();
  }

  /** For a page that is opened later, should this one be closed. */
  #share(prompt: string): void {
    this.#caller.call('keepPrompt', { prompt }).catch(() => undefined);
  }

  #tell(text: string): void {
    this.#failure = text;
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
      references: this.#references.actions,
      generate: () => this.#generate(),
      chooseRoute: (route) => this.#change({ route }),
      cancel: (jobId) => void this.#call('cancel', { jobId }),
      cancelAll: () => void this.#call('cancelAll', {}),
      answer: (jobId, choiceId) => void this.#call('answer', { jobId, choiceId }),
      chooseCount: (count) => this.#change({ count }),
      failed: (jobId, actionId) => void this.#fill(this.#call('failed', { jobId, actionId })),
      interrupted: (jobId, action) => void this.#call('interrupted', { jobId, action }),
      picture: (pictureId, action) => void this.#act(pictureId, action),
      details: (pictureId) => this.#details.show(pictureId),
      zoom: (step) => this.#details.zoom(step),
      several: (action) => void this.#actOnSeveral(action),
      clearSelection: () => {
        this.#gallery.clearSelection();
        this.#details.show(undefined);
      },
      resize: (tileHeight) => this.#change({ tileHeight }),
      thumbnailFailed: (wanted, name) => this.#gallery.thumbnailFailed(wanted, name),
      search: (words) => this.#gallery.search(words),
      clearSearch: () => this.#gallery.clearSearch(),
      showEverywhere: (everywhere) => this.#gallery.showEverywhere(everywhere),
      filter: this.#gallery.filterActions,
      mend: (routeId) => void this.#call('mend', { routeId }),
      notice: (actionId) => void this.#fill(this.#call('notice', { actionId })),
      tell: (text) => this.#tell(text),
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
    ${composer(state.composer, view, actions)} ${notices(state, view, actions)}
    <div class="below">
      <div class="list">
        ${jobs(state, view, actions)} ${interrupted(state, view, actions)} ${pictures(state, view, actions)}
      </div>
      ${detailsOf(view, actions)}
    </div>
    <p class="for-screen-readers" aria-live="polite">${view.announced.jobs}</p>
    <p class="for-screen-readers" aria-live="polite">${view.announced.pictures}</p>
  `;
}
