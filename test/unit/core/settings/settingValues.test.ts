import assert from 'node:assert/strict';
import { contributes } from '../../../../package.json';
import { models } from '../../../../src/core/services/models';
import { SettingsError } from '../../../../src/core/settings/settings';
import type { SettingName } from '../../../../src/core/settings/settingValues';
import { parseSetting, problemsOf, settingNames } from '../../../../src/core/settings/settingValues';

interface Property {
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

const properties = Object.assign({}, ...contributes.configuration.map((group) => group.properties)) as Readonly<
  Record<string, Property>
>;
const declared = (name: SettingName): Property => properties[`dualtrack.${name}`] ?? assert.fail(name);

describe('a setting that is one value', () => {
  const wrong: readonly (readonly [SettingName, unknown, reason: string, detail?: string])[] = [
    ['assetsFolder', 5, 'notText'],
    ['assetsFolder', ' ', 'folder-empty'],
    ['assetsFolder', '/etc', 'folder-absolute'],
    ['assetsFolder', '../next-door', 'folder-outside'],
    ['assetsFolder', '.git', 'folder-hidden'],
    ['assetsFolder', 'a?b', 'folder-invalid'],
    ['model', 'nano-bananas', 'notOneOf', models.map(({ id }) => id).join(', ')],
    ['imageSize', '3K', 'notOneOf', '512, 1K, 2K, 4K'],
    ['imageSize', '1k', 'notOneOf', '512, 1K, 2K, 4K'],
    ['routeOrder', 'x', 'notOneOf', 'listed, cheapest'],
    ['firstPartyOnly', 'yes', 'notTrueOrFalse'],
    ['afterUncertainCharge', 'perhaps', 'notOneOf', 'ask, switch, stop'],
    ['timeBudget', -5, 'notWithin', '10–3600'],
    ['timeBudget', 'abc', 'notWithin', '10–3600'],
    ['timeBudget', null, 'notWithin', '10–3600'],
  ];
  for (const [name, value, reason, detail] of wrong) {
    it(`is told what may stand there instead of ${name} ${JSON.stringify(value)}`, () => {
      const path = `dualtrack.${name}`;
      assert.deepEqual(problemsOf([{ name, value }], models), [{ path, reason, detail, value: JSON.stringify(value) }]);
      assert.throws(() => parseSetting(name, value, models), SettingsError);
    });
  }

  it('is named beside all others that are wrong, and once when two files agree', () => {
    const written = [
      { name: 'timeBudget', value: -5 },
      { name: 'imageSize', value: '3K' },
      { name: 'imageSize', value: '3K' },
      { name: 'imageSize', value: '2K' },
      { name: 'imageSize', value: '8K' },
    ] as const;
    const found = problemsOf(written, models).map(({ path, value }) => `${path} ${value}`);
    assert.deepEqual(found, ['dualtrack.timeBudget -5', 'dualtrack.imageSize "3K"', 'dualtrack.imageSize "8K"']);
  });

  it('may name a model of the user’s own, and is not judged while the models cannot be read', () => {
    const own = [{ ...(models[0] ?? assert.fail()), id: 'z-image' }];
    assert.equal(parseSetting('model', 'z-image', own), 'z-image');
    assert.deepEqual(problemsOf([{ name: 'model', value: 'z-image' }]), []);
  });

  it('is shown with the signs spelled out that nobody sees', () => {
    assert.throws(
      () => parseSetting('assetsFolder', 'as\u202esets\u{e0041}\u200b'),
      (error) => error instanceof SettingsError && error.problems[0]?.value === '"as\\u202esets\\udb40\\udc41\\u200b"',
    );
  });

  it('is never shown with a key in it, nor at any length', () => {
    const shown = (value: string) => problemsOf([{ name: 'model', value }], models)[0]?.value ?? '';
    assert.equal(shown('sk-this-key-is-not-real'), '"[key]"');
    assert.equal(shown('long '.repeat(100)).length, 60);
  });

  it('has a default and choices in the manifest that the check agrees with', () => {
    for (const name of settingNames) parseSetting(name, declared(name).default, models);
    for (const name of settingNames) {
      for (const choice of declared(name).enum ?? []) assert.equal(parseSetting(name, choice, models), choice);
    }
    const { minimum, maximum } = declared('timeBudget');
    const detail = problemsOf([{ name: 'timeBudget', value: 0 }])[0]?.detail;
    assert.equal(detail, `${minimum}–${maximum}`);
  });
});
