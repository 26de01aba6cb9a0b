import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { decode } from 'fast-png';
import { readImage } from '../../../src/core/pictures/imageBytes';
import { findModel } from '../../../src/core/services/models';
import type { AspectRatio, ImageSize } from '../../../src/core/pictures/image';
import { expectedPixels } from '../../../src/core/pictures/pixels';
import { palettes } from '../../../src/placeholder/palette';
import type { PlaceholderPainter } from '../../../src/placeholder/painter';
import { createPlaceholderPainter } from '../../../src/placeholder/painter';

const signal = new AbortController().signal;

describe('placeholder pictures', function () {
  this.timeout(60_000);
  let folder = '';
  let painter: PlaceholderPainter;
  const draw = (prompt: string, width = 256, height = 256) => painter.draw({ prompt, width, height, signal });

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-placeholder-'));
    await build({
      entryPoints: ['src/placeholder/worker.ts'],
      outdir: folder,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      loader: { '.wasm': 'file', '.ttf': 'file' },
    });
    painter = createPlaceholderPainter({ workerFile: path.join(folder, 'worker.js') });
  });

  after(async () => {
    await painter.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const asked: readonly (readonly [model: string, size: ImageSize, ratio: AspectRatio])[] = [
    ['nano-banana-2', '512', '1:1'],
    ['nano-banana-2', '512', '1:8'],
    ['nano-banana-2', '1K', '16:9'],
    ['nano-banana', '1K', '9:16'],
    ['nano-banana-pro', '2K', '21:9'],
    ['nano-banana-2', '4K', '1:1'],
    ['nano-banana-2', '4K', '16:9'],
    ['nano-banana-2', '4K', '8:1'],
  ];
  for (const [id, size, ratio] of asked) {
    it(`has the pixels that ${id} gives at ${size} and ${ratio}, in a file of a sensible size`, async () => {
      const model = findModel(id);
      assert.ok(model);
      const { width, height } = expectedPixels(model, size, ratio);
      const png = await draw('A lighthouse on a cliff, and the sea below it', width, height);
      const image = readImage(png);
      assert.deepEqual([image?.mime, image?.width, image?.height], ['image/png', width, height]);
      assert.ok(png.length < 40_000 + (width * height) / 5, `${png.length} bytes`);
    });
  }

  it('are the same, byte for byte, for the same prompt', async () => {
    const first = await draw('a lamp');
    await draw('another lamp');
    assert.deepEqual(await draw('a lamp'), first);
  });

  it('differ from each other, also where the prompts cannot be written', async () => {
    const prompts = ['a lamp', 'a lamp.', '猫', '犬', '🦊', '🐻', 'नमस्ते', 'שלום', '', ' '];
    const pictures = await Promise.all(prompts.map((prompt) => draw(prompt)));
    assert.equal(new Set(pictures.map((png) => Buffer.from(png).toString('base64'))).size, prompts.length);
  });

  it('are drawn whatever the prompt holds', async () => {
    const hostile = [
      `<script>alert("&'")</script> ]]> <!-- &#0; &amp;`,
      '\u0000\u0001\u0007\u001b[31m red \u007f\u0085\u009f',
      '\ud800 alone \udfff and turned \udc00\ud800',
      '\ufffe\uffff\ufeff\ufffd noncharacters',
      '\u202eright to left\u202c \u200d\u200b\u2060 invisible',
      'Z\u0301\u0302\u0303\u0304a\u0335\u0336lgo',
      '\u{10ffff}\u{e0041}',
      'Съешь ещё этих мягких булок',
    ];
    for (const prompt of hostile) assert.equal(readImage(await draw(prompt))?.width, 256, JSON.stringify(prompt));
  });

  it('take 20,000 characters, in words or in one', async () => {
    for (const prompt of ['lorem ipsum '.repeat(1667), 'x'.repeat(20_000), '猫'.repeat(20_000)]) {
      assert.equal(readImage(await draw(prompt, 1024, 1024))?.height, 1024);
    }
  });

  it('are drawn however small', async () => {
    for (const [width, height] of [
      [1, 1],
      [16, 16],
      [400, 20],
      [20, 400],
    ] as const) {
      const image = readImage(await draw('A very small picture', width, height));
      assert.deepEqual([image?.width, image?.height], [width, height]);
    }
  });

  it('show the prompt in ink where it can be written, and else what they are, below a flower', async () => {
    const start = { x: 0, y: 0, width: 150, height: 90 };
    for (const prompt of ['Hello', 'Привет', 'Γεια', 'Żółw']) {
      assert.ok(inkIn(await draw(prompt, 512, 512), start) > 300, prompt);
    }
    const middle = { x: 160, y: 250, width: 192, height: 30 };
    for (const prompt of ['你好', '🎉🎉', 'سلام']) {
      const png = await draw(prompt, 512, 512);
      assert.equal(inkIn(png, start), 0, prompt);
      assert.ok(inkIn(png, middle) > 300, prompt);
    }
  });

  it('keep the margin free, whatever pairs of letters the prompt has', async () => {
    const margin = { x: 488, y: 0, width: 24, height: 400 };
    for (const prompt of [
      'W'.repeat(400),
      'ï'.repeat(400),
      'Д'.repeat(400),
      'a fox and a hare in the rain '.repeat(9),
    ]) {
      assert.equal(inkIn(await draw(prompt, 512, 512), margin), 0, prompt);
    }
  });

  it('can be given up while they are drawn, and the next one is drawn all the same', async () => {
    const giveUp = new AbortController();
    const large = painter.draw({ prompt: 'large', width: 4096, height: 4096, signal: giveUp.signal });
    const next = draw('next');
    const reason = new Error('enough');
    giveUp.abort(reason);
    await assert.rejects(large, reason);
    assert.equal(readImage(await next)?.width, 256);
  });

  it('are refused in a size that cannot be drawn', async () => {
    for (const [width, height] of [
      [0, 10],
      [10, 0.5],
      [NaN, 10],
      [-1, 5],
      [16_000, 16_000],
      [20_000, 1],
    ] as const) {
      await assert.rejects(draw('x', width, height), RangeError, `${width} x ${height}`);
    }
  });
});

/** How many pixels of a part of a picture have the colour of text. */
function inkIn(png: Uint8Array, part: { x: number; y: number; width: number; height: number }): number {
  const { data, width, channels } = decode(png);
  const inks = new Set(palettes.map(({ ink }) => ink));
  let count = 0;
  for (let y = part.y; y < part.y + part.height; y += 1) {
    for (let x = part.x; x < part.x + part.width; x += 1) {
      const start = (y * width + x) * channels;
      if (inks.has(`#${Buffer.from(data.slice(start, start + 3)).toString('hex')}`)) count += 1;
    }
  }
  return count;
}
