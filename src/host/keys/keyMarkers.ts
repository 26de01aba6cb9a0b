import * as vscode from 'vscode';
import type { Route } from '../../core/services/route';
import { openPage } from '../remedies/openPage';
import { say } from '../window/say';

const prefix = 'keyStored.';

/** What is known of it, and what helps. */
const help = {
  desktop: 'https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues',
  web: 'https://github.com/microsoft/vscode/issues/317329',
} as const;

/**
 * Which routes have been given a key, without the key: SecretStorage keeps secrets in memory only, without a word, where
 * there is no keyring, and so do plain servers.
 */
export class KeyMarkers {
  readonly #memento: vscode.Memento;
  #told = false;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  async add(routeId: string): Promise<void> {
    await this.#memento.update(prefix + routeId, true);
  }

  async remove(routeId: string): Promise<void> {
    await this.#memento.update(prefix + routeId, undefined);
  }

  /** For a route without a key: if it has been given one, says once in this window that it was forgotten, and why. */
  tellIfForgotten(route: Pick<Route, 'id' | 'name'>): void {
    if (this.#told || this.#memento.get(prefix + route.id) !== true) return;
    this.#told = true;
    void tell(route.name);
  }
}

async function tell(name: string): Promise<void> {
  const learnMore = vscode.l10n.t('Learn More');
  const isWeb = vscode.env.uiKind === vscode.UIKind.Web;
  const choice = await say.warning(isWeb ? webText(name) : desktopText(name), learnMore);
  if (choice === learnMore) await openPage(isWeb ? help.web : help.desktop);
}

function webText(name: string): string {
  return vscode.l10n.t(
    'The stored key for {0} is gone: this VS Code runs in a browser, and its server or the browser didn’t keep it. You’ll be asked for it again whenever that happens.',
    name,
  );
}

function desktopText(name: string): string {
  return vscode.l10n.t(
    'The stored key for {0} is gone: without a system keyring VS Code keeps keys only until it closes. Install one, such as GNOME Keyring or KWallet, to keep them.',
    name,
  );
}
