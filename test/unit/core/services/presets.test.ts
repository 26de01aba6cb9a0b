import assert from 'node:assert/strict';
import { capabilities, contributes } from '../../../../package.json';
import { deadlinesOf } from '../../../../src/core/run/deadlines';
import { dialectsOf } from '../../../../src/core/services/dialects';
import type { ImageSize } from '../../../../src/core/pictures/image';
import { aspectRatios, imageSizes } from '../../../../src/core/pictures/image';
import { columns, findModel, models } from '../../../../src/core/services/models';
import type { PresetId } from '../../../../src/core/services/presets';
import { presetIds, presets } from '../../../../src/core/services/presets';
import { wires } from '../../../../src/core/services/wires';
import { modelIdsOf } from '../../../../src/core/services/route';
import { sizeDialects } from '../../../../src/core/settings/settings';

const real = presetIds.filter((id) => id !== 'placeholder');

describe('the presets', () => {
  it('have addresses without a version, over https', () => {
    for (const id of real) {
      for (const url of presets[id].baseUrls) {
        assert.equal(new URL(url).protocol, 'https:', id);
        assert.doesNotMatch(url, /\/$|\/v\d/, id);
      }
    }
  });

  it('have wires whose dialects there are, and a model on the first of them', () => {
    for (const id of real) {
      const preset = presets[id];
      for (const wire of ['chat', 'images'] as const) {
        const dialect = preset.sizeDialects[wire];
        assert.equal(dialect !== undefined, preset.wires.includes(wire), `${id} ${wire}`);
        if (dialect) assert.ok(dialectsOf[wire].includes(dialect), id);
      }
      const [wire] = preset.wires;
      assert.ok(wire && models.some((model) => modelIdsOf({ id: 'r', preset, wire }, model).length > 0), id);
    }
  });

  it('have pages for the key and the bill wherever they have an address', () => {
    for (const id of real) {
      const { baseUrls, pages } = presets[id];
      assert.equal(Boolean(pages.key && pages.billing), baseUrls.length > 0, id);
    }
  });

  it('do without a key only where the address is the user’s own', () => {
    for (const id of real) {
      const { baseUrls, credentials } = presets[id];
      assert.equal(credentials.includes('none'), baseUrls.length === 0, id);
      assert.notEqual(credentials[0], 'none', id);
    }
  });

  it('never call an answer cheap that a relay bills, nor a relay first-party', () => {
    const cheap = presetIds.filter((id) => presets[id].pictureless === 'tokens');
    assert.deepEqual(cheap, ['google-ai-studio', 'vertex-ai', 'placeholder']);
    const firstParties = presetIds.filter((id) => presets[id].firstParty);
    assert.deepEqual(firstParties, ['google-ai-studio', 'vertex-ai', 'openai', 'placeholder']);
  });

  const deadlines: readonly (readonly [PresetId, model: string, ImageSize, seconds: number])[] = [
    ['google-ai-studio', 'nano-banana-2', '512', 120],
    ['google-ai-studio', 'nano-banana-2', '1K', 120],
    ['vertex-ai', 'nano-banana-2.1', '2K', 300],
    ['openrouter', 'nano-banana-2', '4K', 300],
    ['openai', 'gpt-image', '1K', 120],
    ['google-ai-studio', 'nano-banana-pro', '2K', 300],
    ['google-ai-studio', 'nano-banana-pro', '4K', 600],
    ['apiyi', 'nano-banana-2', '1K', 360],
    ['apiyi', 'nano-banana-pro', '4K', 600],
    ['laozhang', 'nano-banana-2.1', '1K', 300],
  ];
  for (const [id, model, size, seconds] of deadlines) {
    it(`ask after ${seconds} s for ${model} at ${size} on ${id}, and give up after twice that`, () => {
      const found = deadlinesOf({ preset: presets[id] }, findModel(model) ?? assert.fail(), size);
      assert.deepEqual(found, { softMs: seconds * 1000, hardMs: seconds * 2000 });
    });
  }
});

describe('the manifest', () => {
  const properties = Object.assign({}, ...contributes.configuration.map((group) => group.properties)) as Readonly<
    Record<string, Property>
  >;

  interface Property {
    readonly scope?: string;
    readonly enum?: readonly string[];
    readonly items?: Property;
    readonly properties?: Readonly<Record<string, Property>>;
    readonly propertyNames?: Property;
    readonly additionalProperties?: Property;
    readonly anyOf?: readonly Property[];
  }

  const route = properties['dualtrack.routes']?.items?.properties ?? {};
  const model = properties['dualtrack.models']?.items?.properties ?? {};

  it('offers the services, protocols and dialects that there are', () => {
    assert.deepEqual(route['preset']?.enum, real);
    assert.deepEqual(
      route['wire']?.enum,
      wires.filter((wire) => wire !== 'placeholder'),
    );
    assert.deepEqual(route['sizeDialect']?.enum, sizeDialects);
    assert.deepEqual(
      [...(route['credential']?.enum ?? [])].sort(),
      [...new Set(real.flatMap((id) => presets[id].credentials))].filter((kind) => kind !== 'accessToken').sort(),
    );
  });

  it('offers the models, sizes and ratios that there are', () => {
    const ids = models.map(({ id }) => id);
    assert.deepEqual(properties['dualtrack.model']?.anyOf?.[0]?.enum, ids);
    assert.equal(properties['dualtrack.model'].anyOf?.[1]?.enum, undefined, 'a model of the user’s own');
    for (const known of [properties['dualtrack.imageSize']?.enum, model['sizes']?.items?.enum]) {
      assert.deepEqual(known, imageSizes);
    }
    for (const known of [properties['dualtrack.aspectRatio']?.enum, model['ratios']?.items?.enum]) {
      assert.deepEqual(known, aspectRatios);
    }
    assert.deepEqual(model['services']?.propertyNames?.enum, columns);
  });

  it('keeps routes, models and money out of a folder’s reach', () => {
    const machine = Object.keys(properties).filter((name) => properties[name]?.scope === 'machine');
    assert.ok(machine.includes('dualtrack.models') && machine.includes('dualtrack.routes'));
    assert.deepEqual(
      machine.filter((name) => !capabilities.untrustedWorkspaces.restrictedConfigurations.includes(name)),
      [],
    );
  });
});
