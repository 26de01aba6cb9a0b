import { GenerationFailure } from '../core/failures/failure';
import type { ArrivedImage, GeneratedImage, PictureFacts, PictureFile, Usage } from '../core/pictures/image';
import { isInFile } from '../core/pictures/image';
import type { ArrivedPicture, Place } from '../core/run/finish';
import { finish } from '../core/run/finish';
import type { PictureRecord } from '../core/run/picture';
import type { StagingFolders } from '../core/run/provider';
import { kindOnceCharged } from '../core/services/price';
import type { Services } from '../core/services/services';
import type { Wire } from '../core/services/wires';
import { wires } from '../core/services/wires';
import type { Transport } from '../providers/transport/transport';
import type { AnswerReader, FetchPicture } from '../answers/readContext';
import { ReaderClosed } from '../answers/process/childProcess';
import { DownloadError } from '../providers/transport/download';
import type { AnswerNote } from '../store/inbox/answerNote';
import type { AsideAnswer, PendingAnswer } from '../store/inbox/inbox';
import type { Wish } from '../store/jobs/wish';
import type { LedgerRow } from '../store/ledger/ledgerRow';
import { NotAnAnswerError } from '../store/inbox/inbox';
import type { Store } from '../store/store';
import { recoveredCost } from './recoveredCost';

/** A picture that had arrived when its process died, and is saved now. */
export interface RecoveredPicture {
  readonly record: PictureRecord;
  readonly saved: Place;
}

export interface Recovery {
  readonly pictures: readonly RecoveredPicture[];
  /** Attempts that dead processes left without an end; the sent ones may have been charged. */
  readonly attempts: readonly LedgerRow[];
  /** Answers that are not read again by themselves: reading them killed a process, or failed. The user is to be told of them once. */
  readonly aside: readonly AsideAnswer[];
  /** What else went wrong; such answers stay in the inbox and are read at another start. */
  readonly failures: readonly unknown[];
}

export interface RecoveryDeps {
  readonly store: Store;
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  now(): number;
  /** The routes and models of today, by which an answer's cost is reckoned. */
  services(): Services;
  readonly reader: Pick<AnswerReader, 'read'>;
  /** Where the pictures of answers are written to until they are saved. */
  stagingFolders(): Promise<StagingFolders>;
  /** Puts a picture's bytes into a file of ours. */
  stage(image: GeneratedImage): Promise<PictureFile>;
  /** Puts the picture where it is safe; `place`: where it was wanted. While it rejects, the raw answer stays in the inbox. */
  save(arrived: ArrivedPicture, place: string | undefined): Promise<Place>;
}

/** A picture, and what its answer counts. */
interface Delivered {
  readonly image: ArrivedImage;
  readonly usage: Usage | undefined;
}

/** What came of one answer. `later`: its picture is at an address that cannot be reached now. */
type End = Delivered | 'nothing' | 'later' | 'unreadable';

/**
 * Ends what a crash has left: unfinished attempts become "may have been charged", and the pictures in the raw answers of the inbox are
 * saved. Only one of several windows reads each answer. It notes that before it begins, so that an answer that freezes or kills a
 * process does so only once. Never rejects: what goes wrong is in `failures`.
 */
export async function recoverAnswers(deps: RecoveryDeps): Promise<Recovery> {
  const failures: unknown[] = [];
  /** One fault must not keep the rest from being recovered. */
  const tried = async <T>(run: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await run();
    } catch (error) {
      failures.push(error);
      return undefined;
    }
  };
  const { inbox } = deps.store;
  const attempts = (await tried(() => deps.store.recover())) ?? [];
  const aside = (await tried(() => inbox.setUnfinishedAside())) ?? [];
  const pictures: RecoveredPicture[] = [];
  for (const pending of (await tried(() => inbox.pending())) ?? []) {
    if (deps.signal.aborted) break;
    await tried(async () => {
      const { picture, set } = await recover(pending, deps);
      if (picture) pictures.push(picture);
      if (set) aside.push(set);
    });
  }
  return { pictures, attempts, aside, failures };
}

