import { rm, stat, readFile } from 'node:fs/promises';
import { GenerationFailure } from '../core/failures/failure';
import type { PictureFile, ProviderAnswer } from '../core/pictures/image';
import { isInFile } from '../core/pictures/image';
import type { Arrived } from './arrived';
import { smallBody } from './arrived';
import { decode } from './coding/coding';
import { insteadOfBody } from './coding/decodeBody';
import { isStaged, removeStaged, stagedPrefix } from './files/stagedName';
import { TooLargeError } from './json/limits';
import { HeldBytes } from './pictures/byteSource';
import { ReaderClosed, ReaderDied, ReaderNotStarted } from './process/childProcess';
import { checkInChild, readInChild } from './process/readInChild';
import { hashedLook } from './process/hashedLook';
import type { ReadJob, Reply } from './process/messages';
import { restored } from './process/plainError';
import type { PoolLimits } from './process/readerPool';
import { ReaderPool } from './process/readerPool';
import type { AnswerReader, CheckFile, ReadContext } from './readContext';
import type { RunSizes } from './reading/longRuns';
import { understand, unreadable } from './understand';

export type { AnswerReader, CheckFile, FetchPicture, ReadContext } from './readContext';

interface Limits extends PoolLimits {
  /** Bodies and files of at most so many bytes are read here. */
  readonly hereBytes: number;
  /** Undefined: the usual ones. */
  readonly sizes?: RunSizes | undefined;
}

/** Room for the most values that an answer may have, and for a large one whose base64 has to be read as a text. */
const usualLimits: Limits = {
  heapMb: 1024,
  startMs: 60_000,
  jobMs: 60_000,
  idleMs: 60_000,
  atOnce: 2,
  hereBytes: smallBody,
};
/** A small body that decodes to more is read elsewhere. */
const mostDecodedHere = 1024 * 1024;

interface ReaderOptions {
  /** The absolute path of the bundle of process/worker.ts. */
  readonly workerFile: string;
  /** For tests. */
  readonly limits?: Partial<Limits> | undefined;
}

/** Makes the reader. It starts no process before there is a large answer. */
export function createAnswerReader({ workerFile, limits }: ReaderOptions): AnswerReader {
  return new Reader(workerFile, { ...usualLimits, ...limits });
}

class Reader implements AnswerReader {
  readonly #limits: Limits;
  readonly #pool: ReaderPool;

  constructor(workerFile: string, limits: Limits) {
    this.#limits = limits;
    this.#pool = new ReaderPool(workerFile, limits);
  }

  async read(arrived: Arrived, context: ReadContext): Promise<ProviderAnswer> {
    const body = await this.#smallBody(arrived, context);
    const fetches = new Fetches(context, this.check);
    try {
      if (body) await context.onBegin?.();
      const answer = body
        ? await understand({ ...arrived, body }, { ...context, download: fetches.fetch })
        : await this.#readElsewhere(arrived, context, fetches);
      const result = await withoutDraftFiles(answer);
      await fetches.removeOthers(result);
      return result;
    } catch (error) {
      await fetches.removeOthers();
      throw error;
    }
  }

