import assert from 'node:assert/strict';
import { decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import type { AspectRatio, ImageSize } from '../../../src/core/pictures/image';
import { aspectRatios, imageSizes } from '../../../src/core/pictures/image';
import { readImage } from '../../../src/core/pictures/imageBytes';
import { expectedPixels } from '../../../src/core/pictures/pixels';
import type { Emulator } from '../../emulator/emulator';
import { Pictures } from '../../emulator/pictures/pictures';
import { dig } from '../../emulator/dig';
import { chat, emulators, generate } from './requests';

const oneK = { size: '1K', width: 1264, height: 848, role: 'final', prompt: 'a fox' } as const;

async function pixels(studio: Emulator, imageSize: ImageSize, aspectRatio: AspectRatio): Promise<string> {
  const answer = await generate(studio, { config: { imageConfig: { imageSize, aspectRatio } } });
  const data = dig(await answer.json(), 'candidates', 0, 'content', 'parts', 0, 'inlineData', 'data');
  const image = readImage(Buffer.from(String(data), 'base64'));
  return `${image?.width}x${image?.height}`;
}

describe('pictures of the emulator', () => {
  const start = emulators();

  it('have the pixels of every size', async () => {
    const studio = await start({ kind: 'ai-studio' });
    const seen = [];
    for (const size of imageSizes) seen.push(await pixels(studio, size, '21:9'));
    assert.deepEqual(seen, ['792x336', '1584x672', '3168x1344', '6336x2688']);
  });

  it('have the pixels of every ratio', async () => {
    const studio = await start({ kind: 'ai-studio' });
    for (const ratio of aspectRatios) {
      const { width, height } = expectedPixels({ pixels: 'gemini-3' }, '512', ratio);
      assert.equal(await pixels(studio, '512', ratio), `${width}x${height}`);
    }
  });

  it('of Gemini 2.5 are PNG files of one size', async () => {
    const studio = await start({ kind: 'ai-studio' });
    const config = { imageConfig: { imageSize: '4K', aspectRatio: '16:9' } };
    await generate(studio, { model: 'gemini-2.5-flash-image', config });
    const [picture] = studio.pictures;
    assert.deepEqual([picture?.mime, picture?.width, picture?.height], ['image/png', 1344, 768]);
  });

  it('can be decoded to the last pixel, padded to the size of a real file', () => {
    const pictures = new Pictures('test', { realisticBytes: true });
    const jpeg = pictures.make({ ...oneK, mime: 'image/jpeg' }).bytes();
    const png = pictures.make({ ...oneK, mime: 'image/png' }).bytes();
    const fromJpeg = decodeJpeg(jpeg).data;
    assert.equal(fromJpeg.length, 1264 * 848 * 4);
    assert.deepEqual(fromJpeg.subarray(0, 4), fromJpeg.subarray(1264 * 840 * 4, 1264 * 840 * 4 + 4));
    assert.deepEqual(decodePng(png, { checkCrc: true }).data.subarray(0, 3), Uint8Array.of(120, 200, 130));
    assert.ok(jpeg.length > 650_000 && png.length > 1_500_000);
  });

  it('are landscapes where they are to be shown to people and the prompt names one', () => {
    const pictures = new Pictures('test', { landscapes: true });
    const tints = (prompt: string): number => {
      const jpeg = pictures.make({ ...oneK, width: 160, height: 120, mime: 'image/jpeg', prompt }).bytes();
      const { data, width, height } = decodeJpeg(jpeg);
      assert.deepEqual([width, height], [160, 120]);
      return new Set(Array.from({ length: width * height }, (_, at) => data.subarray(at * 4, at * 4 + 3).join())).size;
    };
    for (const prompt of ['a quiet harbour', 'a forest', 'a lake under the stars', 'dunes']) {
      assert.ok(tints(prompt) > 1_000, prompt);
    }
    assert.ok(tints('a fox') < 100);
  });

  it('differ in their bytes, so that a saved file tells which one it is', async () => {
    const studio = await start({ kind: 'ai-studio' });
    for (let i = 0; i < 8; i++) await generate(studio);
    assert.equal(new Set(studio.pictures.map(({ sha256 }) => sha256)).size, 8);
  });

  it('make an answer of 35 MB at 4K on a relay that sends real sizes', async () => {
    const relay = await start({ kind: 'relay', mime: 'image/png', realisticBytes: true });
    const body = await (await chat(relay, { image_config: { image_size: '4K' } })).arrayBuffer();
    assert.ok(body.byteLength > 34_000_000 && body.byteLength < 36_000_000, String(body.byteLength));
  });

  it('have the size that a chat asks for in either dialect, else 1K', async () => {
    const relay = await start({ kind: 'relay' });
    await chat(relay);
    await chat(relay, { image_config: { image_size: '2K', aspect_ratio: '16:9' } });
    await chat(relay, { extra_body: { google: { image_config: { image_size: '4K', aspect_ratio: '1:1' } } } });
    await chat(relay, { image_config: { image_size: '0.5K' } });
    await chat(relay, { messages: [{ role: 'user', content: 'a lighthouse, aspect ratio 16:9' }] });
    assert.deepEqual(
      relay.pictures.map(({ width, height }) => `${width}x${height}`),
      ['1024x1024', '2752x1536', '4096x4096', '512x512', '1376x768'],
    );
  });

  it('come with thoughts and drafts, which are no result', async () => {
    const studio = await start({ kind: 'ai-studio', answer: { thoughts: true, drafts: 2, textAfter: 'Done.' } });
    const body: unknown = await (await generate(studio)).json();
    const parts = dig(body, 'candidates', 0, 'content', 'parts');
    assert.ok(Array.isArray(parts));
    assert.deepEqual(
      parts.map((part) => (dig(part, 'thought') ? 'thought ' : '') + (dig(part, 'text') ? 'text' : 'picture')),
      ['thought text', 'thought picture', 'picture', 'picture', 'picture', 'text'],
    );
    assert.deepEqual(
      studio.pictures.map(({ role }) => role),
      ['thought', 'draft', 'draft', 'final'],
    );
  });
});
