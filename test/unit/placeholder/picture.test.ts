import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { aspectRatios, imageSizes } from '../../../src/core/pictures/image';
import { expectedPixels } from '../../../src/core/pictures/pixels';
import { drawPicture } from '../../../src/placeholder/picture';
import { tracking } from '../../../src/placeholder/textBlock';
import { readTypeface } from '../../../src/placeholder/typeface';

const typeface = readTypeface(readFileSync('media/fonts/Inter-Medium.ttf'));
const job = { prompt: 'A lamp', width: 1024, height: 1024, label: 'Placeholder' };

interface Line {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: string;
}

/** The lines of text in a drawing; what is escaped is unescaped. */
function linesOf(svg: string): Line[] {
  const shape = /<text [^>]*x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)"[^>]*>([^<]*)<\/text>/g;
  return [...svg.matchAll(shape)].map(([, x, y, size, text = '']) => ({
    x: Number(x),
    y: Number(y),
    size: Number(size),
    text: unescapeXml(text),
  }));
}

function unescapeXml(text: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => signs[name] ?? '');
}

function textsOf(svg: string): string[] {
  return linesOf(svg).map(({ text }) => text);
}

describe('the drawing of a placeholder', () => {
  it('has the prompt, the label and the pixels', () => {
    assert.deepEqual(textsOf(drawPicture(job, typeface)), ['A lamp', 'Placeholder', '1024 × 1024']);
  });

  it('is the same for the same job, and another for another prompt', () => {
    assert.equal(drawPicture(job, typeface), drawPicture({ ...job }, typeface));
    assert.notEqual(drawPicture({ ...job, prompt: '猫' }, typeface), drawPicture({ ...job, prompt: '犬' }, typeface));
  });

  it('has its label in English where the font cannot write it in full', () => {
    for (const label of ['占位图', 'Place 占位', '']) {
      assert.deepEqual(textsOf(drawPicture({ ...job, label }, typeface)), ['A lamp', 'Placeholder', '1024 × 1024']);
    }
    assert.ok(textsOf(drawPicture({ ...job, label: 'Заглушка' }, typeface)).includes('Заглушка'));
  });

  it('says in large letters what it is where the prompt cannot be written, and only there', () => {
    for (const prompt of ['清晨宁静的港湾', 'ハーバーの朝', 'صباح هادئ', '🦊❄️', 'नमस्ते', 'Nike 的一只猫在雨里', '']) {
      const lines = linesOf(drawPicture({ ...job, prompt }, typeface));
      assert.deepEqual(
        lines.map(({ text, size }) => [text, size > 40]),
        [
          ['Placeholder', true],
          ['1024 × 1024', false],
        ],
        prompt,
      );
      assert.ok(textsOf(drawPicture({ ...job, prompt, label: 'Заглушка' }, typeface)).includes('Заглушка'), prompt);
    }
    for (const prompt of ['Тихая гавань', 'Ήσυχο λιμάνι', 'a cat 猫 in the rain', '🦊 in the snow']) {
      const [first] = textsOf(drawPicture({ ...job, prompt }, typeface));
      assert.notEqual(first, 'Placeholder', prompt);
    }
  });

  it('leaves the label out where it has no room', () => {
    assert.deepEqual(textsOf(drawPicture({ ...job, label: 'long '.repeat(50).trim() }, typeface)), [
      'A lamp',
      '1024 × 1024',
    ]);
  });

  it('writes markup as text', () => {
    const prompt = `<script>&"'</script>`;
    const svg = drawPicture({ ...job, prompt, label: '<b>&' }, typeface);
    assert.equal(svg.includes('<script'), false);
    assert.equal(svg.includes('<b>'), false);
    assert.ok(textsOf(svg).includes(prompt));
    assert.ok(textsOf(svg).includes('<b>&'));
  });

  it('shortens what is too long with an ellipsis, in letters that can still be read', () => {
    const lines = linesOf(drawPicture({ ...job, prompt: 'lorem ipsum dolor '.repeat(1111) }, typeface)).slice(0, -2);
    assert.match(lines.at(-1)?.text ?? '', /…$/);
    assert.ok(lines.length > 20);
    assert.ok(lines.every(({ size }) => size >= 16));
  });

  it('writes a prompt of usual length in full', () => {
    const prompt = 'An isometric drawing of a small office with plants, soft light and muted colors, no people. '
      .repeat(4)
      .trim();
    for (const ratio of aspectRatios) {
      const pixels = expectedPixels({ pixels: 'gemini-3' }, '1K', ratio);
      const written = textsOf(drawPicture({ ...job, prompt, ...pixels }, typeface)).slice(0, -2);
      assert.equal(written.join(' ').replaceAll('- ', '-'), prompt, ratio);
    }
  });

  it('keeps every line inside of the picture, apart from each other and from the corner labels', () => {
    const prompts = [
      'Fox',
      'Donaudampfschifffahrtsgesellschaft '.repeat(3),
      'lorem ipsum '.repeat(900),
      'W'.repeat(500),
      '清晨宁静的港湾',
    ];
    for (const prompt of prompts) {
      for (const size of imageSizes) {
        for (const ratio of aspectRatios) {
          const pixels = expectedPixels({ pixels: 'gemini-3' }, size, ratio);
          const lines = linesOf(drawPicture({ ...job, prompt, ...pixels }, typeface));
          assert.ok(lines.length >= (prompt.startsWith('清') ? 2 : 3), `${prompt} ${size} ${ratio}`);
          assertApart(lines, pixels);
        }
      }
    }
  }).timeout(20_000);

  it('has only characters that the font has, whatever the prompt', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 3000 }), (prompt, width) => {
        const svg = drawPicture({ ...job, prompt, width }, typeface);
        assert.ok([...textsOf(svg).join('')].every((character) => typeface.has(character)));
        assert.ok(!/NaN|Infinity|undefined/.test(svg));
      }),
    );
  }).timeout(20_000);
});

function assertApart(lines: readonly Line[], picture: { readonly width: number; readonly height: number }): void {
  const boxes = lines.map(({ x, y, size, text }) => ({
    left: x,
    right: x + [...text].reduce((sum, character) => sum + typeface.advance(character) + tracking, 0) * size,
    top: y - 0.75 * size,
    bottom: y + 0.22 * size,
    text,
  }));
  for (const box of boxes) {
    assert.ok(box.left > 0 && box.top > 0 && box.right < picture.width && box.bottom < picture.height, box.text);
    const clash = boxes.find(
      (other) =>
        other !== box &&
        other.left < box.right &&
        box.left < other.right &&
        other.top < box.bottom &&
        box.top < other.bottom,
    );
    assert.equal(clash, undefined, box.text);
  }
}
