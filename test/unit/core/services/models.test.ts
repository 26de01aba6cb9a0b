import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { imageSizes } from '../../../../src/core/pictures/image';
import type { Catalogue } from '../../../../src/core/services/models';
import { columns, findModel, models } from '../../../../src/core/services/models';
import { parseModels } from '../../../../src/core/settings/modelSettings';
import { expectedPixels } from '../../../../src/core/pictures/pixels';
import { presets } from '../../../../src/core/services/presets';
import { actualCost, estimateUsd, mostPictureUsd } from '../../../../src/core/services/price';
import type { Route } from '../../../../src/core/services/route';
import { modelIdsOf } from '../../../../src/core/services/route';
import { parseRoutes, SettingsError } from '../../../../src/core/settings/settings';

function modelOf(id: string, catalogue?: Catalogue) {
  return findModel(id, catalogue) ?? assert.fail(`there is no ${id}`);
}

function routeOf(entry: Readonly<Record<string, string>>): Route {
  return parseRoutes([{ id: 'r', ...entry }])[0] ?? assert.fail();
}

const studio = routeOf({ preset: 'google-ai-studio' });
const apiyi = routeOf({ preset: 'apiyi' });

describe('the built-in models', () => {
  it('have their live ids first and the retired ones last', () => {
    assert.deepEqual(modelIdsOf(studio, modelOf('nano-banana-2')), [
      'gemini-3.1-flash-image',
      'gemini-3.1-flash-image-preview',
    ]);
    assert.deepEqual(modelIdsOf(routeOf({ preset: 'openrouter' }), modelOf('nano-banana-pro')), [
      'google/gemini-3-pro-image',
      'google/gemini-3-pro-image-preview',
    ]);
    assert.deepEqual(modelIdsOf(routeOf({ preset: 'laozhang' }), modelOf('nano-banana-2.1')), [
      'gemini-nano-banana-2.1',
    ]);
  });

  it('name a day, and prices for sizes that they make', () => {
    for (const { id, checked, sizes, offers } of models) {
      assert.match(checked ?? '', /^\d{4}-\d\d-\d\d$/, id);
      for (const column of columns) {
        const { prices = {}, ids = ['-'] } = offers[column] ?? {};
        assert.ok(ids.length > 0 && new Set(ids).size === ids.length, `${id} ${column}`);
        for (const size of Object.keys(prices))
          assert.ok((sizes as readonly string[]).includes(size), `${id} ${column}`);
      }
    }
  });

  it('have successors that there are, of the same maker', () => {
    for (const { id, successor } of models) {
      if (successor === undefined) continue;
      assert.ok(findModel(successor), id);
      assert.ok(id.startsWith('nano-banana') && successor.startsWith('nano-banana'), id);
    }
  });

  it('cost what the services publish', () => {
    const on = (preset: string, id: string) =>
      imageSizes.map((size) => estimateUsd(routeOf({ preset }), modelOf(id), size));
    assert.deepEqual(on('google-ai-studio', 'nano-banana-2'), [0.045, 0.067, 0.101, 0.151]);
    assert.deepEqual(on('google-ai-studio', 'nano-banana-2.1'), [undefined, 0.0336, 0.0504, 0.1134]);
    assert.deepEqual(on('google-ai-studio', 'nano-banana-pro'), [undefined, 0.134, 0.134, 0.24]);
    assert.deepEqual(on('laozhang', 'nano-banana-2'), [0.055, 0.055, 0.055, 0.055]);
    assert.deepEqual(on('laozhang', 'nano-banana-2.1'), [undefined, 0.045, 0.045, 0.045]);
    assert.deepEqual(on('apiyi', 'nano-banana-pro'), [undefined, 0.09, 0.09, 0.09]);
    assert.deepEqual(on('openai', 'gpt-image'), [undefined, undefined, undefined, undefined]);
  });

  it('cost what the README says', () => {
    const { offers } = findModel('nano-banana-2') ?? assert.fail();
    const rows = readFileSync('README.md', 'utf8').split('\n');
    for (const preset of Object.values(presets)) {
      const row = rows.find((line) => line.startsWith('|') && line.split('|')[1]?.includes(preset.name));
      const price = offers[preset.catalogue]?.prices['1K'];
      if (row && price) assert.equal(row.split('|')[3]?.trim(), `$${price}`, row);
      else assert.ok(!row?.includes('$'), row);
    }
  });

  it('make pictures within what OpenAI takes, for every size and ratio of its model', () => {
    const model = modelOf('gpt-image');
    for (const size of model.sizes) {
      for (const ratio of model.ratios) {
        const { width, height } = expectedPixels(model, size, ratio);
        const name = `${size} ${ratio} ${width}x${height}`;
        assert.ok(width % 16 === 0 && height % 16 === 0 && Math.max(width, height) <= 3840, name);
        assert.ok(width * height <= 3840 * 2160 && width * height >= 655_360, name);
        const [across = 1, down = 1] = ratio.split(':').map(Number);
        assert.ok(Math.abs(width / height / (across / down) - 1) < 0.03, name);
      }
    }
    assert.deepEqual(expectedPixels(model, '1K', '2:3'), { width: 1024, height: 1536 });
    assert.deepEqual(expectedPixels(model, '2K', '16:9'), { width: 2560, height: 1440 });
  });
});

