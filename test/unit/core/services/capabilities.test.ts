import assert from 'node:assert/strict';
import type { ImageRequest } from '../../../../src/core/pictures/image';
import { parseModels } from '../../../../src/core/settings/modelSettings';
import { findModel } from '../../../../src/core/services/models';
import type { Route } from '../../../../src/core/services/route';
import { obstacle, ratiosOf, referenceLimitsOf, sizesOf } from '../../../../src/core/services/route';
import { parseRoutes } from '../../../../src/core/settings/settings';

function routeOf(entry: Readonly<Record<string, string>>): Route {
  return parseRoutes([{ id: 'r', ...entry }])[0] ?? assert.fail();
}

const studio = { preset: 'google-ai-studio' };
const vertexAi = { preset: 'vertex-ai', project: 'p' };
const relay = { preset: 'openai-compatible', baseUrl: 'https://relay.example' };
const images = { ...relay, wire: 'images' };
const png = { bytes: new Uint8Array(), mime: 'image/png' };
const heic = { bytes: new Uint8Array(), mime: 'image/heic' };

type Row = readonly [
  entry: Readonly<Record<string, string>>,
  wanted: Partial<ImageRequest>,
  inTheWay: string | undefined,
];

const rows: readonly Row[] = [
  [studio, { size: '4K', ratio: '8:1' }, undefined],
  [studio, { model: 'nano-banana-2.1', size: '512' }, 'size'],
  [studio, { model: 'nano-banana-pro', ratio: '8:1' }, 'ratio'],
  [studio, { model: 'nano-banana-2-lite', size: '2K' }, 'size'],
  [studio, { model: 'nano-banana', references: [png, png, png] }, undefined],
  [studio, { model: 'nano-banana', references: [png, png, png, png] }, 'references'],
  [studio, { references: Array.from({ length: 14 }, () => heic) }, undefined],
  [studio, { references: Array.from({ length: 15 }, () => png) }, 'references'],
  [studio, { references: [{ ...png, mime: 'image/gif' }] }, 'referenceType'],
  [studio, { vertex: { outputMimeType: 'image/png' } }, 'vertexOptions'],
  [studio, { model: 'gpt-image' }, 'model'],
  [studio, { model: 'nope' }, 'model'],
  [vertexAi, { vertex: { outputMimeType: 'image/png', personGeneration: 'ALLOW_NONE' } }, undefined],
  [{ preset: 'apiyi' }, { size: '4K', ratio: '21:9' }, undefined],
  [{ preset: 'apiyi', wire: 'chat' }, { size: '4K' }, 'size'],
  [{ preset: 'apiyi', wire: 'chat' }, { ratio: '21:9' }, undefined],
  [{ preset: 'apiyi' }, { model: 'nano-banana-2.1' }, 'model'],
  [{ preset: 'apiyi', wire: 'chat' }, { model: 'gpt-image' }, 'model'],
  [{ preset: 'laozhang' }, { model: 'nano-banana-2.1', size: '4K' }, undefined],
  [{ preset: 'laozhang', wire: 'chat' }, { size: '2K' }, 'size'],
  [{ preset: 'openrouter' }, { size: '512', ratio: '1:8' }, undefined],
  [{ preset: 'openrouter', wire: 'images' }, { size: '512' }, 'size'],
  [{ preset: 'openrouter', wire: 'images' }, { size: '4K', ratio: '16:9', references: [png] }, undefined],
  [{ preset: 'openrouter' }, { references: [heic] }, 'referenceType'],
  [{ preset: 'openai' }, { model: 'gpt-image', size: '4K', ratio: '16:9' }, undefined],
  [{ preset: 'openai' }, { model: 'gpt-image', ratio: '1:4' }, 'ratio'],
  [{ preset: 'openai' }, { model: 'gpt-image', size: '512' }, 'size'],
  [{ preset: 'openai' }, { model: 'nano-banana-2' }, 'model'],
  [relay, { size: '4K', ratio: '21:9' }, undefined],
  [{ ...relay, sizeDialect: 'extra_body_google' }, { size: '4K', ratio: '21:9' }, undefined],
  [{ ...relay, sizeDialect: 'none' }, {}, undefined],
  [{ ...relay, sizeDialect: 'none' }, { ratio: '16:9' }, 'ratio'],
  [{ ...relay, sizeDialect: 'prompt' }, { ratio: '16:9' }, undefined],
  [{ ...relay, sizeDialect: 'prompt' }, { size: '2K' }, 'size'],
  [relay, { model: 'gpt-image' }, 'model'],
  [images, { model: 'gpt-image', size: '2K' }, undefined],
  [images, { size: '4K', ratio: '16:9' }, undefined],
  [{ ...images, sizeDialect: 'size_standard' }, { ratio: '3:2' }, undefined],
  [{ ...images, sizeDialect: 'size_standard' }, { ratio: '16:9' }, 'ratio'],
  [{ ...images, sizeDialect: 'size_standard' }, { size: '4K' }, 'size'],
  [{ ...images, sizeDialect: 'aspect_ratio' }, { size: '512', ratio: '8:1' }, undefined],
  [{ preset: 'gemini-compatible', baseUrl: 'https://g.example' }, { size: '512', references: [heic] }, undefined],
];

