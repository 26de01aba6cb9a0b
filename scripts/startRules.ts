import type { Entry } from './zip';

/** As many bytes may be loaded in each window before the extension is used. */
export const mostAtStart = 120 * 1024;

/** What is wrong with what is loaded at start, one sentence each. `start`: paths below `dist`. */
export function startProblems(entries: readonly Entry[], start: readonly string[]): string[] {
  const bytes = bytesOf(entries, start);
  return [
    ...start.filter((name) => /^(sdk|workers|webview)\//.test(name)).map((name) => `dist/${name} is loaded at start`),
    ...(start.includes('app.js') ? ['dist/app.js is loaded at start'] : []),
    ...(bytes > mostAtStart ? [`${bytes} bytes are loaded at start, more than ${mostAtStart}`] : []),
  ];
}

/** How many bytes these files of `dist` have together. Throws for one that is not there. */
export function bytesOf(entries: readonly Entry[], files: readonly string[]): number {
  return files.reduce((sum, name) => {
    const entry = entries.find((one) => one.name === `extension/dist/${name}`);
    if (!entry) throw new Error(`dist/${name} is loaded at start, and not in the VSIX`);
    return sum + entry.data.length;
  }, 0);
}
