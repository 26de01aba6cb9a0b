import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Every class, function and constant of `vscode` at once: enough for a module that only declares things. */
const anything = `const anything = new Proxy(function () {}, { get: (_, key) => key === 'prototype' ? {} : anything,
  apply: () => anything, construct: () => ({}) }); module.exports = anything;`;

/** What the extension loads in each window before it is used: before `activate` returns, and in the moment after. */
export const loadedFirst = ['extension.js', 'log.js', 'background.js'] as const;

/** The extension's own files that are read while these files of `folder` are loaded; each once, by its path below `folder`. */
export function loadedAtStart(folder: string, files: readonly string[] = loadedFirst): string[] {
  const read = new Set<string>();
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier !== 'vscode') return next(specifier, context);
      return { url: 'virtual:vscode', format: 'commonjs', shortCircuit: true };
    },
    load: (url, context, next) => {
      if (url === 'virtual:vscode') return { format: 'commonjs', source: anything, shortCircuit: true };
      if (url.startsWith('file:')) read.add(path.relative(folder, fileURLToPath(url)).replaceAll(path.sep, '/'));
      return next(url, context);
    },
  });
  try {
    const load = createRequire(path.join(folder, 'package.json'));
    for (const file of files) load(`./${file}`);
  } finally {
    hooks.deregister();
  }
  return [...read];
}
