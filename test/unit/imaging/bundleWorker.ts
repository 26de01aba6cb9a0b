import path from 'node:path';
import { build } from 'esbuild';

/** Bundles the thread that makes pictures smaller, with its codecs, into a folder; gives its file. */
export async function bundleWorker(folder: string): Promise<string> {
  await build({
    entryPoints: ['src/imaging/worker.ts'],
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    supported: { 'dynamic-import': false },
    loader: { '.wasm': 'file' },
  });
  return path.join(folder, 'worker.js');
}
