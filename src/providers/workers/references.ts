import type { MessagePort } from 'node:worker_threads';
import { parentPort } from 'node:worker_threads';
import { decode, encode, resize } from '../references/codecs';
import type { ShrinkAnswer, ShrinkJob } from '../references/job';
import { tries } from '../references/job';

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

async function shrink({ bytes, mime, maxBytes }: ShrinkJob): Promise<ShrinkAnswer> {
  try {
    const pixels = await decode(bytes, mime);
    for (const { longSide, quality } of tries) {
      const answer = await encode(await resize(pixels, longSide), quality);
      if (answer.bytes.byteLength <= maxBytes) return answer;
    }
    return { failed: 'tooLarge', detail: `${pixels.width}x${pixels.height}` };
  } catch (error) {
    return { failed: 'unreadable', detail: error instanceof Error ? error.message : String(error) };
  }
}

if (parentPort) serve(parentPort);