/**
 * Reads an answer that was set aside once more, because the user wants it. Undefined: there was no picture in it, and it stays aside.
 * Rejects where its picture could not be saved.
 */
export async function recoverAside(answer: AsideAnswer, deps: RecoveryDeps): Promise<RecoveredPicture | undefined> {
  const { inbox } = deps.store;
  if (!(await inbox.beginReadingAside(answer.id))) return undefined;
  try {
    if (await isSaved(answer.id, deps)) return undefined;
    const end = await readAnswer(answer, deps);
    if (isPicture(end)) return await keep(answer, end, deps);
    return undefined;
  } finally {
    await inbox.setAside(answer.id); // unless it is gone
  }
}

async function recover(
  pending: PendingAnswer,
  deps: RecoveryDeps,
): Promise<{ readonly picture?: RecoveredPicture | undefined; readonly set?: AsideAnswer | undefined }> {
  const { inbox } = deps.store;
  if (!(await inbox.beginReading(pending))) return {};
  try {
    if (await isSaved(pending.id, deps)) return {};
    await inbox.pauseReading(pending.id); // it may have to wait in line: a process that ends there was not killed by it
    let noted: Promise<void> | undefined;
    const end = await readAnswer(pending, deps, () => (noted = inbox.resumeReading(pending.id)));
    await noted; // rejects where it could not be noted: then it was not read
    if (end === 'unreadable') return { set: await inbox.setAside(pending.id) };
    if (isPicture(end)) return { picture: await keep(pending, end, deps) };
    if (end === 'nothing') await inbox.remove(pending.id);
    return {};
  } finally {
    await inbox.pauseReading(pending.id); // if it is still there, its reading has ended well
  }
}

type Answer = Pick<PendingAnswer, 'id' | 'note' | 'whole'>;

/** Whether its picture was saved before the process died; then the answer that was left is removed. */
async function isSaved(id: string, { store }: RecoveryDeps): Promise<boolean> {
  const isThere = await store.history.hasPictureOf(id).catch(() => false);
  if (isThere) await store.inbox.remove(id);
  return isThere;
}

async function keep({ id, note }: Answer, { image, usage }: Delivered, deps: RecoveryDeps): Promise<RecoveredPicture> {
  const { store } = deps;
  await store.inbox.pauseReading(id); // a process that dies now has survived the reading
  const { path, facts } = isInFile(image) ? image : await deps.stage(image);
  const row = await store.ledger.find(id).catch(() => undefined);
  const wish = await store.jobs.wish(note?.job ?? id).catch(() => undefined);
  const isSettled = row !== undefined && row.charge !== 'unknown';
  const counted = note && !isSettled ? recoveredCost(note, usage, deps.services()) : undefined;
  const costUsd = counted?.usd ?? row?.costUsd ?? row?.estimateUsd;
  const priceKind = counted?.kind ?? kindOnceCharged(row?.priceKind);
  const record = recordOfNote(id, note, facts, { costUsd, priceKind, createdAt: deps.now(), ...ofWish(wish) });
  const ending = { save: (arrived: ArrivedPicture) => deps.save(arrived, note?.place), records: store.records };
  const { saved, recorded } = await finish({ record, file: path, settled: false }, ending);
  await recorded;
  return { record, saved };
}

/** Its references may be other pictures by now: they are known by their places only. */
function ofWish(wish: Wish | undefined): Pick<PictureRecord, 'workspace' | 'refs'> {
  const destination = wish?.destination;
  return {
    workspace: destination?.kind === 'folder' ? destination.workspaceFolder : undefined,
    refs: wish?.references.map(({ uri, name }) => ({ uri, name })),
  };
}

/** What the note of an answer says of its picture. */
function recordOfNote(
  id: string,
  note: AnswerNote | undefined,
  { width, height, mime, sha256 }: PictureFacts,
  known: Pick<PictureRecord, 'costUsd' | 'priceKind' | 'createdAt' | 'workspace' | 'refs'>,
): PictureRecord {
  const { job = id, prompt = '', model = '', modelId = '', route = '', size = '', ratio = '' } = note ?? {};
  const asked = { job, prompt, model, modelId, route, size, ratio };
  return { id, attempt: id, ...asked, width, height, mime, sha256, ...known, placeholder: false, attempts: [] };
}

