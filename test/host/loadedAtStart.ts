import { createRequire, registerHooks } from 'node:module';

/** Every class, function and constant of `vscode` at once: enough for a module that only declares things. */
const anything = `const anything = new Proxy(class {}, { get: (_, key) => key === 'prototype' ? {} : anything,
  apply: () => anything, construct: () => ({}) }); module.exports = anything;`;

/** What an extension's bundle asks for while it is loaded, before it is activated. */
export function loadedAtStart(file: string): string[] {
  const asked: string[] = [];
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      asked.push(specifier);
      if (specifier !== 'vscode') return next(specifier, context);
      return { url: 'virtual:vscode', format: 'commonjs', shortCircuit: true };
    },
    load: (url, context, next) => {
      if (url !== 'virtual:vscode') return next(url, context);
      return { format: 'commonjs', source: anything, shortCircuit: true };
    },
  });
  try {
    createRequire(file)(file);
  } finally {
    hooks.deregister();
  }
  return asked;
}
