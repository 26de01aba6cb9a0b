// Builds the extension (dist/, what the VSIX holds) and the tools and tests (out/, never shipped).
//   node esbuild.js [--production] [--watch]
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

// VS Code puts its proxy support into what is required, not into what is imported
const supported = { 'dynamic-import': false };

const node = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  minify: production,
  keepNames: true,
  supported,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  loader: { '.wasm': 'file', '.ttf': 'file', '.node': 'empty' },
};

/**
 * The extension in pieces that are loaded on first use, with one copy of each module. esbuild splits ES modules only, so each
 * piece is turned into CommonJS when they are all there. To be used with `write: false`.
 */
const toCommonJs = {
  name: 'to-common-js',
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      await Promise.all(outputFiles.map(({ path: file, text }) => writeAsCommonJs(file, text)));
    });
  },
};

async function writeAsCommonJs(file, text) {
  const name = path.basename(file);
  const map = production ? {} : { sourcemap: 'external', sourcefile: name };
  const result = await esbuild.transform(text, {
    ...{ format: 'cjs', platform: 'node', target: node.target, supported, minify: production, logLevel: 'error' },
    ...{ banner: '"use strict";', ...map },
  });
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, production ? result.code : `${result.code}//# sourceMappingURL=${name}.map\n`);
  if (!production) fs.writeFileSync(`${file}.map`, result.map);
}

/** What the extension loads later, by name in dist. */
const pieces = {
  log: 'src/host/window/createLog.ts',
  showError: 'src/host/start/showError.ts',
  background: 'src/background.ts',
  stored: 'src/stored.ts',
  app: 'src/app.ts',
};

/** What is loaded in a window's start is one file, since each more takes its time: it shares none with the pieces. */
const piecesStayOutside = {
  name: 'pieces-stay-outside',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path: file, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const source = path.relative(__dirname, `${path.resolve(resolveDir, file)}.ts`).replaceAll(path.sep, '/');
      const piece = Object.keys(pieces).find((name) => pieces[name] === source);
      return piece && { path: `./${piece}.js`, external: true };
    });
  },
};

/** Each `import * as vscode` would copy the names of the whole API, one by one: they all share one copy. */
const oneVscode = {
  name: 'one-vscode',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'api' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'api' },
    );
    build.onLoad({ filter: /./, namespace: 'api' }, () => ({ contents: `export * from 'vscode';` }));
  },
};

/** Every file below `folder` that ends so; a test that exists is a test that runs. */
function filesBelow(folder, end) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((name) => name.endsWith(end))
    .sort();
}

/** The files of `folder` itself that end so. */
function filesIn(folder, end) {
  return filesBelow(folder, end).filter((name) => path.dirname(name) === path.normalize(folder));
}

const extension = [
  {
    ...node,
    entryPoints: ['src/extension.ts'],
    outdir: 'dist',
    external: ['vscode'],
    plugins: [piecesStayOutside],
  },
  {
    ...node,
    entryPoints: {
      ...pieces,
      'sdk/google': 'src/providers/sdk/google.ts',
      'sdk/openai': 'src/providers/sdk/openai.ts',
    },
    outdir: 'dist',
    chunkNames: 'shared/[name]-[hash]',
    format: 'esm',
    splitting: true,
    supported: {},
    sourcemap: production ? false : 'inline',
    write: false,
    plugins: [oneVscode, toCommonJs],
  },
  {
    ...node,
    entryPoints: Object.entries({ placeholder: 'placeholder', imaging: 'imaging', metadata: 'imaging/metadata' }).map(
      ([out, folder]) => ({ in: `src/${folder}/worker.ts`, out }),
    ),
    outdir: 'dist/workers',
  },
  { ...node, entryPoints: [{ in: 'src/answers/process/worker.ts', out: 'answers' }], outdir: 'dist/workers' },
  {
    ...node,
    entryPoints: filesBelow('src/webview', 'page.ts'),
    outdir: 'dist/webview',
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
    tsconfig: 'src/webview/tsconfig.json',
  },
];

const tools = [
  // `vscode` is not external here: a file of core, providers or store that reaches it does not build.
  { ...node, entryPoints: filesBelow('test/unit', '.test.ts'), outdir: 'out/unit', outbase: 'test/unit' },
  { ...node, entryPoints: filesIn('src/cli', '.ts'), outdir: 'out/cli' },
  {
    ...node,
    entryPoints: filesBelow('test/vscode', '.ts'),
    outdir: 'out/vscode',
    outbase: 'test/vscode',
    external: ['vscode'],
  },
  { ...node, entryPoints: filesBelow('test/e2e', '.ts'), outdir: 'out/e2e', outbase: 'test/e2e' },
  { ...node, entryPoints: filesIn('scripts', '.ts'), outdir: 'out/scripts' },
  { ...node, entryPoints: filesBelow('test/harness', '.ts'), outdir: 'out/harness', outbase: 'test/harness' },
  { ...node, entryPoints: ['test/conformance/conformance.ts'], outdir: 'out/conformance' },
  { ...node, entryPoints: ['test/simulate/simulate.ts'], outdir: 'out/simulate' },
  { ...node, entryPoints: ['test/mutants/run.ts'], outdir: 'out/mutants' },
  { ...node, entryPoints: ['test/limits/run.ts'], outdir: 'out/limits' },
  { ...node, entryPoints: ['test/panel/screenshots.ts'], outdir: 'out/tools' },
  {
    ...node,
    entryPoints: ['test/bench/bench.ts', ...filesIn('test/bench/aside', '.ts')],
    outdir: 'out/bench',
    outbase: 'test/bench',
    // what Dualtrack is compared with is not worth the time of each build
    external: ['ai', 'ai-retry', 'ai-fallback', '@ai-sdk/google'],
  },
].map((options) => ({
  ...options,
  minify: false,
  sourcemap: 'linked',
  external: [
    ...(options.external ?? []),
    'mocha',
    'playwright-core',
    '@vscode/test-electron',
    'esbuild',
    'fast-check',
    'eslint',
    'axe-core',
  ],
}));

/** Fonts of the page's icons: copied, not bundled. */
function copyAssets() {
  fs.mkdirSync('dist/webview', { recursive: true });
  for (const file of ['codicon.css', 'codicon.ttf']) {
    fs.copyFileSync(path.join('node_modules/@vscode/codicons/dist', file), path.join('dist/webview', file));
  }
}

async function main() {
  if (!watch) fs.rmSync('dist', { recursive: true, force: true });
  if (!watch && !production) fs.rmSync('out', { recursive: true, force: true });
  const wanted = (production ? extension : [...extension, ...tools]).filter(
    (options) => Object.keys(options.entryPoints).length > 0,
  );
  if (watch) {
    const contexts = await Promise.all(wanted.map((options) => esbuild.context(options)));
    await Promise.all(contexts.map((context) => context.watch()));
  } else {
    await Promise.all(wanted.map((options) => esbuild.build(options)));
  }
  copyAssets();
}

main().catch((error) => {
  if (!error.errors) console.error(error);
  process.exit(1);
});
