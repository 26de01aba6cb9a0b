import * as vscode from 'vscode';
import { errorWords } from '../core/logLines';
import type { Route } from '../core/route';
import { readOr } from '../core/settings';
import { section, settings } from '../ids';
import { readRoutes } from './configuration';
import { contextKeysOf } from './contextKeysOf';
import type { Jobs } from './jobs';
import type { Keys } from './keys';
import type { Log } from './window/createLog';

const remembered = 'madePicture';

export interface ContextKeysDependencies {
  readonly keys: Keys;
  readonly jobs: Jobs;
  readonly secrets: vscode.SecretStorage;
  readonly memento: vscode.Memento;
  readonly log: Log;
}

/** Tells VS Code how far the user is, for the walkthrough: now, and whenever routes, keys or pictures change. */
export class ContextKeys implements vscode.Disposable {
  readonly #dependencies: ContextKeysDependencies;
  readonly #listeners: vscode.Disposable;
  /** One after the other, so that an older answer never overwrites a newer one. */
  #told: Promise<void> = Promise.resolve();

  constructor(dependencies: ContextKeysDependencies) {
    const { jobs, secrets } = dependencies;
    this.#dependencies = dependencies;
    this.#listeners = vscode.Disposable.from(
      jobs.onDidChange(() => this.#rememberPicture()),
      secrets.onDidChange(() => this.#tell()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${section}.${settings.routes}`)) this.#tell();
      }),
    );
    this.#tell();
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #rememberPicture(): void {
    const { jobs, memento } = this.#dependencies;
    if (jobs.made.length === 0 || memento.get(remembered) === true) return;
    void memento.update(remembered, true);
    this.#tell();
  }

  #tell(): void {
    const { log } = this.#dependencies;
    this.#told = this.#told
      .then(() => this.#setAll())
      .catch((error: unknown) => log.warn(`The walkthrough was not told: ${errorWords(error)}`));
  }

  async #setAll(): Promise<void> {
    const routes = readOr([], readRoutes) ?? []; // wrong settings are told where they are used
    const usable = await Promise.all(routes.map(async (route) => ((await this.#isUsable(route)) ? [route] : [])));
    const connected = usable.flat().map(({ preset }) => preset.id);
    const madePicture = this.#dependencies.memento.get(remembered) === true;
    for (const [key, value] of Object.entries(contextKeysOf({ connected, madePicture }))) {
      await vscode.commands.executeCommand('setContext', key, value);
    }
  }

  async #isUsable(route: Route): Promise<boolean> {
    const needsKey = route.credential !== 'none' && route.credential !== 'adc';
    return !needsKey || (await this.#dependencies.keys.has(route));
  }
}
