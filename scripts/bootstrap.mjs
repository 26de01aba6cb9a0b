// What package.json's scripts call. It runs on the Node of this machine, makes sure that everything is installed and built,
// and goes on with the project's own Node:   node scripts/bootstrap.mjs COMMAND [arguments]
// What it prints itself goes to stderr: stdout is the command's.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = 20;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const commands = {
  start: 'out/scripts/start.js',
  test: 'out/harness/test.js',
  package: 'out/scripts/package.js',
  docs: 'out/scripts/docs.js',
  mutants: 'out/mutants/run.js',
  limits: 'out/limits/run.js',
  generate: 'out/cli/generate.js',
  usage: 'out/cli/usage.js',
  conformance: 'out/conformance/conformance.js',
  simulate: 'out/simulate/simulate.js',
  bench: 'out/bench/bench.js',
  screenshots: 'out/tools/screenshots.js',
};

async function main([command, ...args]) {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    throw new Error(`Node ${oldestNode} or later is needed, this is ${process.versions.node}: see https://nodejs.org`);
  }
  const file = Object.hasOwn(commands, command ?? '') ? commands[command] : undefined;
  if (file === undefined) throw new Error(`usage: node scripts/bootstrap.mjs ${Object.keys(commands).join('|')} [...]`);
  const { install } = await import('./install.mjs');
  const { build } = await import('./build.mjs');
  const node = await install(root);
  await build(root, node);
  pass(spawn(node, [path.join(root, file), ...args], { stdio: 'inherit' }));
}

/** Passes signals down and the exit code up. At a terminal, the child gets Ctrl+C from there too; it handles the first one. */
function pass(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm passes a signal to the shell between us, which dies of it without passing it on.
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
