import type { FileHandle } from 'node:fs/promises';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { CheckFile } from '../../answers/readContext';
import { newFile } from '../../answers/files/newFile';
import { TooLargeError } from '../../answers/json/limits';
import type { PictureFacts, PictureFile } from '../../core/pictures/image';
import type { StagingFolders } from '../../core/run/provider';
import { decodedBody } from './decodedBody';
import { isPublicAddress, isPublicHost } from './publicAddress';
import type { HttpClient, HttpResponse } from './httpClient';

const maxPictureBytes = 64 * 1024 * 1024;
const maxRedirects = 5;
const triesMs = [0, 2_000, 5_000];
const msPerTry = 30_000;

/** Why a picture could not be fetched. */
export class DownloadError extends Error {
  /** `cut`: the connection ended in the middle of the picture, as if all of it had come. */
  readonly reason: 'notAllowed' | 'status' | 'network' | 'cut';
  readonly status: number | undefined;

  constructor(reason: DownloadError['reason'], message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.reason = reason;
    this.status = options.status;
  }
}

/** The file could not be made or written; `cause` is what the file system says. */
class DiskError extends Error {}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** The route's own origins: a server on the user's machine may link to itself, without https. */
  readonly ownOrigins: readonly string[];
  /** Where the picture's file is made: in the first one that takes it. */
  readonly folders: StagingFolders;
  /** Tells what came. */
  readonly check: CheckFile;
}

/**
 * Fetches a picture that an answer names into a file of ours; undefined where what is there is no picture. The address is untrusted:
 * https only, no private, loopback or link-local host by name, number or redirect, no credentials, a cap on the size. A passing fault
 * is tried again, a refusal is not. Never gives half a picture: where a body has no length, only the picture itself shows that some of
 * it is missing. Throws `DownloadError`, and what the file system says where no folder takes the picture; leaves no file then.
 */
export async function download(
  http: HttpClient,
  address: string,
  options: DownloadOptions,
  waitsMs: readonly number[] = triesMs,
): Promise<PictureFile | undefined> {
  let last: unknown;
  for (const wait of waitsMs) {
    if (wait > 0) await delay(wait, undefined, { signal: options.signal });
    try {
      return await intoAFolder(http, address, options);
    } catch (error) {
      options.signal.throwIfAborted();
      if (error instanceof DiskError) throw error.cause;
      if (error instanceof DownloadError && !isPassing(error)) throw error;
      last = error;
    }
  }
  if (last instanceof DownloadError) throw last;
  throw new DownloadError('network', 'The picture could not be fetched', { cause: last });
}

function isPassing(error: DownloadError): boolean {
  return error.reason === 'cut' || (error.reason === 'status' && (error.status === 429 || (error.status ?? 0) >= 500));
}

/** Where the disk of a folder is full, all of it is fetched again into the next one: it is still there, and was not paid for. */
async function intoAFolder(
  http: HttpClient,
  address: string,
  options: DownloadOptions,
): Promise<PictureFile | undefined> {
  try {
    return await follow(http, address, options);
  } catch (error) {
    const [, next, ...rest] = options.folders;
    if (!(error instanceof DiskError) || next === undefined) throw error;
    return intoAFolder(http, address, { ...options, folders: [next, ...rest] });
  }
}

async function follow(http: HttpClient, address: string, options: DownloadOptions): Promise<PictureFile | undefined> {
  let url = new URL(address);
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const own = options.ownOrigins.includes(url.origin);
    if (!own) refuseUnlessPublic(url);
    const response = await get(http, url, own, options.signal);
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location) {
      await discard(response);
      url = new URL(location, url);
      continue;
    }
    if (response.status !== 200) {
      await discard(response);
      throw new DownloadError('status', `The picture's address answered ${response.status}`, {
        status: response.status,
      });
    }
    return keep(response, options);
  }
  throw new DownloadError('notAllowed', 'The picture’s address redirects too often');
}

async function keep(
  response: HttpResponse,
  { folders, check }: Pick<DownloadOptions, 'folders' | 'check'>,
): Promise<PictureFile | undefined> {
  const { path, file } = await orDiskError(newFile(folders)).catch(async (error: unknown) => {
    await discard(response);
    throw error;
  });
  let facts: PictureFacts | undefined;
  try {
    await writeBody(response, file).finally(() => orDiskError(file.close()));
    const found = await check(path);
    if (found === 'cut') throw new DownloadError('cut', 'The picture did not arrive whole');
    facts = found;
  } finally {
    if (!facts) await rm(path, { force: true }).catch(() => undefined); // swept later; what went wrong before it says more
  }
  return facts && { path, facts };
}

async function writeBody(response: HttpResponse, file: FileHandle): Promise<void> {
  try {
    // each chunk at the end of what was written
    for await (const chunk of decodedBody(response, maxPictureBytes)) await orDiskError(file.writeFile(chunk));
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    throw new DownloadError('notAllowed', 'The picture is larger than any real one', { cause: error });
  }
}

/** Tells an error of the disk from one of the connection, which may have the same code. */
function orDiskError<T>(work: Promise<T>): Promise<T> {
  return work.catch((cause: unknown) => {
    throw new DiskError('The picture could not be written', { cause });
  });
}

function refuseUnlessPublic(url: URL): void {
  if (url.protocol !== 'https:') throw new DownloadError('notAllowed', 'The picture’s address is not https');
  if (url.username || url.password) throw new DownloadError('notAllowed', 'The picture’s address has a user name');
  if (!isPublicHost(url.hostname)) throw new DownloadError('notAllowed', 'The picture’s address is not a public one');
}

function get(http: HttpClient, url: URL, own: boolean, signal: AbortSignal): Promise<HttpResponse> {
  return http({
    method: 'GET',
    url,
    headers: { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'Dualtrack' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(msPerTry)]),
    onSent: () => undefined,
    checkAddress: own
      ? undefined
      : (resolved) => {
          if (isPublicAddress(resolved)) return;
          throw new DownloadError('notAllowed', 'The picture’s address leads to a private network');
        },
  });
}

/** Gives a body up that nobody wants, so that its connection is closed. */
async function discard({ body }: HttpResponse): Promise<void> {
  if (body instanceof Readable)
    body.destroy(); // its iterator does nothing before it has begun
  else await body[Symbol.asyncIterator]().return?.();
}
