import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { follow } from '../../../scripts/processes';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The page's only host is ours. Nothing in it may call another one.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** With small fonts, so that a screenshot shows Chinese and emoji as what they are. */
const packages = ['chromium', 'fonts-dejavu-core', 'fonts-wqy-microhei', 'fonts-noto-color-emoji'];

/** A Chromium without a window. It is found on this machine or, as root or in CI, installed by apt. */
export async function openChromium(): Promise<Browser> {
  const executablePath = find() ?? (await installByApt());
  return chromium.launch({
    executablePath,
    args: flags,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function find(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = [
    process.env['CHROME_PATH'] ?? '',
    ...folders.flatMap((folder) => names.map((name) => path.join(folder, name))),
    ...elsewhere,
    chromium.executablePath(),
  ];
  return candidates.find((file) => file !== '' && isProgram(file));
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

async function installByApt(): Promise<string> {
  const root = process.getuid?.() === 0;
  const advice = 'no Chromium: run "sudo apt-get install chromium", or "npx playwright-core install chromium"';
  if (!fs.existsSync('/usr/bin/apt-get') || !(root || process.env['CI'])) throw new Error(advice);
  console.error('dualtrack: apt-get install chromium …');
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const command = [...(root ? [] : ['sudo', '-n']), 'apt-get', '-q', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await follow(command[0] ?? '', command.slice(1), { env, stdio: ['ignore', 2, 2] });
  }
  const found = find();
  if (found === undefined) throw new Error(advice);
  return found;
}