  readonly check: CheckFile = async (file) => {
    if ((await stat(file)).size <= this.#limits.hereBytes) return hashedLook(new HeldBytes(await readFile(file)));
    const fetch = (): Promise<never> => Promise.reject(new Error('A check fetches nothing'));
    const isFine = ({ type }: Reply): boolean => type === 'checked' || type === 'notChecked';
    try {
      const { reply } = await this.#pool.do({ job: { type: 'check', file }, fetch, isFine });
      if (reply.type === 'checked') return reply.result;
      const cause = reply.type === 'notChecked' ? restored(reply.error, []) : undefined;
      throw new Error('The picture could not be looked at', { cause });
    } catch (error) {
      if (error instanceof ReaderNotStarted) return checkInChild(file);
      throw error;
    }
  };

  close(): Promise<void> {
    return this.#pool.close();
  }

  /** A body that is read here, decoded; undefined for a large one. */
  async #smallBody({ status, body, headers }: Arrived, { secrets }: ReadContext): Promise<Uint8Array | undefined> {
    if (!('bytes' in body) || body.bytes.byteLength > this.#limits.hereBytes) return undefined;
    const bytes = Buffer.from(body.bytes.buffer, body.bytes.byteOffset, body.bytes.byteLength);
    try {
      return await decode(bytes, headers.get('content-encoding'), mostDecodedHere, body.isCut);
    } catch (error) {
      if (error instanceof TooLargeError) return undefined;
      return insteadOfBody(error, status, secrets);
    }
  }

  async #readElsewhere(arrived: Arrived, context: ReadContext, fetches: Fetches): Promise<ProviderAnswer> {
    const { stagingFolders: folders, signal, onBegin } = context;
    const prefix = stagedPrefix();
    const job = jobOf(arrived, context, prefix, this.#limits.sizes);
    const isFine = (reply: Reply): boolean => isOurs(reply, folders, prefix, fetches);
    try {
      const { reply, thrown } = await this.#pool.do({ job, signal, onBegin, fetch: fetches.fetch, isFine });
      if (reply.type === 'answer') return reply.answer;
      if (reply.type === 'failed')
        throw new GenerationFailure({ ...reply.facts, cause: restored(reply.cause, thrown) });
      throw new ReaderDied('The process that reads answers spoke of something else');
    } catch (error) {
      if (error instanceof GenerationFailure) throw error;
      // an answer that is paid for is better read on this thread, which it holds up, than never
      if (error instanceof ReaderNotStarted) return readInChild(job, fetches.fetch);
      await removeStaged(folders, prefix);
      if (signal?.aborted && error === signal.reason) throw error;
      const isItsFault = error instanceof ReaderDied && !(error instanceof ReaderClosed);
      throw unreadable(error, arrived.status, context.modelId, isItsFault ? 'answerUnreadable' : undefined);
    }
  }
}

/** The pictures that one answer names by address. */
class Fetches {
  readonly #files: PictureFile[] = [];
  readonly #context: ReadContext;
  readonly #check: CheckFile;
  #isOver = false;

  constructor(context: ReadContext, check: CheckFile) {
    this.#context = context;
    this.#check = check;
  }

  readonly fetch = async (url: string): Promise<PictureFile | undefined> => {
    const file = await this.#context.fetch(url, this.#context.stagingFolders, this.#check);
    if (!file) return undefined;
    this.#files.push(file);
    if (this.#isOver) await removeFile(file); // the read was cancelled meanwhile, or its process died
    return file;
  };

  has(file: PictureFile): boolean {
    return this.#files.some(({ path }) => path === file.path);
  }

  /** Removes those that are not in the answer, also those that come later. */
  async removeOthers(answer?: ProviderAnswer): Promise<void> {
    this.#isOver = true;
    const kept = new Set((answer?.images ?? []).flatMap((image) => (isInFile(image) ? [image.path] : [])));
    const others = this.#files.filter(({ path }) => !kept.has(path));
    await Promise.all(others.map(removeFile));
  }
}

/** Without the drafts that lie in files, which nobody uses, nor their files. */
async function withoutDraftFiles(answer: ProviderAnswer): Promise<ProviderAnswer> {
  const last = answer.images.at(-1);
  const drafts = answer.images.filter(isInFile).filter((image) => image !== last);
  await Promise.all(drafts.map(removeFile));
  const [first, ...others] = answer.images.filter((image) => image === last || !isInFile(image));
  return first ? { ...answer, images: [first, ...others] } : answer;
}

/** What cannot be removed now is removed by a later save. */
async function removeFile({ path }: PictureFile): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

function jobOf(
  { status, headers, msToHeaders, body }: Arrived,
  { wire, modelId, secrets, billsEveryAnswer, isFirstParty, prompt, stagingFolders: folders }: ReadContext,
  prefix: string,
  sizes: RunSizes | undefined,
): ReadJob {
  const context = { wire, modelId, secrets, billsEveryAnswer, isFirstParty, prompt };
  return { type: 'read', status, headers: [...headers], msToHeaders, body, context, folders, prefix, sizes };
}

/** Whether a reply names only files that its read may have made. */
function isOurs(reply: Reply, folders: readonly string[], prefix: string, fetches: Fetches): boolean {
  if (reply.type === 'failed') return true;
  if (reply.type !== 'answer') return false;
  return reply.answer.images
    .filter(isInFile)
    .every((file) => isStaged(file.path, folders, prefix) || fetches.has(file));
}
