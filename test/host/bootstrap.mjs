// What package.json's scripts call. It runs on the Node of this machine, sees to it that everything is installed and
// built, and goes on with the project's own Node:   node test/host/bootstrap.mjs DOOR [arguments]
// Its own words go to stderr: stdout belongs to the door.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = 20;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const doors = {
  start: 'out/host/start.js',
  test: 'out/host/test.js',
  package: 'out/host/package.js',
  docs: 'out/host/docs.js',
  mutants: 'out/mutants/run.js',
  generate: 'out/headless/generate.js',
  conformance: 'out/headless/conformance.js',
  simulate: 'out/headless/simulate.js',
  bench: 'out/bench/bench.js',
};

async function main([door, ...args]) {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    throw new Error(`Node ${oldestNode} or later is needed, this is ${process.versions.node}: see https://nodejs.org`);
  }
  const file = Object.hasOwn(doors, door ?? '') ? doors[door] : undefined;
  if (file === undefined) throw new Error(`usage: node test/host/bootstrap.mjs ${Object.keys(doors).join('|')} [...]`);
  const { install } = await import('./install.mjs');
  const { build } = await import('./build.mjs');
  const node = await install(root);
  await build(root, node);
  pass(spawn(node, [path.join(root, file), ...args], { stdio: 'inherit' }));
}

/** Signals go down, the exit code comes up. At a terminal the child has Ctrl+C from there too, and once is enough for it. */
function pass(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm passes a signal to the shell between us, and the shell dies of it without a word to us.
  const parent = process.ppid;
  const orphaned = () => process.ppid !== parent && child.kill('SIGTERM');
  if (process.env.npm_lifecycle_event) setInterval(orphaned, 500).unref();
  child.on('error', fail);
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function fail(error) {
  console.error(`dualtrack: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
