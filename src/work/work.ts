import type { GeneratedImage, PictureFile, Reference } from '../core/pictures/image';
import type { AnswerReader } from '../answers/readContext';
import type { StagingFolders } from '../core/run/provider';
import type { JobDeps, SharedDeps } from '../core/run/failoverDeps';
import { failoverDeps } from '../core/run/failoverDeps';
import type { FailoverEvent } from '../core/run/failover';
import type { ArrivedPicture, Ending } from '../core/run/finish';
import { generate } from '../core/run/generate';
import type { Job } from '../core/run/job';
import type { UsedReference } from '../core/run/picture';
import { untriedRoutes } from '../core/run/job';
import type { Limit } from '../store/ledger/ledger';
import { clickLimit } from './clicks/clickLimit';
import { priceQuestionOf } from './clicks/clickPrice';
import type { Outlook } from '../core/run/outlook';
import { outlookOf } from '../core/run/outlook';
import { failedLine, savedLine } from '../core/run/logLines';
import type { Transport } from '../providers/transport/transport';
import type { JobRecords } from '../store/jobs/jobRecords';
import type { Store } from '../store/store';
import type { Asker } from './asker';
import { Changes } from './changes';
import { ClickCredentials } from './clicks/clickCredentials';
import type { LinkedPicture } from './downloadAgain';
import { fetchLinked, finishLinked, linkedPictureOf, stoppedFetch } from './downloadAgain';
import type { Ended, FailedOutcome, MadePicture, RunningJob, SavedPicture } from './job';
import { progressAfter } from './progress';
import type { OpenQuestion, Question } from './question';
import type { Click } from './openQuestions';
import { OpenQuestions } from './openQuestions';
import type { JobHandle } from './runningJobs';
import { RunningJobs } from './runningJobs';
import { UnfetchedPictures } from './unfetched';
import type { Destination, JobSettings, ReferenceFile, RouteWish, Wanted } from './wanted';
import { amongst, jobFrom, originOf, routeRequestOf } from './wanted';
import { usedReferences } from './making/usedReferences';
import { recorded } from './jobs/recorded';
import type { Route } from '../core/services/route';
import { realRoutes } from '../core/services/route';

/** What `Work` is made of. */
export interface WorkParts extends SharedDeps {
  /** Left out: nothing is kept. */
  readonly store?: Pick<Store, 'recorder' | 'records'> | undefined;
  /** Where jobs are written down, so that a crash is told. Left out: nowhere. */
  readonly jobRecords?: JobRecords | undefined;
  readonly transport: Pick<Transport, 'download'>;
  readonly reader: Pick<AnswerReader, 'check'>;
  /** What the settings allow for what is wanted. Throws `SettingsError`. */
  settings(wanted: Pick<Wanted, 'resource'>): JobSettings;
  /** Looks at the files as they are now, and reads the small ones. Throws errors that are shown to the user. */
  references(files: readonly ReferenceFile[]): Promise<readonly Reference[]>;
  /** Where a picture is written to until it has its place. Never rejects. */
  stagingFolders(destination: Destination): Promise<StagingFolders>;
  /** Writes a picture's bytes to a temporary file, near where it will go. */
  stage(image: GeneratedImage, destination: Destination): Promise<PictureFile>;
  /** See `Ending`. */
  save(arrived: ArrivedPicture, destination: Destination): Promise<SavedPicture>;
  readonly log: { info(line: string): void; warn(line: string): void };
}

/** What was wanted with one click, and who answers its questions. */
interface Order {
  readonly wanted: Wanted;
  readonly asker: Asker;
  readonly click: Click;
  readonly credentials: ClickCredentials;
  /** What may not be exceeded when one of its pictures is sent. */
  readonly limit: () => Limit | undefined;
  readonly refs: Promise<readonly UsedReference[]>;
}

/** The one way to a picture, whoever wants it. Holds what is being made and was made in this process. */
export class Work {
  readonly #parts: WorkParts;
  readonly #changes = new Changes();
  readonly #jobs: RunningJobs;
  readonly #made: MadePicture[] = [];
  readonly #questions = new OpenQuestions();
  /** The records of pictures that are still being written. */
  readonly #recording = new Set<Promise<void>>();
  #cancels = 0;