describe('the setting dualtrack.models', () => {
  it('leaves everything as it is when it is empty', () => {
    assert.deepEqual(parseModels([]), models);
  });

  it('changes a price of one service and nothing else', () => {
    const catalogue = parseModels([{ id: 'nano-banana-2', services: { apiyi: { prices: { '4K': 0.2 } } } }]);
    const model = modelOf('nano-banana-2', catalogue);
    assert.deepEqual(
      imageSizes.map((size) => estimateUsd(apiyi, model, size)),
      [0.055, 0.055, 0.055, 0.2],
    );
    assert.deepEqual(modelIdsOf(apiyi, model), modelIdsOf(apiyi, modelOf('nano-banana-2')));
    assert.equal(estimateUsd(studio, model, '4K'), 0.151);
    assert.deepEqual(
      catalogue.map(({ id }) => id),
      models.map(({ id }) => id),
    );
  });

  it('lets the user’s own price hold against rates and not against what the answer says', () => {
    const catalogue = parseModels([{ id: 'nano-banana-2', services: { google: { prices: 0.05 } } }]);
    const model = modelOf('nano-banana-2', catalogue);
    assert.equal(actualCost(studio, model, '1K', { imageTokens: 1120 }).usd, 0.05);
    assert.equal(actualCost(studio, model, '1K', { imageTokens: 1120, costUsd: 0.06 }).usd, 0.06);
  });

  it('does not believe tokens, or a price of the user’s, that no picture costs', () => {
    const model = modelOf('nano-banana-2');
    for (const imageTokens of [1e300, Number.MAX_SAFE_INTEGER, 1e10]) {
      assert.equal(actualCost(studio, model, '1K', { imageTokens }).usd, estimateUsd(studio, model, '1K'));
    }
    const tooMuch = [{ id: 'nano-banana-2', services: { google: { prices: mostPictureUsd + 1 } } }];
    assert.throws(() => parseModels(tooMuch), SettingsError);
  });

  it('puts ids in the place of ours, the retired ones too', () => {
    const services = { google: { ids: ['gemini-next'], retired: ['gemini-old'] }, apiyi: { ids: ['other'] } };
    const model = modelOf('nano-banana-2', parseModels([{ id: 'nano-banana-2', services }]));
    assert.deepEqual(modelIdsOf(studio, model), ['gemini-next', 'gemini-old']);
    assert.deepEqual(modelIdsOf(apiyi, model), ['other']);
    assert.equal(estimateUsd(apiyi, model, '1K'), 0.055);
  });

  it('sells a model on a service that did not have it', () => {
    const services = { apiyi: { ids: ['gemini-nano-banana-2.1'], prices: 0.04 } };
    const model = modelOf('nano-banana-2.1', parseModels([{ id: 'nano-banana-2.1', services }]));
    assert.deepEqual(modelIdsOf(apiyi, modelOf('nano-banana-2.1')), []);
    assert.deepEqual(modelIdsOf(apiyi, model), ['gemini-nano-banana-2.1']);
    assert.equal(estimateUsd(apiyi, model, '4K'), 0.04);
  });

  it('says something of a single route', () => {
    const entry = { id: 'nano-banana-2', routes: { mine: { ids: ['deployment-7'] }, r: { prices: 0.01 } } };
    const model = modelOf('nano-banana-2', parseModels([entry]));
    const mine = routeOf({ id: 'mine', preset: 'openai-compatible', baseUrl: 'https://relay.example' });
    assert.deepEqual(modelIdsOf(mine, model), ['deployment-7']);
    assert.equal(estimateUsd(apiyi, model, '1K'), 0.01);
    assert.deepEqual(modelIdsOf(apiyi, model), modelIdsOf(apiyi, modelOf('nano-banana-2')));
  });

  it('adds a whole model', () => {
    const entry = {
      id: 'z-image',
      name: 'Z-Image',
      sizes: ['512', '1K'],
      ratios: ['1:1', '16:9'],
      maxReferences: 0,
      services: { generic: { ids: ['x/z-image-turbo'], prices: 0 } },
    };
    const model = modelOf('z-image', parseModels([entry]));
    const local = routeOf({ preset: 'openai-compatible', baseUrl: 'http://localhost:11434', credential: 'none' });
    assert.deepEqual([model.name, model.sizes, model.maxReferences], ['Z-Image', ['512', '1K'], 0]);
    assert.deepEqual(modelIdsOf(local, model), ['x/z-image-turbo']);
    assert.equal(estimateUsd(local, model, '512'), 0);
    assert.deepEqual(modelIdsOf(studio, model), []);
  });

  it('names every wrong key at once', () => {
    const problems = (value: unknown): string[] => {
      try {
        parseModels(value);
        return [];
      } catch (error) {
        assert.ok(error instanceof SettingsError);
        return error.problems.map(({ path, reason }) => `${path} ${reason}`);
      }
    };
    assert.deepEqual(problems('nano-banana'), ['dualtrack.models notAList']);
    assert.deepEqual(
      problems([
        { id: 'own' },
        { id: 'own', sizes: ['1K'], services: { generic: { prices: 0.1 } } },
        { id: 'nano-banana-2', sizes: ['1K', '3K'], services: { google: { prices: { '1K': -1 } } } },
        { id: 'nano-banana-pro', services: { nowhere: {}, google: { ids: [] } }, price: 1 },
        { id: 'route-only', sizes: ['1K'], routes: { mine: { prices: 1 } } },
        { id: 'a b' },
        7,
      ]),
      [
        'dualtrack.models[0].sizes fieldMissing',
        'dualtrack.models[0].services fieldMissing',
        'dualtrack.models[1].id duplicateId',
        'dualtrack.models[1].services.generic.ids fieldMissing',
        'dualtrack.models[2].sizes[1] invalid',
        'dualtrack.models[2].services.google.prices.1K invalid',
        'dualtrack.models[3].services.google.ids invalid',
        'dualtrack.models[3].services.nowhere unknownField',
        'dualtrack.models[3].price unknownField',
        'dualtrack.models[4].routes.mine.ids fieldMissing',
        'dualtrack.models[5].id invalid',
        'dualtrack.models[6] invalid',
      ],
    );
  });
});
