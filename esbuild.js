// Builds the extension (dist/, what the VSIX holds) and the tools and tests (out/, never shipped).
//   node esbuild.js [--production] [--watch]
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Vendor SDKs are bundles of their own in dist/sdk, so that the eager bundle stays small: see src/providers/sdk. */
const sdkStaysOutside = {
  name: 'sdk-stays-outside',
  setup(build) {
    build.onResolve({ filter: /\/sdk\/[a-zA-Z]+$/ }, (args) =>
      args.kind === 'entry-point' ? undefined : { path: `./sdk/${path.basename(args.path)}.js`, external: true },
    );
  },
};

const node = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  minify: production,
  keepNames: true,
  // VS Code puts its proxy support into what is required, not into what is imported
  supported: { 'dynamic-import': false },
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  loader: { '.wasm': 'file', '.ttf': 'file', '.node': 'empty' },
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
  { ...node, entryPoints: ['src/extension.ts'], outdir: 'dist', external: ['vscode'], plugins: [sdkStaysOutside] },
  { ...node, entryPoints: filesBelow('src/providers/sdk', '.ts'), outdir: 'dist/sdk', plugins: [sdkStaysOutside] },
  { ...node, entryPoints: filesBelow('src/providers/workers', '.ts'), outdir: 'dist/workers' },
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
  { ...node, entryPoints: filesIn('src/headless', '.ts'), outdir: 'out/headless' },
  {
    ...node,
    entryPoints: filesBelow('test/vscode', '.ts'),
    outdir: 'out/vscode',
    outbase: 'test/vscode',
    external: ['vscode'],
  },
  { ...node, entryPoints: filesBelow('test/e2e', '.ts'), outdir: 'out/e2e', outbase: 'test/e2e' },
  { ...node, entryPoints: filesBelow('test/host', '.ts'), outdir: 'out/host', outbase: 'test/host' },
  { ...node, entryPoints: ['test/mutants/run.ts'], outdir: 'out/mutants' },
  {
    ...node,
    entryPoints: ['test/bench/bench.ts', 'test/bench/bigAnswerServer.ts'],
    outdir: 'out/bench',
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
    (options) => options.entryPoints.length > 0,
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
