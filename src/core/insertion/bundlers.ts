import type { Bundler } from './insertion';

const plain: Bundler = {};
const publicFolder: Bundler = { served: 'public' };

/** What builds a project, by the package that it depends on; the first one counts, since some bring others. */
const bundlers: readonly (readonly [name: string, bundler: Bundler])[] = [
  // what is imported there is an object with the picture's size
  ['next', { property: '.src', served: 'public' }],
  ['astro', { property: '.src', served: 'public' }],
  ['@sveltejs/kit', { served: 'static' }],
  ['gatsby', { served: 'static' }],
  ['@docusaurus/core', { served: 'static' }],
  ['nuxt', publicFolder],
  ['react-scripts', publicFolder],
  ['@vue/cli-service', publicFolder],
  ['@remix-run/dev', publicFolder],
  ['@react-router/dev', publicFolder],
  ['@tanstack/react-start', publicFolder],
  ['vite', publicFolder],
  ['@rsbuild/core', publicFolder],
  // without it, Parcel makes something else of a picture than its address
  ['parcel', { prefix: 'url:' }],
  ['@rspack/core', plain],
  ['@rspack/cli', plain],
  ['webpack', plain],
  ['esbuild', plain],
  ['rolldown', plain],
  ['rollup', plain],
];

/** The languages in which it matters. */
const web = new Set(
  'javascriptreact typescriptreact html vue svelte astro css postcss scss less sass stylus'.split(' '),
);

/** Whether a document of a language names a picture otherwise where something builds the project. */
export function dependsOnBundler(languageId: string): boolean {
  return web.has(languageId);
}

/** What builds the project of a `package.json`; undefined where nothing is known to. */
export function bundlerIn(packageJson: string): Bundler | undefined {
  const names = new Set(dependenciesIn(packageJson));
  return bundlers.find(([name]) => names.has(name))?.[1];
}

function dependenciesIn(packageJson: string): string[] {
  try {
    const parsed: unknown = JSON.parse(packageJson);
    const { dependencies, devDependencies } = Object(parsed) as Readonly<Record<string, unknown>>;
    return [dependencies, devDependencies].flatMap((one) => Object.keys(Object(one) as object));
  } catch {
    return []; // somebody is writing it
  }
}
