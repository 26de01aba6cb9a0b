import * as vscode from 'vscode';
import { errorStack } from '../core/logLines';
import { redact } from '../core/redact';
import { SettingsError } from '../core/settings';
import { wordsOf } from '../core/wordsOf';
import type { CommandId } from '../ids';
import { DestinationError } from './destination';
import { openSettings, settingOf } from './failureActions';
import { settingsText } from './texts/settingsText';
import type { Log } from './window/createLog';
import { say } from './window/say';

/** What the Explorer hands to a command: the clicked file, and all that are selected. Empty when it was run elsewhere. */
export function urisOf(clicked: unknown, selected: unknown): vscode.Uri[] {
  const all: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return all.filter((item) => item instanceof vscode.Uri);
}

export type CommandHandlers = Readonly<Record<CommandId, (...args: readonly unknown[]) => Promise<void> | void>>;

/**
 * Registers every command; whatever one of them throws is shown and logged. `onUse` runs beside each: what it
 * does waits for the user to do something.
 */
export function registerCommands(handlers: CommandHandlers, log: Log, onUse: () => void): vscode.Disposable {
  const registered = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
      onUse();
      try {
        await handler(...args);
      } catch (error) {
        void showError(error, log);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}

async function showError(error: unknown, log: Log): Promise<void> {
  const ofSettings = error instanceof SettingsError || error instanceof DestinationError;
  const text = error instanceof SettingsError ? settingsText(error.problems) : redact(wordsOf(error));
  log.error(ofSettings ? text : errorStack(error));
  const action = ofSettings ? vscode.l10n.t('Open Settings') : vscode.l10n.t('Show Log');
  const choice = await say.error(text, action);
  if (choice !== action) return;
  if (ofSettings) await openSettings(settingOf(error));
  else log.show();
}
