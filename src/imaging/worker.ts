import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { MessagePort } from 'node:worker_threads';
import { parentPort } from 'node:worker_threads';
import { wordsOf } from '../core/words/wordsOf';
import { decode, encode, resize } from './codecs';
import { decodable } from './decodable';
import type { ShrinkAnswer, ShrinkJob } from './job';
import { lookOf } from './look';
import { upright } from './upright';
import { withProfile } from './withProfile';

/** Answers each picture with a smaller one, or with why there is none. */
function serve(port: MessagePort): void {
  Object.assign(globalThis, { ImageData: Pixels });
  port.on('message', (job: ShrinkJob) => {
    void shrink(job).then((answer) => port.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer] : []));
  });
}

/** The class that the codecs make their results of. */
class Pixels implements ImageData {
  constructor(
    readonly data: Uint8ClampedArray<ArrayBuffer>,
    readonly width: number,
    readonly height: number,
  ) {}
}

/** Keeps how the picture looks: its orientation is applied to the pixels, its profile is written into the new file. */
async function shrink({ picture, maxBytes, tries }: ShrinkJob): Promise<ShrinkAnswer> {
  try {
    const bytes = picture instanceof Uint8Array ? picture : await readFile(picture.file);
    const from = decodable(bytes);
    if ('failed' in from) return from;
    const { mime } = from;
    const { orientation, profile } = lookOf(bytes, mime);
    const pixels = await decode(bytes, mime);
    for (const { longSide, quality } of tries) {
      const encoded = await encode(upright(await resize(pixels, longSide), orientation), quality);
      const answer = profile ? withProfile(encoded, profile) : encoded;
      if (answer.bytes.byteLength <= maxBytes) return { ...answer, from: { ...from, sha256: sha256Of(bytes) } };
    }
    return { failed: 'tooLarge' };
  } catch (error) {
    return { failed: 'unreadable', detail: wordsOf(error) };
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

if (parentPort) serve(parentPort);
