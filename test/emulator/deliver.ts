import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { AnswerStyle } from './answers/answerStyle';
import type { Fault } from './faults';
import type { Reply } from './reply';

/** Waits a time or for a promise, but no longer than the connection lives. */
export async function pause(after: number | Promise<unknown> | undefined, gone: AbortSignal): Promise<void> {
  if (after === undefined || gone.aborted) return;
  const closed = new Promise<void>((resolve) => gone.addEventListener('abort', () => resolve(), { once: true }));
  const wait = typeof after === 'number' ? delay(after, undefined, { signal: gone }).catch(() => undefined) : after;
  await Promise.race([wait, closed]);
}

const compressors: Readonly<Record<NonNullable<AnswerStyle['contentEncoding']>, (body: Buffer) => Buffer>> = {
  gzip: (body) => gzipSync(body, { level: 1 }),
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};

/** The same answer, compressed as the style says. */
export function encoded(reply: Reply, encoding: AnswerStyle['contentEncoding']): Reply {
  if (!encoding) return reply;
  return {
    ...reply,
    headers: { ...reply.headers, 'content-encoding': encoding },
    body: compressors[encoding](reply.body),
  };
}

/** The end of the connection is the end of the body. */
function cutUntold(res: ServerResponse, { status, headers, body }: Reply, keep: number): void {
  res.useChunkedEncodingByDefault = false;
  res.writeHead(status, { ...headers, connection: 'close' });
  res.end(body.subarray(0, Math.ceil(body.length * keep)));
}

function writeHead(res: ServerResponse, { status, headers, body }: Reply): void {
  res.writeHead(status, { ...headers, 'content-length': String(body.length) });
}

/** Sends the first part of a body and waits until it is on its way. */
async function writePart(res: ServerResponse, reply: Reply, keep: number): Promise<void> {
  writeHead(res, reply);
  const part = reply.body.subarray(0, Math.min(Math.ceil(reply.body.length * keep), reply.body.length - 1));
  await new Promise<void>((resolve) => {
    res.once('close', resolve);
    res.write(part, () => resolve());
  });
}

async function trickle(
  res: ServerResponse,
  reply: Reply,
  chunks: number,
  everyMs: number,
  gone: AbortSignal,
): Promise<void> {
  res.writeHead(reply.status, reply.headers);
  const size = Math.max(1, Math.ceil(reply.body.length / chunks));
  for (let start = 0; start < reply.body.length && !gone.aborted; start += size) {
    res.write(reply.body.subarray(start, start + size));
    await pause(everyMs, gone);
  }
  res.end();
}

/** Sends an answer, spoiled as a fault says. `endByUs` is called before the emulator itself breaks the connection. */
export async function deliver(
  res: ServerResponse,
  reply: Reply,
  fault: Fault | undefined,
  gone: AbortSignal,
  endByUs: () => void,
): Promise<void> {
  if (gone.aborted) return;
  if (fault?.do === 'slow') return trickle(res, reply, fault.chunks, fault.everyMs, gone);
  if (fault?.do === 'cutUntold') return cutUntold(res, reply, fault.keep ?? 0.5);
  if (fault?.do === 'hang') return writePart(res, reply, 0.5);
  if (fault?.do === 'cut' || fault?.do === 'drop') {
    await writePart(res, reply, fault.do === 'cut' ? (fault.keep ?? 0.5) : 0.5);
    endByUs();
    if (fault.do === 'cut') res.socket?.end();
    else res.socket?.resetAndDestroy();
    return;
  }
  writeHead(res, reply);
  res.end(reply.body);
}
