import * as vscode from 'vscode';
import { commands, type CommandId } from '../../ids';

/** Registers every command; `run` is to tell what goes wrong. */
export function registerCommands(run: (id: CommandId, args: readonly unknown[]) => Promise<void>): vscode.Disposable {
  const registered = Object.values(commands).map((id) =>
    vscode.commands.registerCommand(id, (...args: readonly unknown[]) => run(id, args)),
  );
  return vscode.Disposable.from(...registered);
}
