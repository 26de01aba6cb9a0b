import assert from 'node:assert/strict';
import { assetsFolderParts } from '../../../../src/core/settings/assetsFolder';
import { actualUsd, formatUsd } from '../../../../src/core/services/price';
import { findModel } from '../../../../src/core/services/models';
import type { PresetId } from '../../../../src/core/services/presets';
import { presets } from '../../../../src/core/services/presets';

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
  const model = findModel('nano-banana-2') ?? assert.fail();

  it('come from the answer, else from its tokens, else from the list', () => {
    const on = (preset: PresetId) => ({ id: 'r', preset: presets[preset], wire: presets[preset].wires[0] ?? 'gemini' });
    const google = on('google-ai-studio');
    assert.equal(actualUsd(google, model, '1K', { costUsd: 0.04 }), 0.04);
    assert.equal(actualUsd(google, model, '1K', { imageTokens: 1120, inputTokens: 10, textTokens: 100 }), 0.067505);
    assert.equal(actualUsd(google, model, '2K', undefined), 0.101);
    assert.equal(actualUsd(on('apiyi'), model, '4K', { imageTokens: 2520 }), 0.055);
    assert.equal(actualUsd(on('openai-compatible'), model, '1K', undefined), undefined);
    assert.equal(actualUsd(google, model, '1K', { imageTokens: 1e15 }), 0.067, 'nobody believes such a count');
  });

  it('are never rounded down to nothing', () => {
    assert.deepEqual([0, 0.0336, 0.067, 0.1, 12.345].map(formatUsd), ['$0', '$0.034', '$0.067', '$0.10', '$12.35']);
  });
});
