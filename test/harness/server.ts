import fs from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { codeServer } from './codeServer';
import { addLanguage } from './workbench/language';
import { plainEnvironment } from './plainEnvironment';
import { output, startGroup, type Group } from '../../scripts/processes';
import { removeFolder, temporaryFolder } from '../../scripts/project';
import { hasSettings, writeSettings, type Settings } from './workbench/settings';

export interface ServerOptions {
  /** Where the host keeps its data and extensions; may be that of an earlier run. */
  home: string;
  /** User settings; left out, those of an earlier run in this home stay. */
  settings?: Settings;
  env?: Readonly<Record<string, string>>;
  /** VSIX files to install before the start. */
  extensions?: readonly string[];
  /** True: folders are not trusted until the user says so, as in a new VS Code. Else trust is switched off. */
  restricted?: boolean;
  /** Display language, such as `ru`. */
  locale?: string;
  /** Further flags of code-server. */
  flags?: readonly string[];
}

/** A VS Code that runs, without a page yet. */
export interface Server {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly userDataDir: string;
  /** What the server has printed until now. */
  printed(): string;
  /** Resolves when it has ended, by itself too. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a plain VS Code server, with the extensions installed as a user would. Throws with its output if it fails. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const common = await commonArguments(options.home);
  const userDataDir = path.join(options.home, 'data');
  if (options.settings || !hasSettings(userDataDir)) writeSettings(userDataDir, options.settings ?? {});
  if (options.locale !== undefined) addLanguage(userDataDir, options.locale);
  // Sockets want a short path, and no shop of extensions is asked for anything.
  const sockets = temporaryFolder();
  const own = { XDG_RUNTIME_DIR: sockets, EXTENSIONS_GALLERY: '{}', ...options.env };
  await installExtensions(options.home, options.extensions ?? [], own);
  const args = [...common, '--session-socket', path.join(sockets, 'session.sock'), ...flagsOf(options)];
  const group = startGroup(process.execPath, args, {
    env: plainEnvironment(own),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(group.child, 'exit').then(() => removeFolder(sockets));
  return { userDataDir, ended, ...(await listening(group)) };
}

/** Installs VSIX files for the host that has its place in `home`, as a user would. */
export async function installExtensions(
  home: string,
  extensions: readonly string[],
  own: Readonly<Record<string, string>> = { EXTENSIONS_GALLERY: '{}' },
): Promise<void> {
  const common = await commonArguments(home);
  for (const extension of extensions) {
    const args = [...common, '--force', '--install-extension', extension];
    await output(process.execPath, args, { env: plainEnvironment(own) });
  }
}

/** The program, with the places of a host. */
async function commonArguments(home: string): Promise<readonly string[]> {
  const program = await codeServer();
  const userDataDir = path.join(home, 'data');
  const config = path.join(home, 'config.yaml');
  fs.mkdirSync(userDataDir, { recursive: true });
  fs.writeFileSync(config, 'auth: none\n');
  const places = ['--user-data-dir', userDataDir, '--extensions-dir', path.join(home, 'extensions')];
  return [program, '--config', config, ...places];
}

function flagsOf(options: ServerOptions): string[] {
  return [
    ...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(options.restricted ? [] : ['--disable-workspace-trust']),
    ...(options.locale === undefined ? [] : ['--locale', options.locale]),
    ...(options.flags ?? []),
  ];
}

/** The port is the system's choice and known from the server's own words, so that two never want the same one. */
async function listening(group: Group): Promise<Pick<Server, 'origin' | 'printed' | 'stop'>> {
  let text = '';
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const found = /server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    };
    group.child.stdout?.on('data', read);
    group.child.stderr?.on('data', read);
    group.child.once('error', reject);
    group.child.once('exit', () => reject(new Error(`code-server ended:\n${text}`)));
  });
  return { origin, printed: () => text, stop: () => group.stop() };
}
