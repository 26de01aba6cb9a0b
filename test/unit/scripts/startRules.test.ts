import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadedAtStart } from '../../../scripts/loadedAtStart';
import { removeFolder, temporaryFolder } from '../../../scripts/project';
import { bytesOf, mostAtStart, startProblems } from '../../../scripts/startRules';

const entries = (files: Readonly<Record<string, number>>) =>
  Object.entries(files).map(([name, bytes]) => ({ name: `extension/dist/${name}`, data: Buffer.alloc(bytes) }));

describe('what is loaded at start', () => {
  let folder = '';
  before(() => {
    folder = temporaryFolder();
    const files = {
      'extension.js': `require('vscode').window.any(); require('node:fs'); require('./shared/a.js'); exports.later = () => require('./app.js');`,
      'background.js': `const { Uri } = require('vscode'); class Own extends Uri {} require('./shared/a.js');`,
      'shared/a.js': ``,
      'app.js': ``,
    };
    mkdirSync(path.join(folder, 'shared'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  });
  after(() => removeFolder(folder));

  it('is each file that is read, once, and nothing that waits for a use', () => {
    assert.deepEqual(loadedAtStart(folder, ['extension.js', 'background.js']).sort(), [
      'background.js',
      'extension.js',
      'shared/a.js',
    ]);
  });

  it('may be as much as the limit, all files together', () => {
    const files = { 'extension.js': mostAtStart - 1, 'shared/a.js': 1, 'app.js': 1_000_000 };
    assert.equal(bytesOf(entries(files), ['extension.js', 'shared/a.js']), mostAtStart);
    assert.deepEqual(startProblems(entries(files), ['extension.js', 'shared/a.js']), []);
  });

  it('may not be more', () => {
    const files = { 'extension.js': mostAtStart, 'shared/a.js': 1 };
    const [problem, ...others] = startProblems(entries(files), Object.keys(files));
    assert.match(problem ?? '', /122881 bytes are loaded at start/);
    assert.deepEqual(others, []);
  });

  it('is no SDK and not what people use, however small', () => {
    const files = { 'extension.js': 1, 'sdk/google.js': 1, 'app.js': 1 };
    const problems = startProblems(entries(files), Object.keys(files));
    assert.deepEqual(problems, ['dist/sdk/google.js is loaded at start', 'dist/app.js is loaded at start']);
  });

  it('is in the VSIX', () => {
    assert.throws(() => bytesOf(entries({}), ['extension.js']), /not in the VSIX/);
  });
});
