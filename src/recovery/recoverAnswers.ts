import { GenerationFailure } from '../core/failure';
import type { GeneratedImage } from '../core/image';
import type { Wire } from '../core/presets';
import { wires } from '../core/presets';
import type { Transport } from '../providers/transport';
import { pictureOf } from '../providers/answer/pictureBytes';
import { decode } from '../providers/transport/body';
import { DownloadError } from '../providers/transport/download';
import { understand } from '../providers/understand';
import type { AnswerNote } from '../store/answerNote';
import type { AsideAnswer, PendingAnswer } from '../store/inbox';
import type { LedgerRow } from '../store/ledgerRow';
import type { Store } from '../store/store';

const maxBytes = 256 * 1024 * 1024;

/** A picture that had arrived when its process died. */
export interface RecoveredPicture {
  /** The attempt's id. */
  readonly id: string;
  readonly image: GeneratedImage;
  /** What is known of the request; undefined where that was damaged. */
  readonly note: AnswerNote | undefined;
}

export interface Recovery {
  readonly pictures: readonly RecoveredPicture[];
  /** Attempts that dead processes left without an end; the sent ones may have been charged. */
  readonly attempts: readonly LedgerRow[];
  /** Answers that are not read by themselves again: a process did not survive it, or they could not be read. To be told once. */
  readonly aside: readonly AsideAnswer[];
  /** What else went wrong; such answers stay in the inbox and are read at another start. */
  readonly failures: readonly unknown[];
}

export interface RecoveryDeps {
  readonly store: Store;
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** Puts the picture where it is safe. While it rejects, the raw answer stays in the inbox. */
  place(picture: RecoveredPicture): Promise<void>;
  /** Left out: `understand`. */
  readonly read?: typeof understand | undefined;
}

/** How one answer ended. `later`: its picture lies at an address that cannot be reached now, or could not be put in place. */
type End = { readonly image: GeneratedImage } | 'nothing' | 'later' | 'unreadable';

/**
 * Ends what a crash has left: unfinished attempts become "may have been charged", and each raw answer in the inbox that
 * holds a picture is put in place. Of several windows each answer goes to one. That one is read is noted before, so that an
 * answer that freezes or kills the process does so once. Never rejects: what goes wrong is in `failures`.
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
  const aside = (await tried(() => inbox.setBegunAside())) ?? [];
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
 * Reads an answer that was set aside once more, since the user wants it. Undefined: no picture came of it, and it stays aside.
 * Rejects where its picture could not be put in place.
 */
export async function recoverAside(answer: AsideAnswer, deps: RecoveryDeps): Promise<RecoveredPicture | undefined> {
  const { inbox } = deps.store;
  if (!(await inbox.beginReadingAside(answer.id))) return undefined;
  try {
    const end = await readAnswer(answer, deps);
    if (isPicture(end)) return await keep(answer, end.image, deps);
    return undefined;
  } finally {
    await inbox.setAside(answer.id); // unless it is gone
  }
}

async function recover(
  pending: PendingAnswer,
  deps: RecoveryDeps,
): Promise<{ readonly picture?: RecoveredPicture; readonly set?: AsideAnswer | undefined }> {
  const { inbox } = deps.store;
  if (!(await inbox.beginReading(pending))) return {};
  try {
    const end = await readAnswer(pending, deps);
    if (end === 'unreadable') return { set: await inbox.setAside(pending.id) };
    if (isPicture(end)) return { picture: await keep(pending, end.image, deps) };
    if (end === 'nothing') await inbox.remove(pending.id);
    return {};
  } finally {
    await inbox.pauseReading(pending.id); // what is there still has been read to its end
  }
}

type Answer = Pick<PendingAnswer, 'id' | 'note' | 'whole'>;

/** The picture first: what cannot be written to the ledger is settled by the user, what is lost is lost. */
async function keep({ id, note }: Answer, image: GeneratedImage, deps: RecoveryDeps): Promise<RecoveredPicture> {
  const { store } = deps;
  const picture = { id, image, note };
  await store.inbox.pauseReading(id); // a process that dies now has survived the reading
  await deps.place(picture);
  await store.ledger.settle(id, 'charged', undefined, 'recovered').catch(() => false);
  await store.inbox.remove(id);
  return picture;
}

function isPicture(end: End): end is Exclude<End, string> {
  return typeof end === 'object';
}

async function readAnswer(
  { id, note, whole }: Answer,
  { store, transport, signal, read = understand }: RecoveryDeps,
): Promise<End> {
  const waits = new NetworkWaits(store.inbox, id);
  const ownOrigins = note?.ownOrigins ?? [];
  let missed = false;
  const download = async (url: string): Promise<Uint8Array> => {
    try {
      const bytes = await waits.during(() => transport.download(url, { signal, ownOrigins }));
      missed ||= pictureOf(bytes) === undefined; // such as the page of a network that wants a sign-in first
      return bytes;
    } catch (error) {
      missed ||= !(error instanceof DownloadError && error.reason === 'notAllowed');
      throw error;
    }
  };
  const bytes = Buffer.from(await store.inbox.read(id));
  try {
    const headers = new Headers(note?.contentType ? { 'content-type': note.contentType } : {});
    const body = await decode(bytes, note?.contentEncoding ?? null, maxBytes, !whole);
    const answer = await read(
      { status: note?.status ?? 200, headers, body, msToHeaders: 0 },
      {
        wire: wireOf(note),
        modelId: note?.modelId ?? '',
        secrets: [],
        download,
      },
    );
    const image = answer.images.at(-1);
    return image ? { image } : 'nothing';
  } catch (error) {
    return signal.aborted ? 'later' : endOf(error, missed);
  }
}

/** `missed`: of some address no picture came that may come another time. */
function endOf(error: unknown, missed: boolean): End {
  if (!(error instanceof GenerationFailure)) return 'unreadable';
  if (missed) return 'later';
  const { cause } = error.facts;
  // what was understood has no cause; whatever else was thrown was a fault of the reader
  return cause === undefined || cause instanceof DownloadError ? 'nothing' : 'unreadable';
}

/** While an answer waits for the network it is not being read: a window that is closed then has not died of it. */
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

  /** In order. */
  #note(change: () => Promise<void>): void {
    this.#noted = this.#noted.then(change);
  }
}

function wireOf(note: AnswerNote | undefined): Wire {
  return wires.find((wire) => wire === note?.wire) ?? 'gemini';
}
