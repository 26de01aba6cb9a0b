import type { MessagePort } from 'node:worker_threads';
import { parentPort } from 'node:worker_threads';
import { wordsOf } from '../../core/wordsOf';
import { decode, encode, resize } from '../references/codecs';
import type { ShrinkAnswer, ShrinkJob } from '../references/job';
import { tries } from '../references/job';
import { lookOf } from '../references/look';
import { upright } from '../references/upright';
import { withProfile } from '../references/withProfile';

/** Answers each picture with a smaller one, or with why there is none. */
function serve(port: MessagePort): void {
  Object.assign(globalThis, { ImageData: Pixels });
  port.on('message', (job: ShrinkJob) => {
    void shrink(job).then((answer) => port.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer] : []));
  });
}

/** What the codecs make their results of. */
class Pixels implements ImageData {
  constructor(
    readonly data: Uint8ClampedArray<ArrayBuffer>,
    readonly width: number,
    readonly height: number,
  ) {}
}

/** Smaller, it looks the same: what the file says of its pixels is done to them, or said again. */
async function shrink({ bytes, mime, maxBytes }: ShrinkJob): Promise<ShrinkAnswer> {
  try {
    const { orientation, profile } = lookOf(bytes, mime);
    const pixels = await decode(bytes, mime);
    for (const { longSide, quality } of tries) {
      const encoded = await encode(upright(await resize(pixels, longSide), orientation), quality);
      const answer = profile ? withProfile(encoded, profile) : encoded;
      if (answer.bytes.byteLength <= maxBytes) return answer;
    }
    return { failed: 'tooLarge', detail: `${pixels.width}x${pixels.height}` };
  } catch (error) {
    return { failed: 'unreadable', detail: wordsOf(error) };
  }
}

if (parentPort) serve(parentPort);
