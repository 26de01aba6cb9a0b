/**
 * Takes the place of a desktop VS Code for `@vscode/test-electron`: understands its flags for extension tests, runs them
 * in code-server and a headless browser, and ends with their exit code.
 */
import path from 'node:path';
import { openChromium } from './workbench/chromium';
import { exitOnSignals } from '../../scripts/processes';
import { startServer } from './server';

const limitMs = 15 * 60_000;
// What a host without its native parts says on every start, and what concerns only VS Code itself.
const noise = [
  /spdlog|native-watchdog|build\/Release\/watchdog|^%c/,
  /^(Resolving|Resolved) connection token|^Creating a socket|^(Ignoring fetching|Updating) additional builtin/,
  /^\[(Extension Host|Service Worker|AccountPolicyGate|AgentHost|reconnection-grace-time)/,
];

async function main(args: readonly string[]): Promise<number> {
  const folder = args.find((arg) => !arg.startsWith('--')) ?? '';
  const server = await startServer({
    home: path.dirname(valueOf(args, 'user-data-dir')),
    flags: ['--vscode-option', 'enable-smoke-test-driver'],
  });
  const uri = (file: string) => `vscode-remote://${new URL(server.origin).host}${file}`;
  const payload = [
    ['extensionDevelopmentPath', uri(valueOf(args, 'extensionDevelopmentPath'))],
    ['extensionTestsPath', uri(valueOf(args, 'extensionTestsPath'))],
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  const code = await runPage(`${server.origin}/?${query.toString()}`);
  await server.stop();
  return code;
}

function valueOf(args: readonly string[], name: string): string {
  const found = args.find((arg) => arg.startsWith(`--${name}=`));
  if (found === undefined) throw new Error(`--${name}=... is missing`);
  return found.slice(name.length + 3);
}

/** Opens the window and gives the exit code of the tests in it. The two functions are the driver's own names. */
async function runPage(address: string): Promise<number> {
  const browser = await openChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const ended = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error('the tests did not end in time')), limitMs).unref();
    page.on('crash', () => reject(new Error('the window crashed')));
    void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
  });
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => print(args));
  await page.goto(address);
  const code = await ended;
  await browser.close();
  return code;
}

function print(args: readonly unknown[]): void {
  if (!noise.some((pattern) => pattern.test(String(args[0])))) console.log(...args);
}

exitOnSignals();
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
