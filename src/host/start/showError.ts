import * as vscode from 'vscode';
import { errorStack } from '../../core/run/logLines';
import { redact } from '../../core/redaction/redact';
import { SettingsError } from '../../core/settings/settings';
import { wordsOf } from '../../core/words/wordsOf';
import { DestinationError, openSettings, settingOf } from '../settings/openSettings';
import { settingsText } from '../texts/settingsText';
import type { Log } from '../window/createLog';
import { say } from '../window/say';

/** Shows what went wrong, and logs it. */
export async function showError(error: unknown, log: Log): Promise<void> {
  const ofSettings = error instanceof SettingsError || error instanceof DestinationError;
  const text = error instanceof SettingsError ? settingsText(error.problems) : redact(wordsOf(error));
  log.error(ofSettings ? text : errorStack(error));
  const action = ofSettings ? vscode.l10n.t('Open Settings') : vscode.l10n.t('Show Log');
  const choice = await say.error(text, action);
  if (choice !== action) return;
  if (ofSettings) await openSettings(settingOf(error));
  else log.show();
}
