import assert from 'node:assert/strict';
import { assetsFolderParts } from '../../../../src/core/settings/assetsFolder';
import { formatUsd } from '../../../../src/core/services/price';

describe('the folder for pictures', () => {
  it('stays inside the workspace folder', () => {
    assert.deepEqual(assetsFolderParts('docs/./images/'), ['docs', 'images']);
    assert.deepEqual(assetsFolderParts('docs\\images'), ['docs', 'images']);
    assert.equal(assetsFolderParts('../other'), 'outside');
    assert.equal(assetsFolderParts('/etc'), 'absolute');
    assert.equal(assetsFolderParts('C:\\pictures'), 'absolute');
    assert.equal(assetsFolderParts('.git/hooks'), 'hidden');
    assert.equal(assetsFolderParts('a\u0000b'), 'invalid');
    assert.equal(assetsFolderParts('nul.x/a'), 'invalid');
  });

  it('is refused where it reads otherwise than it is', () => {
    for (const sign of [
      '\u202e',
      '\u2066',
      '\u200b',
      '\u200d',
      '\ufeff',
      '\u3164',
      '\u{e0041}',
      '\ufe0f',
      '\u009b',
      '\u2028',
    ]) {
      for (const name of [`a${sign}b`, `${sign}.git`, `docs/${sign}`, `gnp${sign}`]) {
        const parts = assetsFolderParts(name);
        // a blank or line end around the whole setting is only trimmed
        if (name.trim() === name) assert.equal(parts, 'invalid', JSON.stringify(name));
      }
    }
    for (const name of ['a/\u2800', 'a/\u3000', 'a\ud800']) {
      if (name.trim() === name) assert.equal(assetsFolderParts(name), 'invalid', JSON.stringify(name));
    }
    for (const name of ['bilder/für Öl', '画像', 'صور', 'می\u200cخواهم', 'क्\u200dष', '🏳️\u200d🌈 flags', '❤️']) {
      assert.deepEqual(assetsFolderParts(name), name.split('/'));
    }
    assert.equal(assetsFolderParts('  '), 'empty');
  });

  it('is none that Windows has for a device, ends otherwise, or calls by a short name', () => {
    for (const name of [
      'COM¹',
      'lpt².old',
      'Com0',
      'LPT9',
      'CON',
      'nul .txt',
      'aux. x',
      'CONIN$',
      'conout$.a',
      'CLOCK$',
    ]) {
      assert.equal(assetsFolderParts(name), 'invalid', name);
      assert.equal(assetsFolderParts(`docs/${name}/images`), 'invalid', name);
    }
    for (const name of ['docs. /a', 'docs /a', 'docs./a', 'GIT~1/hooks', 'docs/vscode~1', 'ABC~12.x']) {
      assert.equal(assetsFolderParts(name), 'invalid', name);
    }
    for (const name of ['com', 'COM10', 'console', 'lpt¹²', 'com⁴', 'nulls', 'con-x', 'aux_', 'a~b', 'images~']) {
      assert.deepEqual(assetsFolderParts(name), [name]);
    }
  });
});

describe('prices', () => {
  it('are never rounded down to nothing', () => {
    assert.deepEqual([0, 0.0336, 0.067, 0.1, 12.345].map(formatUsd), ['$0', '$0.034', '$0.067', '$0.10', '$12.35']);
  });
});