describe('what a route can do', () => {
  const request = (wanted: Partial<ImageRequest>): ImageRequest => ({
    ...{ prompt: 'a fox', model: 'nano-banana-2', size: '1K', ratio: '1:1', references: [] },
    ...wanted,
  });

  it('depends on the size of a picture only where that cannot be made smaller', () => {
    const mebibytes = 1024 * 1024;
    const of = (mime: string, knownSize: number | undefined) =>
      obstacle(routeOf({ preset: 'apiyi' }), { ...request({}), references: [png, { mime, knownSize }] });
    const most = 7 * mebibytes;
    assert.deepEqual(of('image/heic', most + 1), { what: 'referenceSize', number: 2, bytes: most + 1, most });
    assert.equal(of('image/heic', most), undefined);
    assert.equal(of('image/heic', undefined), undefined);
    assert.equal(of('image/png', 200 * mebibytes), undefined);
  });

  for (const [entry, wanted, inTheWay] of rows) {
    const where = [entry['preset'], entry['wire'], entry['sizeDialect']].filter(Boolean).join(' ');
    const { references, vertex, ...plain } = wanted;
    const what = [
      ...Object.values(plain),
      ...(references ? [`${references.length} references (${references[0]?.mime})`] : []),
      ...(vertex ? ['options of Vertex AI'] : []),
    ].join(' ');
    it(`${where}: ${what || 'a plain picture'} ${inTheWay ? `fails for its ${inTheWay}` : 'can be made'}`, () => {
      assert.equal(obstacle(routeOf(entry), request(wanted))?.what, inTheWay);
    });
  }

  it('says what would be possible instead', () => {
    assert.deepEqual(obstacle(routeOf({ preset: 'apiyi', wire: 'chat' }), request({ size: '4K' })), {
      what: 'size',
      size: '4K',
      possible: ['1K'],
    });
    assert.deepEqual(obstacle(routeOf({ ...images, sizeDialect: 'size_standard' }), request({ ratio: '16:9' })), {
      what: 'ratio',
      ratio: '16:9',
      possible: ['1:1', '2:3', '3:2'],
    });
    assert.deepEqual(obstacle(routeOf({ preset: 'openrouter' }), request({ references: [png, heic] })), {
      what: 'referenceType',
      mime: 'image/heic',
      possible: ['image/png', 'image/jpeg', 'image/webp'],
    });
  });

  it('rules relays out, and an address of the user’s own, where only first parties are wanted', () => {
    const what = (entry: Readonly<Record<string, string>>, model = 'nano-banana-2') =>
      obstacle(routeOf(entry), request({ model }), { firstPartyOnly: true })?.what;
    assert.equal(what({ preset: 'openrouter' }), 'relay');
    assert.equal(what({ ...studio, baseUrl: 'https://gateway.example' }), 'relay');
    assert.equal(what(studio), undefined);
    assert.equal(what({ preset: 'openai' }, 'gpt-image'), undefined);
  });

  it('knows the models of the user’s own', () => {
    const entry = { id: 'own', sizes: ['1K'], ratios: ['1:1'], services: { generic: { ids: ['x'] } } };
    const catalogue = parseModels([entry]);
    assert.equal(obstacle(routeOf(images), request({ model: 'own' }), { catalogue }), undefined);
    assert.equal(obstacle(routeOf(images), request({ model: 'own', ratio: '16:9' }), { catalogue })?.what, 'ratio');
    assert.equal(obstacle(routeOf(studio), request({ model: 'own' }), { catalogue })?.what, 'model');
    assert.equal(obstacle(routeOf(images), request({ model: 'own' }))?.what, 'model');
  });

  it('is the same to the pickers', () => {
    const model = findModel('nano-banana-2') ?? assert.fail();
    const gptImage = findModel('gpt-image') ?? assert.fail();
    assert.deepEqual(sizesOf(routeOf({ preset: 'apiyi', wire: 'chat' }), model), ['1K']);
    assert.deepEqual(sizesOf(routeOf(studio), model), ['512', '1K', '2K', '4K']);
    assert.deepEqual(ratiosOf(routeOf({ ...relay, sizeDialect: 'none' }), model), ['1:1']);
    assert.equal(referenceLimitsOf(routeOf({ preset: 'openai' }), gptImage).most, 16);
    assert.equal(referenceLimitsOf(routeOf(studio), findModel('nano-banana') ?? assert.fail()).most, 3);
  });
});
