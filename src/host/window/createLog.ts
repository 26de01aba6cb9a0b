import * as vscode from 'vscode';
import { redact } from '../../core/redaction/redact';
import { plainEntry } from '../texts/plainText';

/** The log as it is written to. */
export type Log = Pick<vscode.LogOutputChannel, 'trace' | 'info' | 'warn' | 'error' | 'logLevel' | 'show' | 'dispose'>;

/** The log of Dualtrack: whatever is written to it has no key in it, and no words from outside that pass for an entry of ours. */
export function createLog(): Log {
  const channel = vscode.window.createOutputChannel('Dualtrack', { log: true });
  const plain = (text: string): string => plainEntry(redact(text));
  return {
    trace: (text) => channel.trace(plain(text)),
    info: (text) => channel.info(plain(text)),
    warn: (text) => channel.warn(plain(text)),
    error: (text) => channel.error(plain(text instanceof Error ? (text.stack ?? text.message) : text)),
    get logLevel() {
      return channel.logLevel;
    },
    show: () => channel.show(),
    dispose: () => channel.dispose(),
  };
}
