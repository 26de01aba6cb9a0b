import * as vscode from 'vscode';
import type { CommandId } from '../../ids';

/** What the Explorer hands to a command: the clicked file, and all that are selected. Empty when it was run elsewhere. */
export function urisOf(clicked: unknown, selected: unknown): vscode.Uri[] {
  const all: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return all.filter((item) => item instanceof vscode.Uri);
}

/** What each command does. Whatever one throws is shown and logged by who runs it. */
export type CommandHandlers = Readonly<Record<CommandId, (...args: readonly unknown[]) => Promise<void> | void>>;
