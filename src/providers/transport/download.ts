import { setTimeout as delay } from 'node:timers/promises';
import { isCutPicture } from '../answer/pictureBytes';
import { isPublicAddress, isPublicHost } from '../publicAddress';
import { readBody } from './body';
import type { Edge, EdgeResponse } from './edge';

const maxPictureBytes = 64 * 1024 * 1024;
const maxRedirects = 5;
const triesMs = [0, 2_000, 5_000];
const msPerTry = 30_000;

/** Why an address was not fetched, or not to the end. */
export class DownloadError extends Error {
  /** `cut`: the connection ended as if all had come, in the middle of a picture. */
  readonly reason: 'notAllowed' | 'status' | 'network' | 'cut';
  readonly status: number | undefined;

  constructor(reason: DownloadError['reason'], message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.reason = reason;
    this.status = options.status;
  }
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** The route's own origins: a server on the user's machine may link to itself, without https. */
  readonly ownOrigins: readonly string[];
}

/**
 * Fetches a picture that an answer names. The address is untrusted: https only, no private, loopback or link-local host by
 * name, number or redirect, no credentials, a cap on the size. A passing fault is tried again, a refusal is not. Half a picture
 * is never given: where a body has no length, only the picture itself tells that some of it is missing.
 */
export async function download(
  edge: Edge,
  address: string,
  options: DownloadOptions,
  waitsMs: readonly number[] = triesMs,
): Promise<Uint8Array> {
  let last: unknown;
  for (const wait of waitsMs) {
    if (wait > 0) await delay(wait, undefined, { signal: options.signal });
    try {
      return await follow(edge, address, options);
    } catch (error) {
      options.signal.throwIfAborted();
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

async function follow(edge: Edge, address: string, options: DownloadOptions): Promise<Uint8Array> {
  let url = new URL(address);
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const own = options.ownOrigins.includes(url.origin);
    if (!own) refuseUnlessPublic(url);
    const response = await get(edge, url, own, options.signal);
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
    const bytes = await readBody(response, maxPictureBytes);
    if (isCutPicture(bytes)) throw new DownloadError('cut', 'The picture did not arrive whole');
    return bytes;
  }
  throw new DownloadError('notAllowed', 'The picture’s address redirects too often');
}

function refuseUnlessPublic(url: URL): void {
  if (url.protocol !== 'https:') throw new DownloadError('notAllowed', 'The picture’s address is not https');
  if (url.username || url.password) throw new DownloadError('notAllowed', 'The picture’s address has a user name');
  if (!isPublicHost(url.hostname)) throw new DownloadError('notAllowed', 'The picture’s address is not a public one');
}

function get(edge: Edge, url: URL, own: boolean, signal: AbortSignal): Promise<EdgeResponse> {
  return edge({
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

/** Reads nothing more of a body that nobody wants, so that its connection is closed. */
async function discard(response: EdgeResponse): Promise<void> {
  const iterator = response.body[Symbol.asyncIterator]();
  await iterator.return?.();
}
