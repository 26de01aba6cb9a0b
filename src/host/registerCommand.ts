import * as vscode from 'vscode';
import { redact } from '../core/redact';
import { SettingsError } from '../core/settings';
import type { CommandId } from '../ids';
import { section, settings } from '../ids';
import { DestinationError } from './destination';
import { openSettings } from './failureActions';
import { settingsText } from './texts/settingsText';

/** What the Explorer hands to a command: the clicked file, and all that are selected. Empty when it was run elsewhere. */
export function urisOf(clicked: unknown, selected: unknown): vscode.Uri[] {
  const all: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return all.filter((item) => item instanceof vscode.Uri);
}

export type CommandHandlers = Readonly<Record<CommandId, (...args: readonly unknown[]) => Promise<void> | void>>;

/**
 * Registers every command; whatever one of them throws is shown and logged. `onFirstUse` runs beside the first command of
 * the window: nothing happens before the user does something.
 */
export function registerCommands(
  handlers: CommandHandlers,
  log: vscode.LogOutputChannel,
  onFirstUse: () => void,
): vscode.Disposable {
  let used = false;
  const registered = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
      if (!used) onFirstUse();
      used = true;
      try {
        await handler(...args);
      } catch (error) {
        void showError(error, log);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}

async function showError(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  const ofSettings = error instanceof SettingsError || error instanceof DestinationError;
  const text = error instanceof SettingsError ? settingsText(error.problems) : redact(messageOf(error));
  log.error(error instanceof Error && !ofSettings ? redact(error.stack ?? text) : text);
  const action = ofSettings ? vscode.l10n.t('Open Settings') : vscode.l10n.t('Show Log');
  const choice = await vscode.window.showErrorMessage(text, action);
  if (choice !== action) return;
  if (error instanceof SettingsError) await openSettings(settingOf(error));
  else if (ofSettings) await openSettings(`${section}.${settings.assetsFolder}`);
  else log.show();
}

/** The first setting that is wrong, without the place in its list. */
function settingOf({ problems }: SettingsError): string | undefined {
  return problems[0]?.path.replace(/\[.*$/, '');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
