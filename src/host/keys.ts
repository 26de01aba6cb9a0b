import * as vscode from 'vscode';
import { GenerationFailure } from '../core/failure';
import type { Credential, Route } from '../core/route';
import { cleanKey, packSecret, unpackSecret } from '../core/secret';
import { parseServiceAccount } from '../core/serviceAccount';
import { routeIdOfSecret, secretId } from '../ids';
import { applicationDefault } from '../providers/applicationDefault';

/** The routes' keys in SecretStorage: each with the origins it was given for, and sent to those only. */
export class Keys {
  readonly #secrets: vscode.SecretStorage;
  /** Questions under way, so that jobs at once ask once. */
  readonly #asking = new Map<string, Promise<string | undefined>>();
  /** Routes whose question was dismissed: not asked again before the user sets a key. */
  readonly #declined = new Set<string>();

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  async has(route: Route): Promise<boolean> {
    return (await this.#stored(route)) !== undefined;
  }

  async set(route: Route, value: string): Promise<void> {
    this.#declined.delete(route.id);
    await this.#secrets.store(secretId(route.id), packSecret(value, route));
  }

  async remove(routeId: string): Promise<void> {
    await this.#secrets.delete(secretId(routeId));
  }

  /** The ids of all routes that have a key, also of routes that are no longer set up. */
  async routeIds(): Promise<string[]> {
    return (await this.#secrets.keys()).flatMap((id) => routeIdOfSecret(id) ?? []);
  }

  /** What the route proves itself with; asks in place for a missing key. Throws `GenerationFailure` of kind `auth`. */
  async credential(route: Route): Promise<Credential> {
    switch (route.credential) {
      case 'none':
        return { kind: 'none' };
      case 'adc':
        return { kind: 'google', json: await applicationDefault() };
      case 'serviceAccount':
        return { kind: 'google', json: parseServiceAccount(await this.#require(route)) };
      case 'key':
      case 'accessToken':
        return { kind: 'key', key: await this.#require(route) };
    }
  }

  /** Asks for a key and stores it; undefined if the user would rather not. */
  async ask(route: Route): Promise<string | undefined> {
    const key = await vscode.window.showInputBox({
      title: vscode.l10n.t('Key for {0}', route.name),
      prompt: askHint(route),
      placeHolder: vscode.l10n.t('Paste the key and press Enter'),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => (cleanKey(text) === '' ? vscode.l10n.t('The key is empty.') : undefined),
    });
    if (key === undefined) return undefined;
    await this.set(route, cleanKey(key));
    return cleanKey(key);
  }

  async #stored(route: Route): Promise<string | undefined> {
    return unpackSecret(await this.#secrets.get(secretId(route.id)), route);
  }

  async #require(route: Route): Promise<string> {
    const key = (await this.#stored(route)) ?? (await this.#askOnce(route));
    if (key !== undefined) return key;
    throw new GenerationFailure({
      kind: 'auth',
      charge: 'none',
      route: route.id,
      providerMessage: vscode.l10n.t('{0} has no key yet.', route.name),
    });
  }

  async #askOnce(route: Route): Promise<string | undefined> {
    if (route.credential !== 'key' || this.#declined.has(route.id)) return undefined;
    const asking = this.#asking.get(route.id) ?? this.ask(route);
    this.#asking.set(route.id, asking);
    try {
      const key = await asking;
      if (key === undefined) this.#declined.add(route.id);
      return key;
    } finally {
      this.#asking.delete(route.id);
    }
  }
}

function askHint(route: Route): string {
  const hosts = route.baseUrls.map((url) => new URL(url).host).join(', ');
  return vscode.l10n.t('Kept in secret storage and sent to {0} only.', hosts);
}