function isPicture(end: End): end is Exclude<End, string> {
  return typeof end === 'object';
}

/** `onBegin`: awaited before the reader looks at the answer. */
async function readAnswer(
  { id, note, whole }: Answer,
  deps: RecoveryDeps,
  onBegin?: () => Promise<void>,
): Promise<End> {
  const { store, transport, reader, signal } = deps;
  const waits = new NetworkWaits(store.inbox, id);
  const ownOrigins = note?.ownOrigins ?? [];
  let missed = false;
  const fetch: FetchPicture = async (url, folders, check) => {
    try {
      const picture = await waits.during(() => transport.download(url, { signal, ownOrigins, folders, check }));
      missed ||= picture === undefined; // such as the page of a network that wants a sign-in first
      return picture;
    } catch (error) {
      missed ||= !(error instanceof DownloadError && error.reason === 'notAllowed');
      throw error;
    }
  };
  const body = await bodyOf(id, store);
  if (!body) return 'unreadable';
  try {
    const answer = await reader.read(
      { status: note?.status ?? 200, headers: headersOf(note), body: { ...body, isCut: !whole }, msToHeaders: 0 },
      {
        ...{ wire: wireOf(note), modelId: note?.modelId ?? '', secrets: [], fetch, signal, onBegin },
        stagingFolders: await deps.stagingFolders(),
      },
    );
    const image = answer.images.at(-1);
    return image ? { image, usage: answer.usage } : 'nothing';
  } catch (error) {
    return signal.aborted ? 'later' : endOf(error, missed);
  }
}

function headersOf(note: AnswerNote | undefined): Headers {
  const headers = new Headers();
  if (note?.contentType !== undefined) headers.set('content-type', note.contentType);
  if (note?.contentEncoding !== undefined) headers.set('content-encoding', note.contentEncoding);
  return headers;
}

/** Undefined: it can never be read. Rejects where another start may be able to read it. */
async function bodyOf(
  id: string,
  { inbox }: Store,
): Promise<{ readonly file: string; readonly size: number } | undefined> {
  try {
    return await inbox.bodyOf(id);
  } catch (error) {
    if (error instanceof NotAnAnswerError) return undefined;
    throw error;
  }
}

/** `missed`: some address gave no picture now, and may give one later. */
function endOf(error: unknown, missed: boolean): End {
  if (!(error instanceof GenerationFailure)) return 'unreadable';
  const { cause } = error.facts;
  if (missed || cause instanceof ReaderClosed) return 'later';
  // an answer that was understood gives a failure without a cause; anything else is a fault of the reader
  return cause === undefined || cause instanceof DownloadError ? 'nothing' : 'unreadable';
}

/** Notes that an answer is not being read while it waits for the network: a window that is closed then was not killed by it. */
class NetworkWaits {
  readonly #inbox: Store['inbox'];
  readonly #id: string;
  #count = 0;
  #noted: Promise<unknown> = Promise.resolve();

  constructor(inbox: Store['inbox'], id: string) {
    this.#inbox = inbox;
    this.#id = id;
  }

  async during<T>(wait: () => Promise<T>): Promise<T> {
    this.#count += 1;
    if (this.#count === 1) this.#note(() => this.#inbox.pauseReading(this.#id));
    await this.#noted;
    try {
      return await wait();
    } finally {
      this.#count -= 1;
      if (this.#count === 0) this.#note(() => this.#inbox.resumeReading(this.#id));
      await this.#noted;
    }
  }

  /** One after the other. */
  #note(change: () => Promise<void>): void {
    this.#noted = this.#noted.then(change);
  }
}

function wireOf(note: AnswerNote | undefined): Wire {
  return wires.find((wire) => wire === note?.wire) ?? 'gemini';
}