  readonly onDidChange = this.#changes.on;
  readonly unfetched = new UnfetchedPictures(this.#changes);

  constructor(parts: WorkParts) {
    this.#parts = parts;
    this.#jobs = new RunningJobs(parts.clock, this.#changes);
    this.#questions.changes.on(() => this.#changes.fire());
  }

  /** How often all jobs were cancelled: a caller that asks something before `make` sees whether it was called off meanwhile. */
  get cancels(): number {
    return this.#cancels;
  }

  get running(): readonly RunningJob[] {
    return this.#jobs.all;
  }

  /** Newest first. */
  get made(): readonly MadePicture[] {
    return this.#made;
  }

  /** Milliseconds, on the clock by which `Progress.since` is told. */
  elapsed(): number {
    return this.#parts.clock.elapsed();
  }

  /** Shows again the questions that nobody has answered; false: there are none. */
  askAgain(): boolean {
    return this.#questions.askAgain();
  }

  /** What the job asks and nobody has answered yet. */
  questionOf(jobId: string): OpenQuestion | undefined {
    return this.#questions.of(jobId);
  }

  /** Which routes would be asked for a picture, and its price. Throws what `settings` throws. */
  outlook(wish: RouteWish): Outlook {
    const settings = this.#parts.settings(wish);
    const job = { ...settings, routes: amongst(settings.routes, wish.among), onlyRoute: wish.onlyRoute };
    return outlookOf(job, routeRequestOf(wish, settings.routes), this.#parts.health);
  }

  /** The same of each route alone, in the user's order; the placeholder is none to choose. Throws what `settings` throws. */
  outlooksAlone(wish: RouteWish): readonly { readonly route: Route; readonly outlook: Outlook }[] {
    const settings = this.#parts.settings(wish);
    const request = routeRequestOf(wish, settings.routes);
    const routes = realRoutes(amongst(settings.routes, wish.among));
    const alone = (onlyRoute: string): Outlook => outlookOf({ ...settings, onlyRoute }, request, this.#parts.health);
    return routes.map((route) => ({ route, outlook: alone(route.id) }));
  }

  /**
   * Begins a job for each picture that is wanted. None, if all were cancelled while files were read, or if the price was declined. Throws what `settings` and
   * `references` throw, before anything begins.
   */
  async make(wanted: Wanted, asker: Asker): Promise<readonly RunningJob[]> {
    const cancels = this.#cancels;
    const settings = this.#parts.settings(wanted);
    const references = await this.#parts.references(wanted.references);
    const question = priceQuestionOf(wanted, settings, this.outlook(wanted));
    if (question && asker.confirm && !(await asker.confirm(question))) return [];
    if (cancels !== this.#cancels) return [];
    const job = jobFrom(wanted, settings, references);
    const credentials = new ClickCredentials(asker, this.#parts);
    const click = { prompt: wanted.prompt, pictures: wanted.count ?? 1 };
    const isUnpriced = question?.what === 'unpriced' && asker.confirm !== undefined;
    const limit = clickLimit({
      read: () => this.#parts.settings(wanted).limits ?? {},
      caller: wanted.caller ?? 'person',
      agreedRoute: isUnpriced ? question.route.id : undefined,
    });
    const refs = usedReferences(wanted.references, references);
    const order = { wanted, asker, credentials, click, refs, limit };
    const of = order.click.pictures;
    const parts = Array.from({ length: of }, (_, index) => (of > 1 ? { nth: index + 1, of } : undefined));
    const one = { ...wanted, count: 1 };
    return parts.map((part) =>
      this.#jobs.begin(
        wanted.prompt,
        { type: 'working' },
        (handle) => recorded(one, handle, this.#parts, () => this.#generate(job, order, handle)),
        part,
      ),
    );
  }

  /** Pictures were taken out of the history: of those that were made here, the ones of these jobs are left. */
  keepMade(jobs: ReadonlySet<string>): void {
    const left = this.#made.filter(({ id }) => jobs.has(id));
    if (left.length === this.#made.length) return;
    this.#made.splice(0, Infinity, ...left);
    this.#changes.fire();
  }

  /** Also those that have not quite begun. */
  cancelAll(): void {
    this.#cancels += 1;
    this.#jobs.cancelAll();
  }

  /** Resolves when all pictures that were made are in the history, and their raw answers are removed. */
  async recorded(): Promise<void> {
    await Promise.all(this.#recording);
  }

  /** A kept picture was saved. */
  moved(from: string, saved: SavedPicture): void {
    const index = this.#made.findIndex((made) => made.saved.uri === from);
    const made = this.#made[index];
    if (made) this.#made[index] = { ...made, saved };
    this.#changes.fire();
  }

  /**
   * Since the window goes: ends all jobs, and resolves when what is known of them and their money is written, or when the time is
   * over. Nothing begins any more. Never rejects.
   */
  async close(ms: number): Promise<void> {
    const { clock } = this.#parts;
    const over = new AbortController();
    const ends = this.running.map(({ ended }) => ended);
    this.#cancels += 1;
    this.#jobs.interruptAll();
    const time = clock.sleep(ms, over.signal).catch(() => undefined);
    await Promise.race([Promise.all(ends).then(() => this.recorded()), time]);
    over.abort();
  }

  dispose(): void {
    this.#jobs.dispose();
    this.#changes.dispose();
  }

  async #generate(job: Job, order: Order, handle: JobHandle): Promise<Ended> {
    const { store, clock } = this.#parts;
    const { destination, prompt, caller } = order.wanted;
    const { id } = handle;
    const place = destination.kind === 'folder' ? destination.folder : undefined;
    const recorder = store?.recorder({ id, place, caller, limit: order.limit });
    const stagingFolders = (): Promise<StagingFolders> => this.#parts.stagingFolders(destination);
    const onEvent = (event: FailoverEvent): void => {
      this.#logEvent(event, prompt);
      handle.progress((progress) => progressAfter(progress, event, clock.elapsed()));
    };
    const deps = {
      ...failoverDeps(this.#parts, { ...this.#askerDeps(order, handle), recorder, stagingFolders, onEvent }),
      jobId: id,
      origin: originOf(order.wanted),
      refs: order.refs,
      stage: (image: GeneratedImage) => this.#parts.stage(image, destination),
      ending: this.#ending(order, handle),
    };
    const outcome = await generate(job, deps, handle.signal);
    if (!outcome.ok) return this.#failed(job, order, handle, outcome);
    const { picture, saved, attempts, skipped, recorded } = outcome;
    return this.#keep({ id, picture, saved, attempts, skipped }, recorded);
  }

  #askerDeps({ click, asker, credentials }: Order, handle: JobHandle): JobDeps {
    const ask = (question: Question, signal: AbortSignal): ReturnType<OpenQuestions['ask']> =>
      this.#questions.ask(question, { jobId: handle.id, click, asker }, signal);
    return {
      credential: (route) => credentials.of(route, handle),
      ask: async (question, signal) => (await ask({ what: 'uncertain', ...question }, signal)) === 'pay',
      askSlow: async (question, signal) => {
        const answer = await ask({ what: 'slow', ...question }, signal);
        return answer === 'switch' || answer === 'stop' ? answer : 'wait';
      },
    };
  }

  #ending({ wanted: { destination } }: Order, handle: JobHandle): Ending<SavedPicture> {
    return {
      save: (arrived) => {
        handle.progress(() => ({ step: { type: 'saving' } }));
        handle.arrived();
        return this.#parts.save(arrived, destination);
      },
      records: this.#parts.store?.records,
    };
  }

  /** A picture that was made at a known address is fetched from there, never made again. */
  #failed(job: Job, order: Order, { id }: JobHandle, outcome: FailedOutcome): Ended {
    const { wanted } = order;
    const linked = linkedPictureOf(job, outcome);
    const downloadAgain = linked && this.unfetched.add(id, (again) => this.#fetch(linked, order, again));
    const leftOut = outcome.skipped.filter(({ isLeftOut }) => isLeftOut).map(({ route }) => route);
    const untried = untriedRoutes(job, outcome.attempts).filter((route) => !leftOut.includes(route));
    return { kind: 'failed', outcome, wanted, untried, downloadAgain };
  }

  #fetch(linked: LinkedPicture, order: Order, downloadAgain: () => RunningJob): RunningJob {
    const { wanted } = order;
    return this.#jobs.begin(wanted.prompt, { type: 'fetching' }, async (handle) => {
      const { transport, reader, clock } = this.#parts;
      const { id, signal } = handle;
      const folders = await this.#parts.stagingFolders(wanted.destination);
      let fetched: PictureFile;
      try {
        fetched = await fetchLinked(linked, { transport, reader, folders }, signal);
      } catch (error) {
        if (!signal.aborted) return { kind: 'unfetched', error, downloadAgain };
        return { kind: 'failed', outcome: stoppedFetch(linked), wanted, untried: [], downloadAgain };
      }
      const { picture, saved, recorded } = await finishLinked(linked, fetched, handle, {
        ending: this.#ending(order, handle),
        origin: originOf(wanted),
        refs: order.refs,
        now: () => clock.now(),
      });
      return this.#keep({ id, picture, saved, attempts: linked.attempts, skipped: [] }, recorded);
    });
  }

  #keep(made: MadePicture, recorded: Promise<void>): Ended {
    this.#made.unshift(made);
    this.#recording.add(recorded);
    void recorded.then(() => this.#recording.delete(recorded));
    this.#parts.log.info(savedLine(made.id, made.picture, made.saved.keptBecause));
    return { kind: 'made', made };
  }

  /** One line an attempt; never the prompt, never a key. */
  #logEvent(event: FailoverEvent, prompt: string): void {
    const { log } = this.#parts;
    if (event.type === 'trying') log.info(`${event.route.id}: ${event.modelId} …`);
    if (event.type === 'failed') log.warn(failedLine(event.attempt, prompt));
  }
}
