import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import wasmFile from '@resvg/resvg-wasm/index_bg.wasm';
import fontFile from '../../media/fonts/Inter-Medium.ttf';
import type { PlaceholderJob } from './job';
import { drawPicture } from './picture';
import { fontFamily } from './textElement';
import { readTypeface } from './typeface';

/**
 * Answers each job with its PNG. An error is left to end the thread: after one the module's memory is not to be trusted,
 * and the caller makes a new thread.
 */
async function serve(port: MessagePort): Promise<void> {
  const font = readFileSync(path.join(__dirname, fontFile));
  const typeface = readTypeface(font);
  await initWasm(readFileSync(path.join(__dirname, wasmFile)));
  port.on('message', (job: PlaceholderJob) => {
    const png = rasterise(drawPicture(job, typeface), font);
    port.postMessage(png, [png.buffer]);
  });
}

function rasterise(svg: string, font: Uint8Array): Uint8Array<ArrayBuffer> {
  const drawing = new Resvg(svg, { font: { fontBuffers: [font], defaultFontFamily: fontFamily } });
  const image = drawing.render();
  const png = new Uint8Array(image.asPng());
  image.free();
  drawing.free();
  return png;
}

if (parentPort) {
  serve(parentPort).catch((error: unknown) => {
    // thrown outside of the promise, since some hosts only warn of a rejection that nobody handles
    setImmediate(() => {
      throw error;
    });
  });
}
