import * as vscode from 'vscode';
import { errorWords } from '../../core/run/logLines';
import type { Route } from '../../core/services/route';
import { readOr } from '../../core/settings/settings';
import { section, settings } from '../../ids';
import { readRoutes } from '../settings/configuration';
import { contextKeysOf, doneSteps } from './contextKeysOf';
import { storedSecret } from '../keys/storedSecret';
import type { Log } from '../window/createLog';

const remembered = 'madePicture';

interface ContextKeysDependencies {
  readonly secrets: vscode.SecretStorage;
  readonly memento: vscode.Memento;
  readonly extensionId: string;
  readonly log: Log;
}

/** Tells VS Code how far the user is, for the walkthrough: now, and whenever routes, keys or pictures change. */
export class ContextKeys implements vscode.Disposable {
  readonly #dependencies: ContextKeysDependencies;
  readonly #listeners: vscode.Disposable;
  /** Steps that VS Code was told of in this window. */
  readonly #ticked = new Set<string>();
  /** One after the other, so that an older answer never overwrites a newer one. */
  #told: Promise<void> = Promise.resolve();

  constructor(dependencies: ContextKeysDependencies) {
    const { secrets } = dependencies;
    this.#dependencies = dependencies;
    this.#listeners = vscode.Disposable.from(
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

  /** A picture was made. */
  rememberPicture(): void {
    const { memento } = this.#dependencies;
    if (memento.get(remembered) === true) return;
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
    const keys = contextKeysOf({ connected, madePicture });
    for (const [key, value] of Object.entries(keys)) await vscode.commands.executeCommand('setContext', key, value);
    await this.#tick(doneSteps(this.#dependencies.extensionId, keys));
  }

  /**
   * VS Code never ticks a step whose key was true before anybody looked at a walkthrough: it takes that for news of the past. So it is
   * told of each step by its own command, in each window: one that closes soon may not have kept it.
   */
  async #tick(done: readonly string[]): Promise<void> {
    for (const step of done.filter((one) => !this.#ticked.has(one))) {
      this.#ticked.add(step);
      // it keeps the step and then throws while it has not read the manifest; where there is no such command, the keys have to do
      await vscode.commands.executeCommand('welcome.markStepComplete', step).then(undefined, () => undefined);
    }
  }

  async #isUsable(route: Route): Promise<boolean> {
    const needsKey = route.credential !== 'none' && route.credential !== 'adc';
    return !needsKey || (await storedSecret(this.#dependencies.secrets, route)) !== undefined;
  }
}
