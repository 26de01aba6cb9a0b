import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { GenerationFailure } from '../core/failure';
import type { Attempt } from '../core/attempts';
import type { FailoverDeps, FailoverEvent } from '../core/failover';
import type { Job, JobOutcome, Picture } from '../core/generate';
import { generate } from '../core/generate';
import type { Health } from '../core/health';
import type { Providers } from '../core/provider';
import { errorWords, failedLine, savedLine } from '../core/logLines';
import { findModel } from '../core/models';
import type { Route } from '../core/route';
import { originsOf } from '../core/route';
import { RouteQueues } from '../core/routeQueue';
import { pictureOf } from '../providers/answer/pictureBytes';
import { systemClock } from '../providers/systemClock';
import type { Transport } from '../providers/transport';
import { entryOf } from '../store/historyEntry';
import type { Store } from '../store/store';
import type { Destination } from './destination';
import type { FreeCheck } from './freeCheck';
import type { Keys } from './keys';
import type { SavedPicture, Saver } from './saver';
import { askSlow, askUncertain } from './moneyQuestions';
import type { Asker, Click, OpenQuestion } from './questions';
import { Questions } from './questions';
import { ProgressText } from './texts/progressText';
import { UnfetchedPictures } from './unfetchedPictures';
import type { Log } from './window/createLog';

/** A picture that was made in this window. */
export interface MadePicture {
  readonly id: string;
  readonly picture: Picture;
  readonly saved: SavedPicture;
  readonly attempts: readonly Attempt[];
}

/** How a job ended, with the picture as the board knows it. */
export type Ended =
  | { readonly ok: true; readonly made: MadePicture }
  | {
      readonly ok: false;
      readonly outcome: Extract<JobOutcome<SavedPicture>, { ok: false }>;
      /** Fetches the picture that was made and could not be fetched; it is one of `unfetched` as well. Throws `DownloadError`. */
      readonly downloadAgain?: (() => Promise<MadePicture>) | undefined;
    };

/** A job under way. */
export interface RunningJob {
  readonly id: string;
  readonly prompt: string;
  /** What it does now, in the user's language. */
  step(): string;
  /** How long the step has taken. */
  elapsed(): string;
  readonly cancelling: boolean;
  /** Ends the request and every wait at once. */
  cancel(): void;
  /** Resolves when the picture is there, before it is saved; also when the job has ended otherwise. */
  readonly arrived: Promise<void>;
  readonly ended: Promise<Ended>;
}

export interface JobsDependencies {
  readonly providers: Providers;
  readonly keys: Keys;
  readonly health: Health;
  readonly store: Store;
  readonly transport: Transport;
  readonly saver: Saver;
  readonly check: FreeCheck;
  readonly log: Log;
}

/** A job waits no longer for a free check; one that does not end says nothing. */
const longestCheckMs = 10_000;

