import assert from 'node:assert/strict';
import { problemsOf } from '../../../scripts/vsixRules';

const names = [
  ...['package.json', 'package.nls.json', 'readme.md', 'changelog.md', 'LICENSE.txt'],
  ...['extension', 'log', 'showError', 'background', 'stored', 'app', 'webview/page'].map((name) => `dist/${name}.js`),
  ...['workers/answers', 'workers/imaging', 'workers/metadata', 'workers/placeholder', 'shared/chunk-2DBXGKZJ'].map(
    (name) => `dist/${name}.js`,
  ),
];
const sdks = {
  'dist/sdk/google.js': 'google-genai-sdk google-api-nodejs-client',
  'dist/sdk/openai.js': 'X-Stainless-',
};
const complete: Readonly<Record<string, string>> = { ...Object.fromEntries(names.map((name) => [name, ''])), ...sdks };

const problems = (files: Readonly<Record<string, string>>): string[] =>
  problemsOf(Object.entries(files).map(([name, text]) => ({ name: `extension/${name}`, data: Buffer.from(text) })));

describe('a VSIX', () => {
  it('may hold the pieces of the extension, what they share, and each SDK in a file of its own', () => {
    assert.deepEqual(problems(complete), []);
  });

  it('needs every piece', () => {
    for (const name of ['app', 'background', 'stored', 'log', 'workers/answers'].map((one) => `dist/${one}.js`)) {
      const others = Object.entries(complete).filter(([one]) => one !== name);
      assert.deepEqual(problems(Object.fromEntries(others)), [`extension/${name} is missing`]);
    }
  });

  it('has no SDK in what is loaded for other reasons', () => {
    const shared = 'dist/shared/chunk-2DBXGKZJ.js';
    assert.deepEqual(problems({ ...complete, [shared]: 'X-Stainless-' }), [
      `extension/${shared} contains an SDK ("X-Stainless-")`,
    ]);
  });

  it('has no map of a piece', () => {
    assert.deepEqual(problems({ ...complete, 'dist/app.js.map': '' }), ['extension/dist/app.js.map does not belong']);
    const [problem] = problems({ ...complete, 'dist/app.js': '//# sourceMappingURL=app.js.map' });
    assert.equal(problem, 'extension/dist/app.js has a map');
  });
});