/** All jobs and pictures of this window: the state that palette, selection and panel share. */
export class Jobs implements vscode.Disposable {
  readonly #dependencies: JobsDependencies;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #running = new Map<string, RunningJob>();
  readonly #made: MadePicture[] = [];
  readonly #queues = new RouteQueues();
  readonly #questions = new Questions();
  #ticker: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changed.event;
  readonly unfetched = new UnfetchedPictures<MadePicture>(() => this.#changed.fire());

  constructor(dependencies: JobsDependencies) {
    this.#dependencies = dependencies;
    this.#questions.onDidChange(() => this.#changed.fire());
  }

  get running(): readonly RunningJob[] {
    return [...this.#running.values()];
  }

  /** What the job asks and nobody has answered yet. */
  questionOf(jobId: string): OpenQuestion | undefined {
    return this.#questions.of(jobId);
  }

  /** Newest first. */
  get made(): readonly MadePicture[] {
    return this.#made;
  }

  /** `click`: what the user did; the questions of its jobs are asked once. */
  start(job: Job, destination: Destination, click: Click = { pictures: 1 }): RunningJob {
    const id = randomUUID();
    const stop = new AbortController();
    const progress = new ProgressText();
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const running: RunningJob = {
      id,
      prompt: job.request.prompt,
      step: () => (this.#questions.of(id) ? vscode.l10n.t('Waiting for your answer.') : progress.step()),
      elapsed: () => progress.elapsed(),
      get cancelling() {
        return stop.signal.aborted;
      },
      cancel: () => {
        stop.abort();
        this.#changed.fire();
      },
      arrived,
      ended: this.#run({ jobId: id, click }, job, destination, { progress, arrive }, stop.signal).finally(arrive),
    };
    this.#running.set(id, running);
    this.#tick();
    this.#changed.fire();
    return running;
  }

  /** A kept picture has found its place. */
  replaceSaved(id: string, saved: SavedPicture): void {
    const index = this.#made.findIndex((made) => made.id === id);
    const made = this.#made[index];
    if (made) this.#made[index] = { ...made, saved };
    this.#changed.fire();
  }

  dispose(): void {
    for (const job of this.#running.values()) job.cancel();
    clearInterval(this.#ticker);
    this.#questions.dispose();
    this.#changed.dispose();
  }

  async #run(
    asker: Omit<Asker, 'subject'>,
    job: Job,
    destination: Destination,
    { progress, arrive }: { readonly progress: ProgressText; readonly arrive: () => void },
    signal: AbortSignal,
  ): Promise<Ended> {
    const { saver } = this.#dependencies;
    const { jobId: id } = asker;
    const onEvent = (event: FailoverEvent): void => {
      progress.on(event);
      this.#logEvent(event, job.request.prompt);
      this.#changed.fire();
    };
    try {
      const save = (picture: Picture): Promise<SavedPicture> => {
        progress.onSaving();
        this.#changed.fire();
        arrive();
        return saver.save(picture, destination);
      };
      const recorder = this.#dependencies.store.recorder({ id, place: placeOf(destination) });
      const deps = { ...this.#failoverDeps(asker, onEvent), recorder, save };
      const outcome = await generate(job, deps, signal);
      if (!outcome.ok) return { ok: false, outcome, downloadAgain: this.#downloadAgain(id, job, destination, outcome) };
      const made = { id, picture: outcome.picture, saved: outcome.saved, attempts: outcome.attempts };
      this.#made.unshift(made);
      void this.#remember(made);
      this.#dependencies.log.info(savedLine(id, outcome.picture, outcome.saved.keptBecause));
      return { ok: true, made };
    } finally {
      this.#running.delete(id);
      if (this.#running.size === 0) this.#stopTicking();
      this.#changed.fire();
    }
  }

  #failoverDeps(asker: Omit<Asker, 'subject'>, onEvent: (event: FailoverEvent) => void): FailoverDeps {
    const { providers, keys } = this.#dependencies;
    return {
      clock: systemClock,
      health: this.#dependencies.health,
      enter: (route, stop) => this.#queues.enter(route.id, route.preset.concurrency, stop),
      provider: (route) => {
        const provider = providers[route.wire];
        if (provider) return provider;
        throw new GenerationFailure({ kind: 'unsupported', charge: 'none', route: route.id });
      },
      credential: (route, stop) => keys.credential(route, stop),
      check: (route, modelIds, stop) => this.#check(route, modelIds, stop),
      ask: (question, stop) => askUncertain(this.#questions, asker, question, stop),
      askSlow: (question, stop) => askSlow(this.#questions, asker, question, stop),
      onEvent,
    };
  }

  /** With the key as it is stored: a job asks for a missing one when it is its turn. */
  async #check(route: Route, modelIds: readonly string[], stop: AbortSignal): Promise<GenerationFailure | undefined> {
    const { keys, check } = this.#dependencies;
    const limit = AbortSignal.any([stop, AbortSignal.timeout(longestCheckMs)]);
    try {
      return await check(route, modelIds, await keys.storedCredential(route), limit);
    } catch (error) {
      if (error instanceof GenerationFailure) return undefined; // no credential to check with
      throw error;
    }
  }

  /** One line an attempt; never the prompt, never a key. */
  #logEvent(event: FailoverEvent, prompt: string): void {
    const { log } = this.#dependencies;
    if (event.type === 'trying') log.info(`${event.route.id}: ${event.modelId} …`);
    if (event.type === 'failed') log.warn(failedLine(event.attempt, prompt));
  }

  /** A picture that was made at a known address is fetched from there, never made again. */
  #downloadAgain(
    id: string,
    { request, catalogue }: Job,
    destination: Destination,
    { failure, attempts }: Extract<JobOutcome<SavedPicture>, { ok: false }>,
  ): (() => Promise<MadePicture>) | undefined {
    const url = failure.facts.pictureUrl;
    const attempt = attempts.findLast((one) => one.failure?.facts.pictureUrl === url);
    const model = findModel(request.model, catalogue);
    if (url === undefined || !attempt || !model) return undefined;
    return this.unfetched.add(id, async () => {
      const { transport, saver, store } = this.#dependencies;
      const { signal } = new AbortController();
      const image = pictureOf(await transport.download(url, { signal, ownOrigins: originsOf(attempt.route) }));
      if (!image) throw new Error(vscode.l10n.t('There is no picture at its address any more.'));
      const { route, modelId, charge, costUsd } = attempt;
      const known = { route, model, modelId, charge, costUsd, placeholder: false, warnings: [], referenceChanges: [] };
      const picture: Picture = { image, request, ...known };
      const made = { id, picture, saved: await saver.save(picture, destination), attempts };
      this.#made.unshift(made);
      void this.#remember(made);
      if (attempt.id !== undefined) await store.recorder({ id }).saved(attempt.id);
      return made;
    });
  }

  /** A history that cannot be written does not spoil a picture that was made, or hold it up. */
  async #remember({ id, picture, saved, attempts }: MadePicture): Promise<void> {
    try {
      const where = { id, job: id, uri: saved.uri.toString(), createdAt: Date.now() };
      await this.#dependencies.store.history.add(entryOf(picture, where, attempts));
    } catch (error) {
      this.#dependencies.log.warn(`The history was not written: ${errorWords(error)}`);
    }
  }

  /** Seconds pass in the status texts. */
  #tick(): void {
    this.#ticker ??= setInterval(() => this.#changed.fire(), 1_000);
  }

  #stopTicking(): void {
    clearInterval(this.#ticker);
    this.#ticker = undefined;
  }
}

/** Where a picture is wanted, for whoever finds its answer after a crash. */
function placeOf(destination: Destination): string | undefined {
  return destination.kind === 'folder' ? destination.folder.toString() : undefined;
}
